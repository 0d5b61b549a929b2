"""Positioned text: what every reader produces and the parser reads.

All lengths are PDF points (1/72 inch) with the origin at the top left of the page. Formats without
pages (DOCX, HTML, text …) have lines without boxes on page 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, NamedTuple


class Box(NamedTuple):
    """A rectangle in points, origin top left, x1 > x0 and y1 > y0."""

    x0: float
    y0: float
    x1: float
    y1: float


class Role(StrEnum):
    """What part of the page a line belongs to."""

    BODY = "body"
    HEADING = "heading"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Line:
    """One line in reading order; `document.text[line.start:line.end] == line.text`.

    `block` numbers the paragraph, table cell or text box the line belongs to; `column` the region
    of the page (0 full width or main, 1, 2 … others); `bullet` says that a list mark stood before
    it (the mark itself is not part of `text`). `row` joins cells of one table row (None outside
    tables). Cells side by side on one visual line are one `Line`, a tab between them.
    """

    text: str
    start: int
    end: int
    page: int = 1
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    block: int = 0
    column: int = 0
    row: int | None = None
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: its target and the span of `text` that shows it (start == end if none does)."""

    url: str
    start: int
    end: int
    page: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about the file, reported and never obeyed.

    Codes: hidden_text, tiny_text, off_page_text, covered_text, zero_width, model_instructions,
    keyword_stuffing, needs_ocr, ocr_used, missing_glyphs, truncated.
    """

    code: str
    detail: str
    page: int | None = None
    box: Box | None = None
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Visible text in reading order with where it stands.

    `text` is the lines joined by one newline, with one blank line between blocks.
    """

    text: str
    lines: tuple[Line, ...]
    kind: str
    page_count: int = 1
    page_sizes: tuple[tuple[float, float], ...] = ()
    links: tuple[Link, ...] = ()
    warnings: tuple[Finding, ...] = ()
    language: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the document as plain JSON values; `from_dict` is the inverse."""
        plain = {name: getattr(self, name) for name in _PLAIN_FIELDS}
        for name in _NESTED_FIELDS:
            plain[name] = [_plain(item) for item in getattr(self, name)]
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Document:
        """Rebuild a document from what `as_dict` returned."""
        return cls(
            text=plain["text"],
            lines=tuple(_line(item) for item in plain["lines"]),
            kind=plain["kind"],
            page_count=plain["page_count"],
            page_sizes=tuple((width, height) for width, height in plain["page_sizes"]),
            links=tuple(Link(**item) for item in plain["links"]),
            warnings=tuple(_warning(item) for item in plain["warnings"]),
            language=plain["language"],
            metadata=dict(plain["metadata"]),
        )


_PLAIN_FIELDS = ("text", "kind", "page_count", "page_sizes", "language", "metadata")
_FIELDS_OF = {part: tuple(entry.name for entry in fields(part)) for part in (Line, Link, Finding)}
_NESTED_FIELDS = ("lines", "links", "warnings")


def _plain(item: Line | Link | Finding) -> dict[str, Any]:
    return {name: getattr(item, name) for name in _FIELDS_OF[type(item)]}


def _line(plain: Mapping[str, Any]) -> Line:
    return Line(**{**plain, "box": _box(plain["box"]), "role": Role(plain["role"])})


def _warning(plain: Mapping[str, Any]) -> Finding:
    return Finding(**{**plain, "box": _box(plain["box"])})


def _box(plain: list[float] | None) -> Box | None:
    return None if plain is None else Box(*plain)
