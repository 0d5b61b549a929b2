"""Which rows are headings of sections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from api.parsing.layout.heading import Heading, prominence
from api.parsing.layout.rows import Row
from api.parsing.layout.unnamed import unnamed_headings
from api.parsing.lexical.section_words import is_heading_phrase, section_kinds
from lexicon.languages import find_languages

_LONGEST = 60
_RUN_IN = re.compile(r"^([^:\t]{3,48}?)\s*(?::\s+|:?\t\s*|\s[–—-]\s)(?=\S)")
_DECORATED = re.compile(r"\s[-–—=*~•]+$")
_A_FEW = 4
_MAIN = frozenset({"work", "education"})


def find_headings(rows: Sequence[Row]) -> list[Heading]:
    """Find the headings: rows made of heading words in the style the document gives headings."""
    named = [heading for place, row in enumerate(rows) if (heading := _named(place, row))]
    accepted = [one for one in _accepted(rows, named) if _holds_languages(rows, one)]
    found = accepted + unnamed_headings(rows, accepted)
    return sorted(found + list(_run_in(rows, found)), key=lambda heading: heading.place)


def _holds_languages(rows: Sequence[Row], heading: Heading) -> bool:
    """Tell a section of languages from a group of skills: languages stand below its heading."""
    if heading.kinds[0] != "languages" or heading.beside:
        return True
    lane = rows[heading.place].lane
    below = [row for row in rows[heading.place + 1 :] if row.lane == lane][:_A_FEW]
    return not below or any(find_languages(f"{row.text} (B2)") for row in below)


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
    whole = f"{above.text} {row.text}"
    apart = all(alone) and not above.text.endswith("&") and not is_heading_phrase(whole)
    if apart or not section_kinds(whole):
        return None
    return above.followed_by(row)


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
    accepted = [
        heading
        for key, members in groups.items()
        for heading in members
        if _passes(rows, heading, members, strongest[int(str(key[0]))], max(strongest.values()))
    ]
    return accepted + _of_second_style(rows, groups.values(), accepted)


def _of_second_style(
    rows: Sequence[Row], groups: Iterable[Sequence[Heading]], accepted: Sequence[Heading]
) -> list[Heading]:
    """Return the headings of a text box or side column: less bold, about what no other names."""
    kinds = {kind for heading in accepted for kind in heading.kinds}
    places = {heading.place for heading in accepted}
    return [
        heading
        for members in groups
        if len({one.kinds[0] for one in members}) > 1
        if not kinds.intersection(kind for one in members for kind in one.kinds)
        for heading in members
        if heading.place not in places and prominence(rows[heading.place]) >= 1
        if not rows[heading.place].bullet
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
