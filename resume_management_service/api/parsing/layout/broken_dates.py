"""Dates that a narrow column broke over two rows, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.parsing.dates import only_dates, time_spans
from api.parsing.layout.rows import Row

_JOINT = re.compile(r"\s*(?:[-–—]|\b(?:to|bis|à|au|a|al|até|tot|until)\b)\s*")
_LONGEST = 24


def mended(rows: Sequence[Row]) -> list[Row]:
    """Join a time cut at the end of its column with the rest of it on the next row.

    The joined row stands for the first part; its text is longer than its span.
    """
    result: list[Row] = []
    rest = list(rows)
    while rest:
        row = rest.pop(0)
        parts = _join(row, rest[0]) if rest else []
        if parts:
            rest.pop(0)
        result += parts or [row]
    return result


def _join(row: Row, below: Row) -> list[Row]:
    """Return the whole time and what else stood on both rows, or nothing if no time was cut."""
    if below.bullet or below.line.page != row.line.page:
        return []
    if not _may_be_cut(row.text):
        return _join_at_end(row, below)
    for end in _ends(row.text):
        for begin in _begins(below.text):
            begun, whole = (
                row.text[:end].strip(),
                f"{row.text[:end].strip()} {below.text[:begin].strip()}",
            )
            if _is_whole(whole, begun):
                date = replace(row.cut(row.start, row.start + end), text=whole)
                others = [
                    row.cut(row.start + end, row.end),
                    below.cut(below.start + begin, below.end),
                ]
                return [date, *(replace(other, beside=True) for other in others if other.text)]
    return []


def _join_at_end(row: Row, below: Row) -> list[Row]:
    """Join a time that begins at the end of a row, in a cell of its own, and ends below."""
    before, tab, cell = row.text.rpartition("\t")
    other, _, rest = below.text.rpartition("\t")
    if not tab or not _may_be_cut(cell) or len(rest) > _LONGEST:
        return []
    whole = f"{cell.strip()} {rest.strip()}"
    if not _is_whole(whole, cell.strip()):
        return []
    start = row.start + len(before) + 1
    parts = [row.cut(row.start, start - 1), replace(row.cut(start, row.end), text=whole)]
    return [*parts, *([below.cut(below.start, below.start + len(other))] if other else [])]


def _may_be_cut(text: str) -> bool:
    spans = time_spans(text)
    return bool(spans) and spans[0].start < 3 and (spans[0].single or spans[0].current)


def _ends(text: str) -> list[int]:
    """Return where the first part of a time may end: a wide gap, a joint, a month after it."""
    ends = [text.find("\t")] if "\t" in text else []
    first = re.match(r"\D*\d[\d/.\-]*", text)
    joint = _JOINT.match(text, first.end()) if first else None
    if joint and joint[0].strip():
        word = re.compile(r"[^\W\d_]+\.?").match(text, joint.end())
        ends += [*([word.end()] if word else []), joint.end()]
    return [*ends, len(text)]


def _begins(text: str) -> list[int]:
    """Return where the rest of a time may end on the next row."""
    first = re.match(r"\S+(?=\s)", text)
    ends = [text.find("\t")] if "\t" in text else []
    ends += [first.end()] if first else []
    return [*ends, *([len(text)] if len(text) <= _LONGEST else [])]


def _is_whole(text: str, begun: str) -> bool:
    """Tell whether a text is one range, and more of a range than what it begins with."""
    spans = time_spans(text)
    if len(spans) != 1 or spans[0].single or not only_dates(text):
        return False
    before = time_spans(begun)
    return spans[0].end > len(begun) and not any(
        span.last and not span.single and span.last == spans[0].last for span in before
    )
