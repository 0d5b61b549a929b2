"""Tables without positions: cells that only label the row they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from api.parsing.dates import only_dates, time_spans
from api.parsing.layout.rows import Row
from api.parsing.lexical.section_words import section_kinds

_FEW_WORDS = 4
Cell = tuple[int | None, int]


def with_table_labels(rows: Sequence[Row]) -> list[Row]:
    """Let label cells belong to the column they label, dates standing before what they date.

    A table of one row is a page's layout: its columns stay apart.
    """
    cells = _cells(rows)
    rows = [_in_flow(row, cells) for row in rows]
    cells = _cells(rows)
    columns = {column for _, column in cells}
    labels = {column for column in columns if len(columns) > 1 and _labels(column, cells)}
    main = min(columns - labels, default=0)
    result: list[Row] = []
    for row in rows:
        cell = (row.line.row, row.line.column)
        if row.line.row is None or cell[1] not in labels:
            result.append(row)
            continue
        moved = replace(row, line=replace(row.line, column=main))
        early = _is_when_and_where(cells[cell])
        result.insert(_place(result, row) if early else len(result), moved)
    return result


def _in_flow(row: Row, cells: dict[Cell, list[Row]]) -> Row:
    """Take a row out of a column that has no headings and no dates: it is read in its turn."""
    column = row.line.column
    if row.line.row is None or not column:
        return row
    own = [members for (_, other), members in cells.items() if other == column]
    titled = any(section_kinds(one.text) for members in own for one in members)
    if titled or (len(own) > 1 and all(map(_is_label, own))):
        return row
    return replace(row, line=replace(row.line, column=0))


def _cells(rows: Sequence[Row]) -> dict[Cell, list[Row]]:
    cells: dict[Cell, list[Row]] = defaultdict(list)
    for row in rows:
        if row.line.row is not None:
            cells[(row.line.row, row.line.column)].append(row)
    return cells


def _labels(column: int, cells: dict[Cell, list[Row]]) -> bool:
    """Tell whether nearly all cells of a column are dates, headings or a few words."""
    own = [members for (_, other), members in cells.items() if other == column]
    short = [members for members in own if _is_label(members)]
    return len(own) >= 2 and len(short) >= 0.75 * len(own)


def _is_label(members: Sequence[Row]) -> bool:
    if _is_when_and_where(members):
        return True
    text = " ".join(row.text for row in members)
    return bool(section_kinds(text)) or (len(members) == 1 and len(text.split()) <= _FEW_WORDS)


def _is_when_and_where(members: Sequence[Row]) -> bool:
    """Tell a cell that holds a time, and no more than a place besides."""
    if not any(time_spans(row.text) for row in members) or len(members) > 3:
        return False
    others = [row.text for row in members if not only_dates(row.text)]
    return len(" ".join(others).split()) <= _FEW_WORDS


def _place(done: Sequence[Row], row: Row) -> int:
    """Return where the table row begins among the rows already placed."""
    place = len(done)
    while place and done[place - 1].line.row == row.line.row:
        place -= 1
    return place
