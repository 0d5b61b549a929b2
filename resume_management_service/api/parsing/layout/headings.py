"""Which rows are headings of sections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.extraction.document import Role
from api.parsing.dates import time_spans
from api.parsing.layout.rows import Row
from api.parsing.lexical.degrees import degrees_in
from api.parsing.lexical.organisations import company_score, school_score
from api.parsing.lexical.section_words import section_kinds
from api.parsing.lexical.titles import title_score
from lexicon.languages import find_languages

_LONGEST = 60
_RUN_IN = re.compile(r"^([^:\t]{3,48}?)\s*(?::\s+|:?\t\s*|\s[–—-]\s)(?=\S)")
_DECORATED = re.compile(r"\s[-–—=*~•]+$")
_MAIN = frozenset({"work", "education"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at a place among the rows; `rest` is what follows it on the same line.

    `beside` are the kinds of further headings on its line, left to right.
    """

    place: int
    kinds: tuple[str, ...]
    rest: Row | None = None
    beside: tuple[tuple[str, ...], ...] = ()


def find_headings(rows: Sequence[Row]) -> list[Heading]:
    """Find the headings: rows made of heading words in the style the document gives headings."""
    named = [heading for place, row in enumerate(rows) if (heading := _named(place, row))]
    accepted = _accepted(rows, named)
    styles = {rows[heading.place].style for heading in accepted}
    found = accepted + list(_unnamed(rows, styles, {heading.place for heading in accepted}))
    return sorted(found + list(_run_in(rows, found)), key=lambda heading: heading.place)


def _named(place: int, row: Row) -> Heading | None:
    """Read a row as a heading, or as several side by side."""
    if len(row.text) > _LONGEST:
        return None
    cells = [section_kinds(cell.text) for cell in row.cells()]
    if len(cells) > 1 and all(cells):
        return Heading(place, cells[0], beside=tuple(cells[1:]))
    kinds = section_kinds(row.text) if len(cells) == 1 else ()
    return Heading(place, kinds) if kinds else None


def with_whole_headings(rows: Sequence[Row]) -> list[Row]:
    """Join headings that take two rows: `ACADEMIC` above `BACKGROUND`."""
    whole: list[Row] = []
    for row in rows:
        joined = _joined_heading(whole[-1], row) if whole else None
        whole[-1:] = [joined] if joined else [*whole[-1:], row]
    return whole


def _joined_heading(above: Row, row: Row) -> Row | None:
    alike = above.style == row.style and above.lane == row.lane and not row.apart
    if not alike or len(above.text) > 30 or len(row.text) > 30 or row.bullet:
        return None
    alone = section_kinds(above.text), section_kinds(row.text)
    if not section_kinds(f"{above.text} {row.text}") or (
        all(alone) and not above.text.endswith("&")
    ):
        return None
    return above.followed_by(row)


def prominence(row: Row) -> float:
    """Rate how much a row stands out: size, weight, capitals, space above."""
    score = 2.0 * min(1.0, max(0.0, row.size - 1.0) / 0.25)
    score += 1.0 * row.bold + 0.8 * row.upper + 0.4 * row.apart
    return score + (1.5 if row.line.role is Role.HEADING else 0.0)


def _accepted(rows: Sequence[Row], named: Sequence[Heading]) -> list[Heading]:
    """Keep the candidates whose style is that of the document's headings."""
    groups: dict[tuple[object, ...], list[Heading]] = defaultdict(list)
    for heading in named:
        row = rows[heading.place]
        groups[(row.lane, *row.style)].append(heading)
    strongest = dict.fromkeys({row.lane for row in rows}, 0.0)
    for key, members in groups.items():
        lane = int(str(key[0]))
        if _worth(members) >= 2:
            strongest[lane] = max(strongest[lane], _level(rows, members))
    return [
        heading
        for key, members in groups.items()
        for heading in members
        if _passes(rows, heading, members, strongest[int(str(key[0]))], max(strongest.values()))
    ]


def _level(rows: Sequence[Row], members: Sequence[Heading]) -> float:
    levels = sorted(prominence(rows[heading.place]) for heading in members)
    return levels[len(levels) // 2]


def _worth(members: Iterable[Heading]) -> int:
    kinds = {heading.kinds[0] for heading in members}
    return len(kinds) + len(kinds & _MAIN)


def _passes(
    rows: Sequence[Row], heading: Heading, members: Sequence[Heading], lane: float, document: float
) -> bool:
    """A heading stands out as much as its lane's others; a plain one must stand alone."""
    row = rows[heading.place]
    if row.bullet and not _DECORATED.search(row.text):
        return False
    level = prominence(row)
    usual = lane or min(document, 1.0)
    if level + 0.9 >= usual:
        return level > 0 or _stands_alone(rows, heading) or _worth(members) >= 4
    return False


def _stands_alone(rows: Sequence[Row], heading: Heading) -> bool:
    row = rows[heading.place]
    return row.text.endswith(":") or row.apart or heading.place == 0


def _unnamed(
    rows: Sequence[Row], styles: set[tuple[float, bool, bool, bool]], taken: set[int]
) -> Iterable[Heading]:
    """Yield rows in a heading's own distinct style whose words are not known."""
    distinct = {style for style in styles if _is_distinct(rows, style)}
    for place, row in enumerate(rows):
        if place > 2 and place not in taken and row.style in distinct and not row.bullet:
            around = rows[place - 1 : place + 2]
            if len(row.text) <= 40 and not _heads_entry(row, around):
                yield Heading(place, ("other",))


def _is_distinct(rows: Sequence[Row], style: tuple[float, bool, bool, bool]) -> bool:
    """A style is a heading's own if nearly all rows that have it are known headings."""
    members = [row for row in rows if row.style == style]
    known = sum(bool(section_kinds(row.text)) for row in members)
    return known >= 3 and known >= 0.7 * len(members) and prominence(members[0]) >= 1


def _heads_entry(row: Row, around: Sequence[Row]) -> bool:
    """Tell the title of a job or of a course of study from the heading of a section."""
    if any(char.isdigit() for char in row.text) or any(time_spans(one.text) for one in around):
        return True
    scores = (title_score(row.text), company_score(row.text), school_score(row.text) - 1)
    return max(scores) > 0.9 or bool(degrees_in(row.text))


def _run_in(rows: Sequence[Row], found: Sequence[Heading]) -> Iterable[Heading]:
    """Yield headings that share their line with the first words of their section."""
    regular = {kind for heading in found for kind in heading.kinds}
    places = {heading.place for heading in found}
    for place, row in enumerate(rows):
        match = _RUN_IN.match(row.text)
        if not match or place in places or row.bullet:
            continue
        kinds = section_kinds(match[1])
        stands_out = row.apart or row.upper or row.line.row is not None or not regular & _MAIN
        rest = row.cut(row.start + match.end(), row.end)
        if kinds and stands_out and not regular & set(kinds) and _fits(kinds, rest.text):
            yield Heading(place, kinds, rest)


def _fits(kinds: Sequence[str], text: str) -> bool:
    """Tell a section of languages from programming languages among the skills."""
    return kinds[0] != "languages" or bool(find_languages(text))
