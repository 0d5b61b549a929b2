"""Heading lines that were too long for their column, put together again."""

from __future__ import annotations

from collections.abc import Sequence

from api.parsing.dates import begins_dated, time_spans, without_dates
from api.parsing.layout.prose import is_prose
from api.parsing.layout.rows import Row
from api.parsing.lexical.degrees import degrees_in
from api.parsing.lexical.folding import fold, is_small
from api.parsing.lexical.organisations import company_score, is_generic, school_score
from api.parsing.lexical.places import place_score
from api.parsing.lexical.titles import title_score
from lexicon.fields_of_study import names_a_field

_A_WRAPPED_LINE = 55
_FILLED = 0.6
_FULL = 0.85


def unbroken(rows: Sequence[Row], *, listed: bool = False) -> list[Row]:
    """Join the rows of each heading line that runs over two rows; sentences stay as they are.

    In a `listed` section, whose lines are short, only a line that fills its column was cut.
    """
    lines: list[Row] = []
    for row in rows:
        sure = not listed or (bool(lines) and _surely_cut(lines[-1], row))
        cut = bool(lines) and sure and _was_cut(lines[-1], row)
        whole = lines[-1].followed_by(row) if cut else None
        lines[-1:] = [whole] if whole else [*lines[-1:], row]
    return lines


def _surely_cut(above: Row, row: Row) -> bool:
    ends = "," in above.text and bool(time_spans(row.text)) and not time_spans(above.text)
    return above.style == row.style and (above.fill > _FULL or ends)


def _was_cut(above: Row, row: Row) -> bool:
    if row.apart or row.bullet or above.bullet or abs(row.size - above.size) > 0.03:
        return False
    told = is_prose(above.text) and not begins_dated(above.text)
    if told or above.lane != row.lane or _is_dated(above, row):
        return False
    last = above.text.split()[-1]
    if above.text.endswith((",", "–", "&", "-")) or (
        (last.islower() or above.upper) and is_small(fold(last))
    ):
        return True
    if not above.wraps_to(row) or "\t" in above.text or above.text.endswith("."):
        return False
    if row.begins_lower or (degrees_in(above.text) and _is_field(row)):
        return True
    if not row.box:
        return len(above.text) > _A_WRAPPED_LINE and not is_prose(row.text)
    filled = len(above.text) / (len(above.text) + max(0.0, above.room))
    return filled >= _FILLED and not _stands_alone(row)


def _is_field(row: Row) -> bool:
    field = names_a_field(row.text) and not degrees_in(row.text)
    return bool(row.box) and field and school_score(row.text) < 2


def _is_dated(above: Row, row: Row) -> bool:
    """Tell a row with a time of its own; one whose time ends a wrapped line is not."""
    spans = time_spans(row.text)
    return bool(spans) and (spans[0].start < 3 or bool(time_spans(above.text)))


def _stands_alone(row: Row) -> bool:
    """Tell a line that says something by itself from the end of another."""
    text = without_dates(row.text).replace("\x00", "").strip(" ,|")
    if is_generic(text):
        return False
    if row.fill > 0.7 or degrees_in(row.text):
        return True
    return max(title_score(text), company_score(text), school_score(text), place_score(text)) > 0.7
