"""Labels in a margin of their own: headings or dates that stand left of what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from api.parsing.dates import only_dates, time_spans
from api.parsing.layout.rows import Row
from api.parsing.lexical.section_words import section_kinds

_SHARE = 0.75
_NARROW = 0.42
_LEVEL = 2.5


def with_margins(rows: Sequence[Row]) -> list[Row]:
    """Put the labels of a margin before the rows they stand beside; other columns stay apart."""
    merged: list[Row] = []
    for page in sorted({row.line.page for row in rows}):
        here = [row for row in rows if row.line.page == page]
        merged += _merge_page(here) if all(row.box for row in here) else here
    return _dates_first(merged)


def _merge_page(rows: list[Row]) -> list[Row]:
    columns: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        columns[row.line.column].append(row)
    for column, labels in columns.items():
        main = _beside(labels, [rows for other, rows in columns.items() if other != column])
        if main and _is_margin(labels, main):
            return _merge_page(_interleave(rows, labels, main[0].line.column))
    return rows


def _beside(labels: Sequence[Row], others: Iterable[list[Row]]) -> list[Row]:
    """Return the fullest column beside the labels, as far as it stands at their heights."""
    top, bottom = _span(labels)
    near = [
        [row for row in rows if row.box and top - 3 < row.box.y1 and row.box.y0 < bottom + 3]
        for rows in others
    ]
    found = [
        rows for rows in near if rows and len(rows) >= 0.5 * len(labels) and _apart(labels, rows)
    ]
    return max(found, key=len, default=[])


def _apart(labels: Sequence[Row], rows: Sequence[Row]) -> bool:
    left, right = _sides(labels)
    other_left, other_right = _sides(rows)
    narrow = right - left <= _NARROW * (max(right, other_right) - min(left, other_left))
    return narrow and (right <= other_left + 2 or left >= other_right - 2)


def _sides(rows: Sequence[Row]) -> tuple[float, float]:
    boxes = [row.box for row in rows if row.box]
    return min(box.x0 for box in boxes), max(box.x1 for box in boxes)


def _span(rows: Sequence[Row]) -> tuple[float, float]:
    boxes = [row.box for row in rows if row.box]
    return min(box.y0 for box in boxes), max(box.y1 for box in boxes)


def _is_margin(rows: Sequence[Row], main: Sequence[Row]) -> bool:
    """Tell labels from a sidebar: headings, dates, or words level with lines of the main column.

    Where the labels hold headings the main column has none.
    """
    groups = _groups(rows)
    dated = [any(time_spans(row.text) for row in group) for group in groups]
    titled = [len(group) <= 2 and _is_heading(group) for group in groups]
    level = [all(_is_level(row, main) for row in group) for group in groups]
    told = any(titled) and not any(section_kinds(row.text) for row in main)
    hits = [
        date or title or (told and beside)
        for date, title, beside in zip(dated, titled, level, strict=True)
    ]
    return len(rows) >= 2 and sum(hits) >= _SHARE * len(groups) and (any(dated) or told)


def _is_heading(group: Sequence[Row]) -> bool:
    return bool(section_kinds(" ".join(row.text for row in group)))


def _is_level(label: Row, main: Sequence[Row]) -> bool:
    centre = _centre(label)
    return section_kinds(label.text) != () or any(
        abs(_centre(row) - centre) < _LEVEL for row in main
    )


def _centre(row: Row) -> float:
    return (row.box.y0 + row.box.y1) / 2 if row.box else 0.0


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        near = groups and row.box and groups[-1][-1].box
        if near and row.box.y0 - groups[-1][-1].box.y1 < 0.8 * (row.box.y1 - row.box.y0):  # type: ignore[union-attr]
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _interleave(rows: Sequence[Row], labels: Sequence[Row], column: int) -> list[Row]:
    """Insert each group of labels before the first row of the column that reaches its height."""
    moved = {id(row) for row in labels}
    result = [row for row in rows if id(row) not in moved]
    for group in _groups(labels):
        here = [replace(row, line=replace(row.line, column=column)) for row in group]
        position = _position(result, here[0], column)
        result[position:position] = here
    return result


def _position(rows: Sequence[Row], label: Row, column: int) -> int:
    after = len(rows)
    for place, row in enumerate(rows):
        if row.line.column != column or not row.box or not label.box:
            continue
        if row.box.y1 > label.box.y0 + 0.35 * (label.box.y1 - label.box.y0):
            return place
        after = place + 1
    return after


def _dates_first(rows: list[Row]) -> list[Row]:
    """In a row of a table, put a cell that holds only dates before the other cells."""
    result: list[Row] = []
    for row in rows:
        table_row = row.line.row
        position = len(result)
        if table_row is not None and only_dates(row.text):
            while position and result[position - 1].line.row == table_row:
                position -= 1
        result.insert(position, row)
    return result
