"""Regions of a page turned into lines and blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from api.extraction.assemble import DraftLine, mostly
from api.extraction.bullets import split_bullet
from api.extraction.document import Box
from api.extraction.pdf.grid import Cells, merged_cell
from api.extraction.pdf.pieces import turned_box
from api.extraction.pdf.regions import Region
from api.extraction.pdf.segments import Segment
from api.extraction.pdf.sheet import Sheet

_SAME_ROW: Final = 0.45  # of the font size
_APART: Final = 1.3  # of the usual line spacing: further apart, a block ends
_USUAL_SPACING: Final = 1.25  # of the font size, where a page has too few lines to tell
_OTHER_SIZE: Final = 1.15
_DEDENT: Final = 2.0  # points
_SPACE: Final = 0.3  # of the font size


@dataclass(slots=True)
class VisualLine:
    """Segments on one row, as one line of text; cells of the row are parted by tabs.

    `text_x0` is where the text after a list mark begins, `size` the largest font size.
    """

    text: str
    bullet: bool
    segments: list[Segment]
    text_x0: float
    size: float

    @property
    def x0(self) -> float:
        """Return where the line begins, its list mark included."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Return where the line ends."""
        return self.segments[-1].x1

    @property
    def base(self) -> float:
        """Return the base line."""
        return self.segments[0].base


def lines_of(region: Region) -> list[VisualLine]:
    """Return the region's rows from top to bottom."""
    if region.cells is not None:
        return _lines_of_cells(region.cells)
    rows: list[list[Segment]] = []
    for segment in region.segments:
        if rows and segment.base - rows[-1][0].base <= _SAME_ROW * _least(rows[-1], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [line for row in rows for line in _lines_of_row(row)]


def _lines_of_cells(cells: Cells) -> list[VisualLine]:
    """Return the first lines of a table row's cells as one line, then what is left of each."""
    first: list[VisualLine] = []
    others: list[VisualLine] = []
    for cell in cells:
        lines = [_line(part) for part in merged_cell(cell)] if cell else []
        first += lines[:1]
        others += lines[1:]
    return [_joined(first), *others]


def _line(segments: list[Segment]) -> VisualLine:
    text, bullet = split_bullet(" ".join(segment.text for segment in segments))
    start = _text_start(segments[0], bullet)
    return VisualLine(text, bullet, list(segments), start, segments[0].size)


def _joined(lines: list[VisualLine]) -> VisualLine:
    head = lines[0]
    return replace(
        head,
        text="\t".join(line.text for line in lines),
        segments=[segment for line in lines for segment in line.segments],
    )


def _least(row: list[Segment], segment: Segment) -> float:
    return min(segment.size, *(other.size for other in row))


def _lines_of_row(row: list[Segment]) -> Iterable[VisualLine]:
    """Keep a row together, except that a list item beside a label starts a line of its own."""
    lines: list[VisualLine] = []
    for segment in sorted(row, key=lambda segment: segment.x0):
        text, bullet = split_bullet(segment.text)
        if not text:
            continue
        if lines and (lines[-1].bullet or not bullet):
            lines[-1].text += f"\t{text}"
            lines[-1].segments.append(segment)
            lines[-1].size = max(lines[-1].size, segment.size)
        else:
            start = _text_start(segment, bullet)
            lines.append(VisualLine(text, bullet, [segment], start, segment.size))
    return lines


def _text_start(segment: Segment, bullet: bool) -> float:
    marked = bullet and len(segment.pieces) > 1
    return segment.pieces[1].x0 if marked else segment.x0


@dataclass(slots=True)
class Blocks:
    """Numbers the blocks of a page's text of one reading direction, going on from `number`."""

    sheet: Sheet
    turn: int
    number: int

    def drafts(self, region: Region, column: int) -> list[DraftLine]:
        """Return a region's lines with their blocks; the region begins a new one."""
        lines = lines_of(region)
        spacing = _usual_spacing(lines)
        drafts: list[DraftLine] = []
        edge = max((line.x1 for line in lines), default=0.0)
        above: VisualLine | None = None
        item: VisualLine | None = None
        for line in lines:
            if above is None or _is_apart(above, line, spacing) or _ends(item, above, line, edge):
                self.number += 1
                item = None
            item = line if line.bullet else item
            drafts.append(self._draft(line, column))
            above = line
        return drafts

    def _draft(self, line: VisualLine, column: int) -> DraftLine:
        longest = max(line.segments, key=lambda part: len(part.text))
        return DraftLine(
            text=line.text,
            page=self.sheet.number,
            box=self._box(line),
            size=round(longest.size, 1),
            bold=mostly((part.text, part.bold) for part in line.segments),
            italic=mostly((part.text, part.italic) for part in line.segments),
            bullet=line.bullet,
            block=self.number,
            column=column,
        )

    def _box(self, line: VisualLine) -> Box:
        parts = line.segments
        x0, x1 = min(part.x0 for part in parts), max(part.x1 for part in parts)
        top, bottom = min(part.top for part in parts), max(part.bottom for part in parts)
        return turned_box(Box(x0, top, x1, bottom), self.turn, self.sheet)


def _usual_spacing(lines: list[VisualLine]) -> float:
    """Return the distance of base lines within paragraphs, in font sizes."""
    steps = [
        (below.base - above.base) / below.size
        for above, below in pairwise(lines)
        if abs(above.size - below.size) < 0.5 and below.base - above.base < 2.6 * below.size
    ]
    if len(steps) < 3:
        return _USUAL_SPACING
    return max(1.0, sorted(steps)[len(steps) // 3])


def _is_apart(above: VisualLine, line: VisualLine, spacing: float) -> bool:
    if line.base - above.base > _APART * spacing * max(above.size, line.size):
        return True
    return max(above.size, line.size) > _OTHER_SIZE * min(above.size, line.size)


def _ends(item: VisualLine | None, above: VisualLine, line: VisualLine, edge: float) -> bool:
    """Return whether a list item is over: the line stands left of it and does not go on with it."""
    if item is None or line.bullet or line.x0 >= item.text_x0 - _DEDENT:
        return False
    if line.x0 < item.x0 - _DEDENT or above.text.endswith((".", "!", "?")):
        return True
    first_word = line.segments[0].pieces[0]
    had_room = edge - above.x1 > first_word.x1 - first_word.x0 + _SPACE * line.size
    return had_room and not line.text[:1].islower()


def number_columns(regions: list[Region]) -> list[int]:
    """Return each region's column: 0 for full width and the widest column, then 1, 2 …"""
    spans: list[tuple[float, float, float]] = []
    for region in regions:
        if not region.full_width and _column_of(region, spans) is None:
            spans.append((*_span(region), region.width))
    spans.sort(key=lambda span: -span[2])
    return [0 if region.full_width else _column_of(region, spans) or 0 for region in regions]


def _column_of(region: Region, spans: list[tuple[float, float, float]]) -> int | None:
    x0, x1 = _span(region)
    for number, (start, end, _) in enumerate(spans):
        if min(x1, end) - max(x0, start) > 0.5 * min(x1 - x0, end - start):
            return number
    return None


def _span(region: Region) -> tuple[float, float]:
    return min(s.x0 for s in region.segments), max(s.x1 for s in region.segments)
