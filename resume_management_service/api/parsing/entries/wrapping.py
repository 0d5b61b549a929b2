"""Heading lines that were too long for their column, put together again."""

from __future__ import annotations

from collections.abc import Sequence

from api.parsing.dates import time_spans
from api.parsing.layout.prose import is_prose
from api.parsing.layout.rows import Row


def unbroken(rows: Sequence[Row]) -> list[Row]:
    """Join the rows of each heading line that runs over two rows; sentences stay as they are."""
    lines: list[Row] = []
    for row in rows:
        whole = lines[-1].joined(row) if lines and _was_cut(lines[-1], row) else None
        lines[-1:] = [whole] if whole else [*lines[-1:], row]
    return lines


def _was_cut(above: Row, row: Row) -> bool:
    if row.apart or row.bullet or above.bullet or abs(row.size - above.size) > 0.03:
        return False
    if time_spans(row.text) or is_prose(above.text) or above.lane != row.lane:
        return False
    if above.text.endswith((",", "–", "&")):
        return True
    narrow = row.fill < 0.5 and "\t" not in above.text and not above.text.endswith(".")
    return bool(row.box) and above.fill > 0.9 and narrow
