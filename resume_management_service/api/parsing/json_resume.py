"""JSON Resume: checked on the way in, complete on the way out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from api.parsing import json_resume_fields as known
from api.parsing.json_resume_text import text_of
from api.parsing.parse import PARSER_VERSION

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
MOST_ENTRIES: Final = 500
LONGEST_TEXT: Final = 20_000
MOST_BYTES: Final = 2_000_000
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
)
_STILL = frozenset({"", "present", "current", "now", "today", "heute"})
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}\.[^@\s.]{2,63}")
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the value a JSON pointer leads to."""

    pointer: str
    detail: str


class InvalidJsonResume(ValueError):
    """The data is not a JSON Resume; `problems` says where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.pointer or '/'}: {one.detail}" for one in problems[:5]))


@dataclass(slots=True)
class _Reader:
    """Reads the fields it knows and collects what is wrong with them."""

    problems: list[Problem] = field(default_factory=list)

    def refuse(self, pointer: str, detail: str) -> None:
        self.problems.append(Problem(pointer, detail))

    def fields(self, value: Any, pointer: str, kinds: Mapping[str, str]) -> dict[str, Any]:
        """Read the known fields of an object."""
        if not isinstance(value, Mapping):
            self.refuse(pointer, f"must be an object, not {_named(value)}")
            return {}
        read = {
            key: self.value(value[key], f"{pointer}/{key}", kind)
            for key, kind in kinds.items()
            if value.get(key) is not None
        }
        return {key: item for key, item in read.items() if item not in ("", [], None)}

    def value(self, value: Any, pointer: str, kind: str) -> str | list[str] | None:
        """Read a value of one kind."""
        if kind == known.TEXTS:
            items = self.items(value, pointer)
            read = [self.text(item, f"{pointer}/{place}") for place, item in enumerate(items)]
            return [item for item in read if item]
        text = self.text(value, pointer)
        checks = {known.DATE: self.date, known.EMAIL: self.email, known.URL: self.url}
        return checks[kind](text, pointer) if text and kind in checks else text

    def items(self, value: Any, pointer: str) -> list[Any]:
        """Read a list of bearable length."""
        if not isinstance(value, list):
            self.refuse(pointer, f"must be a list, not {_named(value)}")
            return []
        if len(value) > MOST_ENTRIES:
            self.refuse(pointer, f"has {len(value)} entries, at most {MOST_ENTRIES} are read")
        return value[:MOST_ENTRIES]

    def text(self, value: Any, pointer: str) -> str:
        """Read a string of bearable length, without control characters."""
        if not isinstance(value, str):
            self.refuse(pointer, f"must be a string, not {_named(value)}")
            return ""
        if len(value) > LONGEST_TEXT:
            self.refuse(pointer, f"is longer than {LONGEST_TEXT} characters")
        return _CONTROL.sub("", value[:LONGEST_TEXT]).strip()

    def date(self, text: str, pointer: str) -> str | None:
        """Read a date to the month; an open end is no date."""
        if pointer.endswith("endDate") and text.casefold() in _STILL:
            return None
        found = _DATE.fullmatch(text)
        if not found:
            self.refuse(pointer, f"must be a date such as 2019 or 2019-05, not {text[:40]!r}")
            return None
        return f"{found['year']}-{found['month']}" if found["month"] else found["year"]

    def email(self, text: str, pointer: str) -> str | None:
        """Read an e-mail address."""
        if not _EMAIL.fullmatch(text):
            self.refuse(pointer, f"must be an e-mail address, not {text[:60]!r}")
        return text

    def url(self, text: str, pointer: str) -> str | None:
        """Read an address on the web; one without a scheme gets https."""
        whole = text if "://" in text else f"https://{text}"
        if not _URL.fullmatch(whole):
            self.refuse(pointer, f"must be an address on the web, not {text[:60]!r}")
        return whole


def load(value: Any) -> dict[str, Any]:
    """Return the sections of a JSON Resume, dates to the month; raises `InvalidJsonResume`."""
    sections = load_part(value)
    if not sections:
        raise InvalidJsonResume([Problem("", "has none of the sections of a JSON Resume")])
    return sections


def load_part(value: Any) -> dict[str, Any]:
    """Return whatever sections there are, perhaps none; raises `InvalidJsonResume`."""
    if not isinstance(value, Mapping):
        raise InvalidJsonResume([Problem("", f"must be an object, not {_named(value)}")])
    reader = _Reader()
    sections: dict[str, Any] = {"basics": _basics(reader, value.get("basics") or {})}
    for kind, kinds in known.ENTRIES.items():
        if value.get(kind) is not None:
            sections[kind] = _entries(reader, value[kind], kind, kinds)
    if reader.problems:
        raise InvalidJsonResume(reader.problems)
    return {kind: content for kind, content in sections.items() if content}


def _basics(reader: _Reader, value: Any) -> dict[str, Any]:
    extra = dict.fromkeys(("location", "profiles"), known.TEXT)
    plain = (
        {key: item for key, item in value.items() if key not in extra}
        if isinstance(value, Mapping)
        else value
    )
    basics = reader.fields(plain, "/basics", known.BASICS)
    if not isinstance(value, Mapping):
        return basics
    if value.get("location") is not None:
        basics["location"] = reader.fields(value["location"], "/basics/location", known.LOCATION)
    if value.get("profiles") is not None:
        basics["profiles"] = _list(reader, value["profiles"], "/basics/profiles", known.PROFILE)
    return {key: item for key, item in basics.items() if item}


def _entries(
    reader: _Reader, value: Any, kind: str, kinds: Mapping[str, str]
) -> list[dict[str, Any]]:
    entries = _list(reader, value, f"/{kind}", kinds)
    for place, entry in enumerate(entries):
        start, end = entry.get("startDate"), entry.get("endDate")
        if start and end and end < start[: len(end)]:
            reader.refuse(f"/{kind}/{place}/endDate", "is before the start")
    return entries


def _list(
    reader: _Reader, value: Any, pointer: str, kinds: Mapping[str, str]
) -> list[dict[str, Any]]:
    items = reader.items(value, pointer)
    read = [reader.fields(item, f"{pointer}/{place}", kinds) for place, item in enumerate(items)]
    return [entry for entry in read if entry]


def read_json_resume(data: bytes) -> dict[str, Any]:
    """Read a JSON Resume file as `read_resume` reads others; raises `InvalidJsonResume`.

    Its text is a plain rendering of ours, and the evidence says where in it each value stands.
    """
    if len(data) > MOST_BYTES:
        raise InvalidJsonResume([Problem("", f"is larger than {MOST_BYTES} bytes")])
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InvalidJsonResume([Problem("", "is not JSON")]) from error
    sections = load(value)
    text, evidence = text_of(sections)
    return {
        "text": text,
        "language": None,
        "page_count": 1,
        "warnings": [],
        "sections": sections,
        "evidence": evidence,
        "parser_version": PARSER_VERSION,
    }


def export(sections: Mapping[str, Any]) -> dict[str, Any]:
    """Return sections as a complete JSON Resume document."""
    kinds = ("basics", *known.ENTRIES)
    content = {kind: sections[kind] for kind in kinds if sections.get(kind)}
    return {"$schema": SCHEMA, **content, "meta": {"version": "v1.0.0"}}


def _named(value: Any) -> str:
    names = {type(None): "null", bool: "a boolean", int: "a number", float: "a number"}
    names |= {str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), "something else")
