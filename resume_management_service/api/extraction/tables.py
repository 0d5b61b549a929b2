"""Rows of tables as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.extraction.assemble import DraftLine

Cell = Sequence[DraftLine]
_LONGEST_CELL = 160


def row_lines(cells: Sequence[Cell], row: int, block: int) -> list[DraftLine]:
    """Return a table row: short cells as one line with tabs, long ones one after the other.

    `row` numbers the table row in the document, `block` is the number of the first block used;
    a line that belongs to an inner table keeps the row it has.
    """
    filled = [(column, cell) for column, cell in enumerate(cells) if cell]
    if len(filled) > 1 and all(_is_short(cell) for _, cell in filled):
        return [_joined([cell[0] for _, cell in filled], row, block)]
    return [
        replace(
            line, row=row if line.row is None else line.row, column=_column(column, cells, line)
        )
        for column, cell in filled
        for line in cell
    ]


def _is_short(cell: Cell) -> bool:
    line = cell[0]
    inner = line.row is not None
    return len(cell) == 1 and len(line.text) <= _LONGEST_CELL and not line.bullet and not inner


def _column(column: int, cells: Sequence[Cell], line: DraftLine) -> int:
    """Number the columns of a layout: the one that holds most text is the main one, 0."""
    if line.row is not None:
        return line.column
    amounts = [sum(len(line.text) for line in cell) for cell in cells]
    main = amounts.index(max(amounts))
    return 0 if column == main else column + (column < main)


def _joined(lines: list[DraftLine], row: int, block: int) -> DraftLine:
    first = lines[0]
    return replace(
        first,
        text="\t".join(line.text for line in lines),
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        block=block,
        row=row,
        links=[link for line in lines for link in line.links],
    )
