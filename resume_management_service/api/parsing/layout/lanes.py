"""Which column a row belongs to, across pages, and how far it stands from the row above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.parsing.layout.rows import Row

_SAME_LINE = 0.5
_INDENT = 30
_ENDLESS = 10_000.0
_LONGEST_WRAPPED = 120


@dataclass(frozen=True, slots=True)
class _Reach:
    """From where to where a column goes on its page, in points."""

    left: float
    right: float

    def overlap(self, other: _Reach) -> float:
        shared = min(self.right, other.right) - max(self.left, other.left)
        return max(0.0, shared) / max(1.0, min(self.right - self.left, other.right - other.left))


def with_lanes(rows: Sequence[Row]) -> list[Row]:
    """Number the lane of each row: a column that goes on over the next page stays one lane."""
    lanes: dict[int, _Reach] = {}
    numbered: list[Row] = []
    for page in sorted({row.line.page for row in rows}):
        columns = _columns([row for row in rows if row.line.page == page])
        chosen = {column: _lane_of(column, reach, lanes, page) for column, reach in columns.items()}
        lanes |= {chosen[column]: reach for column, reach in columns.items() if reach}
        here = (row for row in rows if row.line.page == page)
        numbered += [replace(row, lane=chosen[row.line.column]) for row in here]
    return numbered


def _columns(rows: Sequence[Row]) -> dict[int, _Reach | None]:
    columns: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        columns[row.line.column].append(row)
    return {column: _reach(members) for column, members in columns.items()}


def _reach(rows: Sequence[Row]) -> _Reach | None:
    boxes = [row.box for row in rows if row.box]
    if not boxes:
        return None
    return _Reach(min(box.x0 for box in boxes), max(box.x1 for box in boxes))


def _lane_of(column: int, reach: _Reach | None, lanes: dict[int, _Reach], page: int) -> int:
    """Prefer the lane of the same number; a column elsewhere on the page joins whom it overlaps."""
    if reach is None or page == 1 or not lanes:
        return column
    if column in lanes and reach.overlap(lanes[column]) > 0.5:
        return column
    best = max(lanes, key=lambda lane: reach.overlap(lanes[lane]))
    return best if reach.overlap(lanes[best]) > 0.6 else column


def with_gaps(rows: Sequence[Row]) -> list[Row]:
    """Measure the space above each row and how much of its lane it fills."""
    if not all(row.box for row in rows):
        return _gaps_from_blocks(rows)
    widths = _lane_widths(rows)
    gaps = [_gap(above, row) for above, row in zip([None, *rows[:-1]], rows, strict=True)]
    usual = _usual_gaps(rows, gaps)
    return [
        replace(
            row,
            gap=gap if gap is not None else 2.0,
            apart=_is_apart(row, above, gap, usual[row.lane]),
            beside=gap is not None and gap < -_SAME_LINE,
            fill=_fill(row, widths[row.lane]),
        )
        for row, above, gap in zip(rows, [None, *rows[:-1]], gaps, strict=True)
    ]


def _is_apart(row: Row, above: Row | None, gap: float | None, usual: float) -> bool:
    """Tell whether a row stands apart from the one above; the turn of a page tells nothing."""
    if gap is None:
        return above is None or above.lane != row.lane
    return gap > usual + 0.3


def _gap(above: Row | None, row: Row) -> float | None:
    """Return the space between two rows in heights of the smaller, nothing across columns."""
    if above is None or above.box is None or row.box is None:
        return None
    if above.line.page != row.line.page or above.lane != row.lane:
        return None
    height = max(1.0, min(above.box.y1 - above.box.y0, row.box.y1 - row.box.y0))
    return (row.box.y0 - above.box.y1) / height


def _usual_gaps(rows: Sequence[Row], gaps: Sequence[float | None]) -> dict[int, float]:
    """Return the space between the lines of a paragraph in each lane."""
    found: dict[int, list[float]] = defaultdict(list)
    for row, gap in zip(rows, gaps, strict=True):
        if gap is not None and gap > -_SAME_LINE:
            found[row.lane].append(gap)
    everywhere = sorted(gap for values in found.values() for gap in values) or [0.0]
    lower = everywhere[len(everywhere) // 3]
    return {row.lane: _lower_third(found[row.lane], lower) for row in rows}


def _lower_third(values: list[float], fallback: float) -> float:
    return sorted(values)[len(values) // 3] if len(values) >= 6 else fallback


def _lane_widths(rows: Sequence[Row]) -> dict[int, _Reach]:
    lanes: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        lanes[row.lane].append(row)
    return {lane: _reach(members) or _Reach(0, 1) for lane, members in lanes.items()}


def _fill(row: Row, reach: _Reach) -> float:
    if row.box is None:
        return 1.0
    return (row.box.x1 - reach.left) / max(1.0, reach.right - reach.left)


def _gaps_from_blocks(rows: Sequence[Row]) -> list[Row]:
    """Without positions a new block is space above, unless every line is a block of its own."""
    changes = [
        index == 0 or rows[index - 1].line.block != row.line.block for index, row in enumerate(rows)
    ]
    telling = sum(changes) < 0.9 * len(rows)
    longest = max((len(row.text) for row in rows), default=1)
    return [
        replace(
            row,
            gap=1.0 if changed else 0.0,
            apart=changed and telling,
            fill=min(1.0, len(row.text) / min(longest, 100)),
        )
        for row, changed in zip(rows, changes, strict=True)
    ]


def with_room(rows: Sequence[Row], page: Sequence[Row], *, wrapped: bool = True) -> list[Row]:
    """Measure how many characters more would fit on each row of a section of a page.

    Where lines are not `wrapped` they end only where a paragraph does: there is always room.
    """
    if not wrapped and not any(row.box for row in rows):
        return [replace(row, room=_ENDLESS) for row in rows]
    around = page if all(row.box for row in page) else rows
    beside = _extents(around)
    return [replace(row, room=_room(row, _right_edge(row, around, beside))) for row in rows]


def _extents(rows: Sequence[Row]) -> dict[tuple[int, int], tuple[float, float]]:
    """Return the left edge and the top of each lane by page."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for row in rows:
        if row.box:
            key = (row.line.page, row.lane)
            left, top = found.get(key, (row.box.x0, row.box.y0))
            found[key] = (min(left, row.box.x0), min(top, row.box.y0))
    return found


def _limit(row: Row, beside: Mapping[tuple[int, int], tuple[float, float]]) -> float:
    """Return where a lane begins that stands right of a row, below its top."""
    if row.box is None:
        return _ENDLESS
    lefts = [
        left
        for (page, lane), (left, top) in beside.items()
        if page == row.line.page and lane != row.lane and top - _SAME_LINE <= row.box.y0
        if left >= row.box.x1
    ]
    return min(lefts, default=_ENDLESS)


def _right_edge(
    row: Row, rows: Sequence[Row], beside: Mapping[tuple[int, int], tuple[float, float]]
) -> float:
    """Return how far the rows reach that begin near where this one does, on its page.

    What stands at the right of a line, such as its date, says nothing of where text wraps.
    """
    if row.box is None:
        return max(len(other.text) for other in rows)
    limit = _limit(row, beside)
    near = [
        other
        for other in rows
        if other.box
        and other.box.x1 <= limit
        and abs(other.box.x0 - row.box.x0) < _INDENT
        and (other.lane, other.line.page) == (row.lane, row.line.page)
    ]
    whole = [other for other in near if "\t" not in other.text or other.text == row.text]
    return max(other.box.x1 for other in whole or [row] if other.box)


def _room(row: Row, right: float) -> float:
    if row.box is None:
        return right - len(row.text) if right <= _LONGEST_WRAPPED else _ENDLESS
    letter = (row.box.x1 - row.box.x0) / max(1, len(row.text))
    return (right - row.box.x1) / max(0.5, letter)
