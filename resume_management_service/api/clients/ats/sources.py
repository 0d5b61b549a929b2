"""The sources that the setting `ATS_SOURCES` names: where, how to log in, pages, field names.

    {"acme": {"base_url": "https://ats.example.com/v2/candidates",
              "accounts": ["*"],
              "auth": {"kind": "bearer", "secret": "ACME_TOKEN"},
              "paging": {"style": "page"},
              "records": "data",
              "fields": {"id": "id", "sections": "resume"},
              "rate": 30}}

`docs/operations.md` explains every key. Secrets are named, never written: `secret` is the name of
an environment variable.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed

AUTH_KINDS = ("none", "bearer", "header", "basic")
PAGING_STYLES = ("page", "offset", "cursor")
EVERYBODY = "*"
Part = TypeVar("Part", "Auth", "Paging")


@dataclass(frozen=True, slots=True)
class Auth:
    """How a request says who asks; `secret` names an environment variable."""

    kind: str = "none"
    secret: str = ""
    header: str = "X-Api-Key"
    user: str = ""

    @property
    def value(self) -> str:
        """Return the secret itself.

        Raises:
            ImproperlyConfigured: the variable is not set.
        """
        if self.kind == "none":
            return ""
        value = os.environ.get(self.secret, "")
        if not value:
            raise ImproperlyConfigured(f"Set the environment variable {self.secret}.")
        return value


@dataclass(frozen=True, slots=True)
class Paging:
    """How pages are asked for: by `page` number, `offset` of the first record, or a `cursor`.

    The parameters' names are the source's; `first` is the number of its first page, `next` the
    dotted path of the next cursor in an answer.
    """

    style: str = "page"
    number: str = "page"
    size: str = "per_page"
    first: int = 1
    next: str = "next_cursor"

    @property
    def is_countable(self) -> bool:
        """Tell whether a page can be asked for before the one in front of it has come."""
        return self.style != "cursor"


@dataclass(frozen=True, slots=True)
class Source:
    """One applicant tracking system.

    `rate` requests within `period` seconds; `parallel` of them at once for each collector.
    `records` is the dotted path of the list in an answer, "" where the answer is the list.
    """

    name: str
    base_url: str
    accounts: tuple[str, ...]
    auth: Auth = field(default_factory=Auth)
    paging: Paging = field(default_factory=Paging)
    records: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    error_mode: str = ""
    rate: int = 30
    period: float = 1.0
    parallel: int = 8
    most_per_page: int = 100
    timeout: float = 20.0
    internal: bool = False

    def serves(self, user_id: str) -> bool:
        """Tell whether an account may collect from here."""
        return EVERYBODY in self.accounts or user_id in self.accounts


def source_named(name: str) -> Source | None:
    """Return a source, None when the settings name none so."""
    return all_sources().get(name)


@lru_cache(maxsize=1)
def all_sources() -> dict[str, Source]:
    """Return the configured sources by name.

    Raises:
        ImproperlyConfigured: one of them makes no sense, with what is wrong.
    """
    return {name: _source(name, given) for name, given in settings.ATS_SOURCES.items()}


def _forget(*, setting: str, **_: object) -> None:
    if setting == "ATS_SOURCES":
        all_sources.cache_clear()


setting_changed.connect(_forget)


def _source(name: str, given: Any) -> Source:
    _require(isinstance(given, Mapping), name, "must be an object")
    known = {one.name for one in fields(Source)} - {"name"}
    unknown = set(given) - known
    _require(not unknown, name, f"does not know {', '.join(sorted(unknown))}")
    for key in ("base_url", "accounts"):
        _require(bool(given.get(key)), name, f"needs {key}")
    source = Source(
        **{
            **given,
            "name": name,
            "accounts": tuple(given["accounts"]),
            "auth": _part(Auth, name, given.get("auth", {})),
            "paging": _part(Paging, name, given.get("paging", {})),
        }
    )
    _check(source)
    return source


def _part(kind: type[Part], name: str, given: Any) -> Part:
    try:
        return kind(**given)
    except TypeError as error:
        raise ImproperlyConfigured(f"ATS_SOURCES: {name}: {error}") from error


def _check(source: Source) -> None:
    parts = urlsplit(source.base_url)
    name = source.name
    _require(len(name) <= 64, name, "has a name of more than 64 characters")
    _require(parts.scheme in ("http", "https") and bool(parts.hostname), name, "needs a web URL")
    _require("@" not in parts.netloc, name, "must not have a password in its URL")
    _require(
        parts.scheme == "https" or source.internal,
        name,
        'needs https; "internal": true allows http and private addresses',
    )
    _require(source.auth.kind in AUTH_KINDS, name, f"auth is one of {', '.join(AUTH_KINDS)}")
    _require(source.auth.kind == "none" or bool(source.auth.secret), name, "auth needs a secret")
    _require(source.paging.style in PAGING_STYLES, name, f"style is one of {PAGING_STYLES}")
    numbers = (source.rate, source.period, source.parallel, source.most_per_page, source.timeout)
    _require(all(value > 0 for value in numbers), name, "needs numbers greater than 0")


def _require(holds: bool, name: str, problem: str) -> None:
    if not holds:
        raise ImproperlyConfigured(f"ATS_SOURCES: {name} {problem}.")
