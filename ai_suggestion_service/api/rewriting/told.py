"""A résumé made from what somebody told, reduced to what was told, with the rest named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lexicon.dates import find_dates
from lexicon.languages import find_languages

from . import pointers
from .guard import Kind, Refusal, Source, review
from .guard.source import DATES
from .refused import RefusedPassage, pieces

_PROSE = frozenset({"summary", "description"})
# What an entry is about: with none of it left, the rest of the entry hangs in the air.
_IDENTITY = {
    "work": ("name", "position"),
    "education": ("institution", "studyType", "area"),
    "certificates": ("name",),
    "languages": ("language",),
}
_DIGITS = re.compile(r"\d+")
_LEAST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class KeptSections:
    """Sections of which everything was told, and what was not."""

    sections: dict[str, Any]
    refused: tuple[RefusedPassage, ...]


def keep_told(told: str, sections: Mapping[str, Any]) -> KeptSections:
    """Leave out and name each value that claims what was not told; nothing is reworded."""
    judge = _Judge(told)
    kept: dict[str, Any] = {}
    for name, value in sections.items():
        if section := judge.section(name, value):
            kept[name] = section
    return KeptSections(kept, tuple(judge.refused))


def refused_in(told: str, sections: Mapping[str, Any]) -> tuple[RefusedPassage, ...]:
    """List what sections claim beyond what was told."""
    return keep_told(told, sections).refused


class _Judge:
    """One told text, and what was refused so far."""

    def __init__(self, told: str) -> None:
        self._told = told
        self._source = Source(told, {})
        self.refused: list[RefusedPassage] = []

    @cached_property
    def _dates(self) -> set[tuple[int, int | None]]:
        return {(hit.date.year, hit.date.month) for hit in find_dates(self._told)}

    @cached_property
    def _languages(self) -> set[str]:
        return {hit.language for hit in find_languages(self._told)}

    @cached_property
    def _numbers(self) -> str:
        return "".join(_DIGITS.findall(self._told))

    def section(self, name: str, value: Any) -> Any:
        """Keep what was told of a section."""
        if not isinstance(value, list):
            return self._kept(value, (name,))
        entries = [self._entry(name, entry, place) for place, entry in enumerate(value)]
        return [entry for entry in entries if entry]

    def _entry(self, name: str, entry: Any, place: int) -> Any:
        kept = self._kept(entry, (name, place))
        fields = _IDENTITY.get(name, ())
        if not isinstance(entry, dict) or not kept or not any(entry.get(one) for one in fields):
            return kept
        if any(kept.get(one) for one in fields):
            return kept
        places = {pointers.join((name, place, field)) for field in fields}
        claims = tuple(
            claim for one in self.refused if one.pointer in places for claim in one.claims
        )
        for pointer, text in _texts(kept, (name, place)):
            self.refused.append(RefusedPassage(pointer, text, claims))
        return None

    def _kept(self, value: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            items = {key: self._kept(item, (*path, key)) for key, item in value.items()}
            return {key: item for key, item in items.items() if item}
        if isinstance(value, list):
            rows = [self._kept(item, (*path, place)) for place, item in enumerate(value)]
            return [row for row in rows if row]
        return self._text(str(value), path) if value else None

    def _text(self, text: str, path: tuple[str | int, ...]) -> str | None:
        field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if field not in _PROSE:
            return text if self._may_stand(text, field, pointers.join(path)) else None
        told = pieces(text)
        left = [piece for piece in told if self._may_stand(piece, field, pointers.join(path))]
        return " ".join(left) if len(left) < len(told) else text

    def _may_stand(self, text: str, field: str, pointer: str) -> bool:
        claims = tuple(self._claims(text, field))
        if claims:
            self.refused.append(RefusedPassage(pointer, text, claims))
        return not claims

    def _claims(self, text: str, field: str) -> list[Refusal]:
        if field in DATES:
            return [] if self._is_told_date(text) else [_refusal(Kind.DATE, text)]
        if field == "language" and (hits := find_languages(text)):
            told = all(hit.language in self._languages for hit in hits)
            return [] if told else [_refusal(Kind.LANGUAGE, text)]
        if field == "phone":
            digits = "".join(_DIGITS.findall(text))
            told = len(digits) >= _LEAST_DIGITS and digits in self._numbers
            return [] if told else [_refusal(Kind.CONTACT, text)]
        return review(self._source, text)

    def _is_told_date(self, text: str) -> bool:
        """Tell whether a date was told, at least as exactly."""
        year, _, month = text.partition("-")
        if not year.isdecimal() or (month and not month.isdecimal()):
            return False
        return any(
            told_year == int(year) and (not month or told_month == int(month))
            for told_year, told_month in self._dates
        )


def _refusal(kind: Kind, text: str) -> Refusal:
    return Refusal(kind, text, "This was not told.", 0, len(text))


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _texts(item, (*path, place))
    elif value:
        yield pointers.join(path), str(value)
