"""The last look: every text of the finished résumé or letter against the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..pointers import join, split
from .refusals import Refusal
from .review import Context, review
from .source import Source, leaves

_IDENTITY = (
    "name",
    "institution",
    "position",
    "studyType",
    "area",
    "startDate",
    "endDate",
    "title",
)


def review_document(
    source: Source,
    document: str | dict[str, Any],
    *,
    context: Context = "rewrite",
    posting: str = "",
) -> list[Refusal]:
    """List unsupported claims of a rendered text or of finished sections.

    Refusals of sections carry the pointer of the text they stand in.
    """
    if isinstance(document, str):
        return review(source, document, context=context, posting=posting)
    places = dict(_origins(source.sections, document))
    given = dict(leaves(source.sections))
    return [
        replace(refusal, pointer=pointer)
        for pointer, text in leaves(document)
        if given.get(_origin(pointer, places)) != text
        for refusal in review(source, text, pointer=_origin(pointer, places))
    ]


def _origin(pointer: str, places: dict[str, str]) -> str:
    """Write a pointer into the document as one into the source: entries may have moved."""
    parts = split(pointer)
    entry = join(parts[:2])
    return places.get(entry, entry) + join(parts[2:])


def _origins(sections: dict[str, Any], document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Pair each entry of the document with the entry of the source it is about."""
    for section, rows in document.items():
        given = sections.get(section)
        if not isinstance(rows, list) or not isinstance(given, list):
            continue
        for index, row in enumerate(rows):
            yield join((section, index)), join((section, _closest(row, given, index)))


def _closest(row: Any, given: list[Any], index: int) -> int:
    """Find the entry that shares most of what identifies one; a new entry has a new place."""
    likeness = [_likeness(row, other) for other in given]
    best = max(likeness, default=0)
    if best == 0:
        return index if index < len(given) and not isinstance(row, dict) else len(given) + index
    same = [place for place, score in enumerate(likeness) if score == best]
    return index if index in same else same[0]


def _likeness(row: Any, other: Any) -> int:
    if not isinstance(row, dict) or not isinstance(other, dict):
        return int(row == other)
    return sum(bool(row.get(key)) and row.get(key) == other.get(key) for key in _IDENTITY)
