"""A finished file read back by an extractor of its own and compared with what went in."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from api.rendering.dates import DateStyle, show_date
from api.rendering.export import Format
from api.rendering.sections import Leaf, leaves
from api.rendering.wording import languages, wording

_DATE_KEYS = frozenset({"startDate", "endDate", "date", "releaseDate"})
_ENOUGH_TO_SQUEEZE = 8


@dataclass(frozen=True, slots=True)
class Report:
    """How much of the input stands in the file; `missing` holds JSON pointers."""

    fields_total: int
    fields_found: int
    missing: tuple[str, ...]
    order_ok: bool


def read_back(data: bytes, format: Format | str) -> str:  # noqa: A002 - as in `render`
    """Extract the text of an exported file without using what wrote it."""
    match Format(format):
        case Format.JSON:
            return _read_json(data)
        case Format.TEXT:
            return data.decode()
        case kind:
            # Loaded at the first such file: the libraries behind it weigh more than a worker.
            text: str = import_module("api.rendering.extractors").READERS[kind.value](data)
            return text


def report(sections: Mapping[str, object], text: str) -> Report:
    """Look for every field in the text, as often as the input has it, and check list order.

    White space, line breaks and the way a date or link is written do not count as differences.
    """
    found, missing = _Haystack(text), []
    fields = list(leaves(sections))
    asked: Counter[str] = Counter()
    for leaf in fields:
        asked[leaf.text] += 1
        if found.count(leaf) < asked[leaf.text]:
            missing.append(leaf.pointer)
    order = all(found.in_order(group) for group in _lists(fields))
    return Report(len(fields), len(fields) - len(missing), tuple(missing), order)


def _read_json(data: bytes) -> str:
    return "\n".join(leaf.text for leaf in leaves(json.loads(data)))


def _lists(fields: Iterable[Leaf]) -> list[list[Leaf]]:
    """Group what has an order: the first field of each entry, and the items of each list."""
    groups: dict[str, dict[str, Leaf]] = {}
    for leaf in fields:
        steps = leaf.pointer.split("/")
        places = [at for at, step in enumerate(steps) if step.isdigit()]
        for at in places:
            group = groups.setdefault("/".join(steps[:at]), {})
            if leaf.key not in _DATE_KEYS:
                group.setdefault(steps[at], leaf)
    return [list(group.values()) for group in groups.values()]


class _Haystack:
    """The text in two normal forms: white space collapsed, and taken out together with hyphens."""

    def __init__(self, text: str) -> None:
        self._words = _normal(text)
        self._squeezed = _squeezed(self._words)

    def count(self, leaf: Leaf) -> int:
        return min(max(self._count(form) for form in _forms(leaf.key, row)) for row in _rows(leaf))

    def in_order(self, group: Iterable[Leaf]) -> bool:
        at = 0
        for leaf in group:
            forms = [_squeezed(form) for form in _forms(leaf.key, _rows(leaf)[0])]
            ends = [end for form in forms if (end := self._end(form, at)) >= 0]
            if not ends and any(form in self._squeezed for form in forms):
                return False
            at = min(ends, default=at)
        return True

    def _end(self, form: str, at: int) -> int:
        start = self._squeezed.find(form, at)
        return start + len(form) if start >= 0 else -1

    def _count(self, form: str) -> int:
        words = _normal(form)
        exact = sum(1 for _ in _places(self._words, words))
        squeezed = _squeezed(words)
        if exact or len(squeezed) < _ENOUGH_TO_SQUEEZE:
            return exact
        return self._squeezed.count(squeezed)


def _rows(leaf: Leaf) -> list[str]:
    return leaf.text.split("\n")


def _forms(key: str, text: str) -> list[str]:
    """List the ways in which a field may be written."""
    if key == "url":
        return [text.partition("://")[2].removesuffix("/") or text.removeprefix("mailto:")]
    return [text, *_date_forms(text)] if key in _DATE_KEYS else [text]


@cache
def _date_forms(text: str) -> tuple[str, ...]:
    known = [wording(code) for code in languages()]
    return tuple(show_date(text, words, style) for words in known for style in DateStyle)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _squeezed(text: str) -> str:
    return "".join(char for char in text if char not in " -\u2010\u2011\u00ad")


def _places(text: str, value: str) -> Iterator[int]:
    """Yield where the value stands as whole words; `C` does not stand in `C++` or `CSS`."""
    at = text.find(value)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(value) : at + len(value) + 1]
        if not (_joins(before, value[:1]) or _joins(after, value[-1:]) or after in ("+", "#")):
            yield at
        at = text.find(value, at + 1)


def _joins(outside: str, inside: str) -> bool:
    return outside.isalnum() and inside.isalnum()
