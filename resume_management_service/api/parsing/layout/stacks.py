"""Employer, place and time stacked left of what they head, read as lines of one column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from api.extraction.document import Box
from api.parsing.dates import only_dates
from api.parsing.layout.prose import is_prose
from api.parsing.layout.rows import Row
from api.parsing.lexical.places import place_score

STACK = 100
_FEWEST_PAIRS = 2
_LEVEL = 2.5
_GRID = 4
_A_PLACE = 1.5


def with_stacks(rows: Sequence[Row]) -> list[Row]:
    """Give lines that stand left of sentences on the same line a column of their own."""
    whole = [part for row in rows for part in _without_aside(row)]
    edges = _edges(whole)
    return [part for row in whole for part in _parted(row, edges.get(row.line.column))]


def _without_aside(row: Row) -> list[Row]:
    """Take a place or a time at the end of the line of a sentence out of it, before it."""
    if not row.bullet or "\t" not in row.text:
        return [row]
    *cells, last = row.cells()
    if not cells or not (place_score(last.text) > _A_PLACE or only_dates(last.text)):
        return [row]
    aside = replace(last, bullet=False, line=replace(last.line, bullet=False))
    return [aside, row.cut(row.start, cells[-1].end)]


def _edges(rows: Sequence[Row]) -> dict[int, float]:
    """Return where the text begins, by column, in columns that have stacks left of it."""
    starts: dict[int, Counter[int]] = defaultdict(Counter)
    for left, right in pairwise(rows):
        if _is_stacked(left, right) and right.box:
            starts[right.line.column][round(right.box.x0 / _GRID)] += 1
    common = {column: counts.most_common(1)[0] for column, counts in starts.items()}
    return {
        column: (place - 1) * _GRID
        for column, (place, count) in common.items()
        if count >= _FEWEST_PAIRS
    }


def _is_stacked(left: Row, right: Row) -> bool:
    if not left.box or not right.box or left.line.column != right.line.column:
        return False
    level = abs(left.box.y0 + left.box.y1 - right.box.y0 - right.box.y1) < 2 * _LEVEL
    told = right.bullet or is_prose(right.text)
    return level and left.box.x1 < right.box.x0 and told and not left.bullet


def _parted(row: Row, edge: float | None) -> list[Row]:
    """Move a row, or its first cell, left of the edge to the column of stacks."""
    if edge is None or not row.box or row.box.x0 >= edge:
        return [row]
    if row.box.x1 <= edge + 2 * _GRID:
        return [_moved(row, row.box)]
    cells = row.cells()
    if len(cells) < 2 or row.size > 1.3:
        return [row]
    first, rest = cells[0], row.cut(cells[1].start, row.end)
    left = Box(row.box.x0, row.box.y0, min(row.box.x1, edge), row.box.y1)
    right = Box(edge + _GRID, row.box.y0, row.box.x1, row.box.y1)
    return [_moved(first, left), replace(rest, line=replace(row.line, box=right))]


def _moved(row: Row, box: Box) -> Row:
    return replace(row, line=replace(row.line, column=row.line.column + STACK, box=box))
