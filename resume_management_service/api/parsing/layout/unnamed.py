"""Headings in words that nobody knows: found by their style, understood by what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from api.parsing.dates import time_spans
from api.parsing.fields.emails import EMAIL
from api.parsing.fields.skill_lines import SPLIT
from api.parsing.layout.heading import Heading, prominence
from api.parsing.layout.prose import is_prose
from api.parsing.layout.rows import Row
from api.parsing.lexical.degrees import degrees_in
from api.parsing.lexical.organisations import company_score, school_score
from api.parsing.lexical.section_words import section_kinds
from api.parsing.lexical.titles import title_score
from lexicon.languages import find_languages
from lexicon.skills import default_vocabulary

if TYPE_CHECKING:
    from api.parsing.layout.sections import Section

UNNAMED: Final = "unnamed"
OTHER: Final = "other"
_LONGEST: Final = 40
_FEWEST: Final = 3
_OWN: Final = 0.5  # share of a style's rows that are known headings: the style is theirs
_MAIN: Final = ("work", "education")
_NUMBER: Final = re.compile(r"^\d{1,2}[.):]?\s+")
Style = tuple[float, bool, bool, bool]


def unnamed_headings(rows: Sequence[Row], accepted: Sequence[Heading]) -> list[Heading]:
    """Find the rows in the headings' own style whose words are not known.

    The title of an entry may look alike: right above a date, no more rows are headings than there
    are main sections missing.
    """
    taken = {heading.place for heading in accepted}
    styles = {rows[place].style for place in taken}
    distinct = {style for style in styles if _is_distinct(rows, style)}
    places = [
        place
        for place, row in enumerate(rows)
        if place > 2 and place not in taken and row.style in distinct and _may_head(row)
    ]
    dated = {place for place in places if any(map(_is_timed, rows[place - 1 : place + 3]))}
    missing = set(_MAIN) - {kind for heading in accepted for kind in heading.kinds}
    if len(dated) > len(missing):
        places = [place for place in places if place not in dated]
    return [Heading(place, (UNNAMED,)) for place in places]


def _is_distinct(rows: Sequence[Row], style: Style) -> bool:
    """A style is the headings' own if enough of the rows that have it are known headings."""
    members = [row for row in rows if row.style == style]
    known = sum(bool(section_kinds(row.text)) for row in members)
    return known >= _FEWEST and known >= _OWN * len(members) and prominence(members[0]) >= 1


def _may_head(row: Row) -> bool:
    """Tell the heading of a section from the title of a job or of a course of study."""
    text = _NUMBER.sub("", row.text)
    if row.bullet or len(text) > _LONGEST or any(char.isdigit() for char in text):
        return False
    scores = (title_score(text), company_score(text), school_score(text) - 1)
    return max(scores) <= 0.9 and not degrees_in(text)


def _is_timed(row: Row) -> bool:
    return bool(time_spans(row.text))


def name_unnamed(sections: Sequence[Section]) -> None:
    """Give sections under unknown headings the kind that their rows speak for, if it is missing."""
    known = {kind for section in sections for kind in section.kinds}
    for section in sections:
        if section.kind == UNNAMED:
            section.kinds = (_kind_of(section.rows, known),)
            known.add(section.kind)


def _kind_of(rows: Sequence[Row], known: set[str]) -> str:
    fitting = (kind for kind, fits in _SIGNS.items() if kind not in known and fits(rows))
    return next(fitting, OTHER) if rows else OTHER


def _tells_contact(rows: Sequence[Row]) -> bool:
    return any(EMAIL.search(row.text) for row in rows)


def _tells_languages(rows: Sequence[Row]) -> bool:
    return sum(bool(find_languages(row.text)) for row in rows) >= 0.5 * len(rows)


def _tells_work(rows: Sequence[Row]) -> bool:
    """Jobs have spans of time and are told about."""
    spans = sum(any(not span.single for span in time_spans(row.text)) for row in rows)
    told = sum(row.bullet or is_prose(row.text) for row in rows)
    titled = sum(title_score(cell.text) > 1.5 for row in rows for cell in row.cells())
    studied = sum(bool(degrees_in(row.text)) for row in rows if not row.bullet)
    return spans > 0 and told + titled >= max(1, studied) and told >= studied


def _tells_education(rows: Sequence[Row]) -> bool:
    heads = [row for row in rows if not row.bullet and not is_prose(row.text)]
    named = any(degrees_in(row.text) or school_score(row.text) > 2 for row in heads)
    return named and any(map(_is_timed, rows))


def _tells_summary(rows: Sequence[Row]) -> bool:
    plain = not any(row.bullet or _is_timed(row) for row in rows)
    return plain and is_prose(" ".join(row.text for row in rows))


def _tells_skills(rows: Sequence[Row]) -> bool:
    """Skills are short items, a good part of them known."""
    items = [item for row in rows for item in SPLIT.split(row.text) if item.strip()]
    vocabulary = default_vocabulary()
    found = sum(vocabulary.lookup(item.strip()) is not None for item in items)
    return len(items) >= _FEWEST and found >= 0.4 * len(items)


_SIGNS: Final[dict[str, Callable[[Sequence[Row]], bool]]] = {
    "contact": _tells_contact,
    "languages": _tells_languages,
    "work": _tells_work,
    "education": _tells_education,
    "summary": _tells_summary,
    "skills": _tells_skills,
}
