"""Segments of a page in the order a person reads them: regions, each of one column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from api.extraction.pdf.grid import Cells, Grid, find_grid
from api.extraction.pdf.gutters import Gutter, gutters, headed, parts_columns
from api.extraction.pdf.pieces import Ink, Piece
from api.extraction.pdf.segments import Segment

_DEEPEST = 8
_PAST_A_TABLE = 1.5


@dataclass(slots=True)
class Region:
    """Segments read row by row; `full_width` says that no column stands beside it.

    `cells` are those of a table row whose cells have several lines.
    """

    segments: list[Segment]
    full_width: bool = True
    cells: Cells | None = None

    @property
    def width(self) -> float:
        """Return how wide its text is, in points."""
        return max(s.x1 for s in self.segments) - min(s.x0 for s in self.segments)


def regions_of(segments: Sequence[Segment]) -> list[Region]:
    """Cut a page at the gaps between columns, again and again, and put the parts in order."""
    ordered = sorted(segments, key=lambda segment: (segment.base, segment.x0))
    return _arrange(ordered, _DEEPEST, full_width=True)


def slanted_regions(pieces: Sequence[Piece]) -> list[Region]:
    """Return a region for each text object that stands at an angle: a stamp, a watermark."""
    by_ink: defaultdict[Ink, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.ink.slanted:
            by_ink[piece.ink].append(piece)
    return [Region([Segment.of(members)]) for members in by_ink.values()]


def _arrange(segments: list[Segment], depth: int, *, full_width: bool) -> list[Region]:
    if not segments:
        return []
    grid = find_grid(segments) if depth else None
    gutter = _best(segments) if depth else None
    if grid is not None and not _runs_past(gutter, grid):
        return _around_grid(grid, segments, depth, full_width=full_width)
    if gutter is None:
        return [Region(segments, full_width)]
    beside = {id(segment) for segment in (*gutter.left, *gutter.right)}
    first = min(gutter.left[0].base, gutter.right[0].base)
    rest = [segment for segment in segments if id(segment) not in beside]
    above = [segment for segment in rest if segment.base < first]
    below = [segment for segment in rest if segment.base >= first]
    return [
        *_arrange(above, depth - 1, full_width=full_width),
        *_arrange(gutter.left, depth - 1, full_width=False),
        *_arrange(gutter.right, depth - 1, full_width=False),
        *_arrange(below, depth - 1, full_width=full_width),
    ]


def _around_grid(
    grid: Grid, segments: list[Segment], depth: int, *, full_width: bool
) -> list[Region]:
    above = [segment for segment in segments if segment.base < grid.first]
    below = [segment for segment in segments if segment.base > grid.last]
    rows = [
        Region([segment for cell in cells for segment in cell], full_width, cells)
        for cells in grid.rows
    ]
    return [
        *_arrange(above, depth - 1, full_width=full_width),
        *rows,
        *_arrange(below, depth - 1, full_width=full_width),
    ]


def _runs_past(gutter: Gutter | None, grid: Grid) -> bool:
    """Return whether a gap between columns goes on far above or below what looks like a table."""
    if gutter is None or gutter.top > grid.last or gutter.bottom < grid.first:
        return False
    return headed(gutter) is not None or gutter.height > _PAST_A_TABLE * (grid.last - grid.first)


def _best(segments: list[Segment]) -> Gutter | None:
    parting = [
        headed(gutter) or gutter
        for gutter in gutters(segments)
        if headed(gutter) or parts_columns(gutter)
    ]
    return max(parting, key=lambda gutter: gutter.height, default=None)
