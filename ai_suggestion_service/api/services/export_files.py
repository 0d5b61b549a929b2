"""Files of exports: set, read back, and checked once more against what they must not go beyond."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed

from api.rendering import Format, Options, Paper, Rendered, render
from api.rendering.readback import Report, read_back, report
from api.rendering.sections import leaves
from api.rendering.wording import languages, wording
from api.rewriting.guard import Refusal, Source, review_document
from api.services.export_contents import Content
from servicekit.database import release_connections
from servicekit.errors import FieldError, Unavailable, Unprocessable

MAX_CHARACTERS = 100_000
LONGEST_QUEUE_SECONDS = 20.0


class TooLongToExport(Unprocessable):
    """It is longer than any résumé."""

    code = "too_long_to_export"
    detail = f"An export has {MAX_CHARACTERS} characters at most."


class RenderersBusy(Unavailable):
    """As many files are being set as may be at once."""

    code = "renderers_busy"
    detail = "Many files are being made right now. Try again in a moment."


class UnsupportedExport(Unprocessable):
    """The file would claim what its source does not support."""

    code = "unsupported_claims"

    def __init__(self, refusals: list[Refusal]) -> None:
        errors = [
            FieldError(one.pointer, one.kind.value, f"{one.claim!r}: {one.detail}")
            for one in refusals
        ]
        super().__init__("The file would claim what its source does not say.", errors=errors)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file and what is known of it."""

    rendered: Rendered
    report: dict[str, Any]


def make(content: Content, *, format: Format, template: str, paper: Paper) -> Made:  # noqa: A002
    """Set the file, read it back with an extractor of its own and compare.

    Raises:
        TooLongToExport, RenderersBusy, UnsupportedExport
    """
    if sum(len(leaf.text) for leaf in leaves(content.shown)) > MAX_CHARACTERS:
        raise TooLongToExport
    release_connections()
    with _renderer():
        options = Options(paper=paper, letter=content.letter)
        rendered = render(content.sections, format=format, template=template, options=options)
        text = read_back(rendered.data, format)
        refusals = [*(content.unsupported() if content.unsupported else []), *_added(content, text)]
        if refusals:
            raise UnsupportedExport(refusals)
        return Made(rendered, _report(rendered, report(content.shown, text), content))


def _added(content: Content, text: str) -> list[Refusal]:
    """List what the file's text claims that neither the content nor the template's words say."""
    said = "\n".join(leaf.text for leaf in leaves(content.shown))
    known = _folded(f"{said}\n{_own_words()}")
    refusals = review_document(Source(said, content.sections), text)
    return [one for one in refusals if _folded(one.claim) not in known]


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


@lru_cache(maxsize=1)
def _own_words() -> str:
    """Return every heading and label that a template may set."""
    found = [wording(language) for language in languages()]
    return "\n".join(
        word
        for words in found
        for word in (*words.headings.values(), *words.labels.values(), *words.months, words.present)
    )


def _report(rendered: Rendered, read: Report, content: Content) -> dict[str, Any]:
    return {
        "fields_total": read.fields_total,
        "fields_found": read.fields_found,
        "missing": list(read.missing),
        "order_ok": read.order_ok,
        "checked_against_source": content.unsupported is not None,
        "warnings": [asdict(warning) for warning in rendered.warnings],
    }


@lru_cache(maxsize=1)
def _seats() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(settings.RENDERS_AT_ONCE)


@contextmanager
def _renderer() -> Iterator[None]:
    """Wait for one of the few places: setting a file takes a processor, other requests wait less.

    Threads suffice, the typesetter lets go of the interpreter while it works.
    """
    seats = _seats()
    if not seats.acquire(timeout=LONGEST_QUEUE_SECONDS):
        raise RenderersBusy
    try:
        yield
    finally:
        seats.release()


def _forget(*, setting: str, **_: object) -> None:
    if setting == "RENDERS_AT_ONCE":
        _seats.cache_clear()


setting_changed.connect(_forget)
