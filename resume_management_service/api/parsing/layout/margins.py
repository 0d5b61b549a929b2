"""Labels in a margin of their own: headings or dates that stand left of what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from api.extraction.document import Box
from api.parsing.dates import only_dates, time_spans
from api.parsing.layout.prose import is_prose
from api.parsing.layout.rows import Row
from api.parsing.layout.stacks import with_stacks
from api.parsing.layout.tables import with_table_labels
from api.parsing.lexical.section_words import section_kinds

_SHARE = 0.75
_NARROW = 0.42
_LEVEL = 2.5
_TURNS = 4
_MOST_WORDS = 14


def with_margins(rows: Sequence[Row]) -> list[Row]:
    """Put the labels of a margin before the rows they stand beside; other columns stay apart."""
    merged: list[Row] = []
    for page in sorted({row.line.page for row in rows}):
        here = [row for row in rows if row.line.page == page]
        boxed = all(row.box for row in here)
        merged += (
            _across(_merge_page(with_stacks(_across(_downwards(here)))))
            if boxed
            else with_table_labels(here)
        )
    return merged


def _across(rows: list[Row]) -> list[Row]:
    """Order the rows that stand on one line of a column from left to right."""
    ordered: list[Row] = []
    for row in rows:
        place = len(ordered)
        while place and _is_right_of(ordered[place - 1], row):
            place -= 1
        ordered.insert(place, row)
    return ordered


def _is_right_of(row: Row, other: Row) -> bool:
    if row.line.column != other.line.column or not row.box or not other.box:
        return False
    return row.box.x0 >= other.box.x1 and _is_level(row, [other])


def _downwards(rows: list[Row]) -> list[Row]:
    """Order the rows of each column from top to bottom, whatever order they came in."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row.line.column].append(place)
    ordered = list(rows)
    for taken in places.values():
        sorted_rows = sorted((rows[place] for place in taken), key=_centre)
        for place, row in zip(taken, sorted_rows, strict=True):
            ordered[place] = row
    return ordered


def _merge_page(rows: list[Row]) -> list[Row]:
    """Merge columns that take turns down the page, and labels with what they stand beside."""
    columns: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        columns[row.line.column].append(row)
    for column, other in combinations(columns, 2):
        if _take_turns(columns[column], columns[other]):
            return _merge_page(_downwards([_moved(row, other, column) for row in rows]))
    wide = _around(rows) if rows else Box(0, 0, 1, 1)
    for column, labels in columns.items():
        others = [rows for other, rows in columns.items() if other != column]
        main = _beside(labels, others, wide.x1 - wide.x0)
        if main and _is_margin(labels, main):
            merged = _interleave(rows, labels, main, main[0].line.column)
            return _merge_page(merged)
    return rows


def _moved(row: Row, source: int, target: int) -> Row:
    if row.line.column != source:
        return row
    return replace(row, line=replace(row.line, column=target))


def _take_turns(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Tell whether two columns alternate down the page and never stand side by side."""
    if _meets(one, other):
        return False
    marked = sorted([(_centre(row), 0) for row in one] + [(_centre(row), 1) for row in other])
    changes = sum(first != second for (_, first), (_, second) in pairwise(marked))
    return changes >= _TURNS


def _beside(labels: Sequence[Row], others: Iterable[list[Row]], width: float) -> list[Row]:
    """Return the fullest column beside the labels, as far as it stands at their heights."""
    near = [[row for row in rows if _faces(row, labels)] for rows in others]
    narrow = _is_narrow(labels, width)
    found = [
        rows
        for rows in near
        if len(rows) >= 0.4 * len(labels) and (narrow or _fills_lines(labels, rows))
    ]
    return max(found, key=lambda rows: (_level_share(labels, rows), len(rows)), default=[])


def _fills_lines(labels: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Tell the right halves of lines, and dates above them, from a column of its own."""
    if any(section_kinds(row.text) for row in labels):
        return False
    return all(_is_level(row, rows) or only_dates(row.text) for row in labels)


def _level_share(labels: Sequence[Row], rows: Sequence[Row]) -> float:
    return round(sum(_is_level(row, rows) for row in labels) / len(labels), 1)


def _faces(row: Row, labels: Sequence[Row]) -> bool:
    """Tell whether a row stands left or right of the labels, between the first and the last."""
    left, top, right, bottom = _around(labels)
    narrow = [one for one in labels if not section_kinds(one.text)]
    if narrow:
        left, _, right, _ = _around(narrow)
    if not row.box or not (top - 3 < row.box.y1 and row.box.y0 < bottom + 3):
        return False
    return row.box.x0 >= right - 2 or row.box.x1 <= left + 2


def _is_narrow(labels: Sequence[Row], width: float) -> bool:
    narrow = [one for one in labels if not section_kinds(one.text)]
    left, _, right, _ = _around(narrow or labels)
    return right - left <= _NARROW * width


def _around(rows: Sequence[Row]) -> Box:
    boxes = [row.box for row in rows if row.box]
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _is_margin(rows: Sequence[Row], main: Sequence[Row]) -> bool:
    """Tell labels from a sidebar: headings, dates, or words level with lines of the main column.

    Where the labels hold headings the main column has none. Lines with nothing beside them do not
    count.
    """
    groups = [group for group in _groups(rows) if _is_told(group) or _meets(group, main)]
    dated = [_is_dated(group) for group in groups]
    titled = [len(group) <= 2 and _is_heading(group) for group in groups]
    level = [
        all(_is_level(row, main) or section_kinds(row.text) for row in group) for group in groups
    ]
    headings = [row for row in rows if section_kinds(row.text)]
    told = bool(headings) and not any(_heads(row, headings) for row in main)
    if headings and not told:
        return False
    hits = [any(signs) for signs in zip(dated, titled, level, strict=True)]
    return sum(hits) >= _SHARE * len(groups) and (any(dated) or told or all(level))


def _is_dated(group: Sequence[Row]) -> bool:
    """Tell a time, perhaps with a place or an employer, from a whole entry with its time."""
    brief = sum(len(row.text.split()) for row in group) <= _MOST_WORDS
    plain = not any(row.bullet for row in group)
    return brief and plain and any(time_spans(row.text) for row in group)


def _is_told(group: Sequence[Row]) -> bool:
    return any(time_spans(row.text) or section_kinds(row.text) for row in group)


def _meets(group: Sequence[Row], main: Sequence[Row]) -> bool:
    """Tell whether anything of the main column stands at the height of the rows."""
    boxes = [row.box for row in group if row.box]
    others = [row.box for row in main if row.box]
    return any(box.y0 < one.y1 and one.y0 < box.y1 for box in boxes for one in others)


def _heads(row: Row, headings: Sequence[Row]) -> bool:
    """Tell a heading of the main column, which looks like those of the labels, from mere words."""
    if not section_kinds(row.text) or row.bullet:
        return False
    return any(row.bold >= other.bold and row.size >= other.size - 0.05 for other in headings)


def _is_heading(group: Sequence[Row]) -> bool:
    return bool(section_kinds(" ".join(row.text for row in group)))


def _is_level(label: Row, main: Sequence[Row]) -> bool:
    centre = _centre(label)
    return any(abs(_centre(row) - centre) < _LEVEL for row in main)


def _centre(row: Row) -> float:
    return (row.box.y0 + row.box.y1) / 2 if row.box else 0.0


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Group labels of several lines; a heading is a group of its own."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _is_near(groups[-1][-1], row) and not section_kinds(groups[-1][-1].text):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _is_near(above: Row, row: Row) -> bool:
    if not above.box or not row.box or section_kinds(row.text):
        return False
    return row.box.y0 - above.box.y1 < 0.8 * (row.box.y1 - row.box.y0)


def _interleave(
    rows: Sequence[Row], labels: Sequence[Row], main: Sequence[Row], column: int
) -> list[Row]:
    """Insert each label before the first row of the column that reaches its height.

    Labels of several lines stay together, unless each line has a line of the column beside it.
    """
    moved = {id(row) for row in labels}
    result = [row for row in rows if id(row) not in moved]
    for group in _groups(labels):
        here = [replace(row, line=replace(row.line, column=column)) for row in group]
        single = all(_is_level(row, main) for row in group) and not _heads_text(group, main)
        for part in [[row] for row in here] if single else [here]:
            position = _position(result, part[0], column)
            result[position:position] = part
    return result


def _heads_text(group: Sequence[Row], main: Sequence[Row]) -> bool:
    """Tell labels that together head what stands beside them from labels of single lines."""
    told = [row for row in main if row.bullet or is_prose(row.text)]
    return _is_one_date(group) or any(_is_level(row, told) for row in group[1:])


def _is_one_date(group: Sequence[Row]) -> bool:
    spans = time_spans(" ".join(row.text for row in group))
    return len(group) > 1 and len(spans) == 1


def _position(rows: Sequence[Row], label: Row, column: int) -> int:
    """Return the place before the row a label stands left of, behind one it is right of."""
    after = len(rows)
    for place, row in enumerate(rows):
        if row.line.column != column or not row.box or not label.box:
            continue
        if row.box.y1 > label.box.y0 + 0.35 * (label.box.y1 - label.box.y0):
            return place + (label.box.x0 >= row.box.x1 and _is_level(label, [row]))
        after = place + 1
    return after
