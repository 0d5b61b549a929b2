"""The document cut into sections: what stands under each heading, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.extraction.document import Document, Role
from api.parsing.layout.broken_dates import mended
from api.parsing.layout.headings import Heading, find_headings, with_whole_headings
from api.parsing.layout.lanes import with_gaps, with_lanes, with_room
from api.parsing.layout.margins import with_margins
from api.parsing.layout.rows import Row, read_rows

HEADER = "header"
_HARD_WRAPPED = frozenset({"pdf", "txt", "md"})


@dataclass(slots=True)
class Section:
    """Rows under one heading; the kinds say what it is about, the first is the decisive one."""

    kinds: tuple[str, ...]
    heading: Row | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.kinds[0]


def read_sections(document: Document) -> list[Section]:
    """Cut a document into sections; what stands before any heading is of kind `header`."""
    placed = with_gaps(with_lanes(with_margins(read_rows(document))))
    rows = with_whole_headings(mended(placed))
    return split(rows, find_headings(rows), wrapped=document.kind in _HARD_WRAPPED)


def split(
    rows: Sequence[Row], headings: Sequence[Heading], *, wrapped: bool = True
) -> list[Section]:
    """Give each row to the last heading of its own lane; `wrapped` says that lines may break."""
    at = {heading.place: heading for heading in headings}
    sections: list[Section] = []
    open_in: dict[int, Section] = {}
    for place, row in enumerate(rows):
        if place in at:
            section = _opened(at[place], row)
            sections.append(section)
            open_in[row.lane] = section
            continue
        section = _continued(row, open_in, sections)
        section.rows.append(row)
    for section in sections:
        section.rows = with_room(section.rows, wrapped=wrapped)
    return [section for section in sections if section.rows or section.kind != HEADER]


def _opened(heading: Heading, row: Row) -> Section:
    rest = [heading.rest] if heading.rest else []
    return Section(heading.kinds, row, rest)


def _continued(row: Row, open_in: dict[int, Section], sections: list[Section]) -> Section:
    """Find the section a row goes on with; on later pages a new lane continues the widest one."""
    if row.line.role is Role.FOOTER:
        return _fresh(open_in, sections, -1)
    if row.lane in open_in:
        section = open_in[row.lane]
        if section.kind != HEADER or row.line.page == 1:
            return section
    if row.line.page > 1 and sections:
        return _longest_open(open_in)
    return _fresh(open_in, sections, row.lane)


def _fresh(open_in: dict[int, Section], sections: list[Section], lane: int) -> Section:
    if lane not in open_in:
        open_in[lane] = Section((HEADER,))
        sections.append(open_in[lane])
    return open_in[lane]


def _longest_open(open_in: dict[int, Section]) -> Section:
    def rank(section: Section) -> tuple[bool, int]:
        return section.kind in ("work", "education", "projects"), len(section.rows)

    return max(open_in.values(), key=rank)
