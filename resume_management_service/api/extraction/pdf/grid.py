"""Tables whose cells wrap: rows that white space parts, cells that begin at the same edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from api.extraction.bullets import split_bullet
from api.extraction.pdf.segments import Segment

_ROW_GAP: Final = 1.42  # of the font size, between base lines: more ends a table row
_EDGE: Final = 2.0  # points
_FEWEST_COLUMNS: Final = 3
_FEWEST_ROWS: Final = 2
_AT_EDGE: Final = 0.6  # share of rows in which a cell begins at an edge
_SHORT_CELL: Final = 90  # characters

Cells = list[list[Segment]]


@dataclass(frozen=True, slots=True)
class Grid:
    """Consecutive table rows, each a list of cells; `first` and `last` are base lines."""

    rows: list[Cells]
    first: float
    last: float


def find_grid(segments: Sequence[Segment]) -> Grid | None:
    """Return a table among the segments (sorted by base line), if some cell of it wraps."""
    bands = _bands(segments)
    edges = _edges(bands)
    if len(edges) < _FEWEST_COLUMNS:
        return None
    best: list[tuple[list[Segment], Cells]] = []
    for run in _runs(bands, edges):
        best = max(best, run, key=len)
    rows = [cells for _, cells in best]
    if len(rows) < _FEWEST_ROWS or not _has_wrapped_cells(rows):
        return None
    return Grid(rows, best[0][0][0].base, best[-1][0][-1].base)


def _bands(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Group segments into rows of the table: white space from side to side parts them."""
    bands: list[list[Segment]] = []
    for segment in segments:
        if bands and segment.base - bands[-1][-1].base <= _ROW_GAP * segment.size:
            bands[-1].append(segment)
        else:
            bands.append([segment])
    return bands


def _edges(bands: list[list[Segment]]) -> list[float]:
    """Return where cells begin in most of the rows that have several."""
    several = [band for band in bands if len({round(s.x0) for s in band}) >= _FEWEST_COLUMNS]
    starts = sorted(segment.x0 for band in several for segment in band)
    edges: list[float] = []
    for start in starts:
        sharing = sum(any(abs(s.x0 - start) <= _EDGE for s in band) for band in several)
        apart = not edges or start - edges[-1] > 3 * _EDGE
        if apart and sharing >= max(_FEWEST_ROWS, _AT_EDGE * len(several)):
            edges.append(start)
    return edges


def _runs(
    bands: list[list[Segment]], edges: list[float]
) -> Iterator[list[tuple[list[Segment], Cells]]]:
    run: list[tuple[list[Segment], Cells]] = []
    for band in bands:
        cells = _cells(band, edges)
        if cells is None:
            yield run
            run = []
        else:
            run.append((band, cells))
    yield run


def _cells(band: list[Segment], edges: list[float]) -> Cells | None:
    """Sort a row's segments into its cells; None where one stands between or across edges."""
    cells: Cells = [[] for _ in edges]
    for segment in band:
        column = sum(edge <= segment.x0 + _EDGE for edge in edges) - 1
        limit = edges[column + 1] if column + 1 < len(edges) else float("inf")
        if column < 0 or segment.x0 - edges[column] > _EDGE or segment.x1 > limit:
            return None
        cells[column].append(segment)
    filled = [cell for cell in cells if cell]
    return cells if len(filled) >= _FEWEST_COLUMNS - 1 else None


def _has_wrapped_cells(rows: list[Cells]) -> bool:
    """Return whether cells have several lines, but no more than one column of them long texts."""
    columns = [[row[place] for row in rows if row[place]] for place in range(len(rows[0]))]
    long = [median(_length(cell) for cell in column) > _SHORT_CELL for column in columns if column]
    return any(len(cell) > 1 for row in rows for cell in row) and sum(long) <= 1


def _length(cell: list[Segment]) -> int:
    return sum(len(segment.text) for segment in cell)


def merged_cell(cell: list[Segment]) -> list[list[Segment]]:
    """Return a cell's lines: a short one is a single line, a long one or a list is as it stands."""
    listed = any(split_bullet(segment.text)[1] for segment in cell)
    look = len({(segment.bold, segment.italic) for segment in cell}) > 1
    if listed or look or _length(cell) > _SHORT_CELL or _has_paragraphs(cell):
        return [[segment] for segment in cell]
    return [cell]


def _has_paragraphs(cell: list[Segment]) -> bool:
    """Return whether a line of the cell ends early, so that the next begins something else."""
    width = max(segment.x1 for segment in cell) - cell[0].x0
    return any(
        width - (above.x1 - above.x0) > 0.45 * width and below.text[:1].isupper()
        for above, below in pairwise(cell)
    )
