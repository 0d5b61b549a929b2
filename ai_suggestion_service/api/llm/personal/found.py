"""A stretch of text that tells who a person is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Detail(StrEnum):
    """What sort of personal data it is; the value is the placeholder's name."""

    NAME = "NAME"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    LINK = "LINK"
    ADDRESS = "ADDRESS"
    BIRTH = "BIRTH"
    DETAIL = "DETAIL"
    TITLE = "TITLE"
    PRONOUN = "PRONOUN"
    REFERENCE = "REFERENCE"
    PHOTO = "PHOTO"


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data at text[start:end]."""

    start: int
    end: int
    detail: Detail


def merged(found: Iterable[Found], text: str) -> list[Found]:
    """Join overlapping finds, in order, without white space at their ends; the first names it."""
    out: list[Found] = []
    for item in sorted(found, key=lambda one: (one.start, -one.end)):
        if out and item.start < out[-1].end:
            end = max(out[-1].end, item.end)
            out[-1] = Found(out[-1].start, end, out[-1].detail)
        else:
            out.append(item)
    return [trimmed for item in out if (trimmed := _trimmed(item, text)) is not None]


def _trimmed(item: Found, text: str) -> Found | None:
    piece = text[item.start : item.end]
    start = item.start + len(piece) - len(piece.lstrip())
    end = item.end - (len(piece) - len(piece.rstrip()))
    return Found(start, end, item.detail) if start < end else None
