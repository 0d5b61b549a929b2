"""Lines that belong to the sheet, not to the text: running headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from api.extraction.assemble import DraftLine
from api.extraction.document import Role

_MARGIN: Final = 0.12  # of the page's height
_MOST_LINES: Final = 4
_PAGE_NUMBER: Final = re.compile(
    r"[\W_]*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?\d{1,2}"
    r"(?:\s*(?:/|of|von|de|sur|di|van|\|)\s*\d{1,2})?[\W_]*\Z",
    re.IGNORECASE,
)


def mark_furniture(pages: list[list[DraftLine]], heights: list[float]) -> None:
    """Set the role of lines that return at one height on several pages, and of page numbers."""
    seen: defaultdict[tuple[str, int, Role], list[DraftLine]] = defaultdict(list)
    for lines, height in zip(pages, heights, strict=True):
        for line, role in _outermost(lines, height):
            top = line.box.y0 if line.box else 0.0
            seen[_without_page(line, len(pages)), round(top / 4), role].append(line)
            if _PAGE_NUMBER.match(line.text):
                line.role = role
    for (_, _, role), lines in seen.items():
        if len({line.page for line in lines}) > 1:
            for line in lines:
                line.role = role


def _outermost(lines: list[DraftLine], height: float) -> Iterator[tuple[DraftLine, Role]]:
    """Yield the few highest and lowest lines, if they stand in the margins."""
    placed = sorted(((line.box.y0, line.box.y1, at) for at, line in enumerate(lines) if line.box))
    for _, bottom, at in placed[:_MOST_LINES]:
        if bottom < _MARGIN * height:
            yield lines[at], Role.HEADER
    for top, _, at in placed[-_MOST_LINES:]:
        if top > (1 - _MARGIN) * height:
            yield lines[at], Role.FOOTER


def _without_page(line: DraftLine, count: int) -> str:
    return re.sub(rf"\b(?:{line.page}|{count})\b", "#", line.text.lower())


def in_order(pages: list[list[DraftLine]]) -> list[DraftLine]:
    """Join pages so that text runs on from one to the next: later headers and footers come last."""
    lines = [line for page in pages for line in page]
    last = [line for line in lines if _interrupts(line)]
    return [line for line in lines if not _interrupts(line)] + last


def _interrupts(line: DraftLine) -> bool:
    return line.role is Role.FOOTER or (line.role is Role.HEADER and line.page > 1)
