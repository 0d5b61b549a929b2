"""The document cut into sections: what stands under each heading, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.extraction.document import Document, Role
from api.parsing.layout.broken_dates import mended
from api.parsing.layout.heading import Heading
from api.parsing.layout.headings import find_headings, with_whole_headings
from api.parsing.layout.lanes import with_gaps, with_lanes, with_room
from api.parsing.layout.margins import with_margins
from api.parsing.layout.rows import Row, read_rows
from api.parsing.layout.unnamed import name_unnamed

HEADER = "header"
_FAR = 3
_A_CELL = 40
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
    sections = split(rows, find_headings(rows), wrapped=document.kind in _HARD_WRAPPED)
    name_unnamed(sections)
    return sections


def split(
    rows: Sequence[Row], headings: Sequence[Heading], *, wrapped: bool = True
) -> list[Section]:
    """Give each row to the last heading of its own lane; `wrapped` says that lines may break."""
    at = {heading.place: heading for heading in headings}
    sections: list[Section] = []
    open_in: dict[int, Section] = {}
    last: dict[int, int] = {}
    opened: list[tuple[Row, Section]] = []
    abreast: dict[int, list[Section]] = {}
    for place, row in enumerate(rows):
        if place in at:
            section, *beside = _opened(at[place], row)
            sections += [section, *beside]
            open_in[row.lane] = section
            abreast[row.lane] = [section, *beside]
            opened.append((row, section))
            last[row.lane] = place
            continue
        if len(abreast.get(row.lane, ())) > 1:
            if _share_out(row, abreast[row.lane]):
                last[row.lane] = place
                continue
            del abreast[row.lane]
        under = _heading_above(row, rows[last.get(row.lane, place)], opened)
        if under:
            open_in[row.lane] = under
        section = _continued(row, open_in, sections)
        section.rows.append(row)
        last[row.lane] = place
    for section in sections:
        section.rows = with_room(section.rows, rows, wrapped=wrapped)
    return [section for section in sections if section.rows or section.kind != HEADER]


def _heading_above(row: Row, above: Row, opened: Sequence[tuple[Row, Section]]) -> Section | None:
    """Return the section of another lane's heading between a row and one far above it."""
    if not (row.box and above.box) or above is row or row.line.page != above.line.page:
        return None
    if row.box.y0 - above.box.y1 <= _FAR * (row.box.y1 - row.box.y0):
        return None
    between = [
        (heading.box.y1, section)
        for heading, section in opened
        if heading.box and heading.line.page == row.line.page and heading.lane != row.lane
        if above.box.y1 <= heading.box.y0 and heading.box.y1 <= row.box.y0
    ]
    return max(between, key=lambda found: found[0])[1] if between else None


def _opened(heading: Heading, row: Row) -> list[Section]:
    """Open the section of a heading, and those of the headings on its line."""
    rest = [heading.rest] if heading.rest else []
    cells = row.cells()
    if not heading.beside:
        return [Section(heading.kinds, row, rest)]
    kinds = [heading.kinds, *heading.beside]
    return [Section(kind, cell) for kind, cell in zip(kinds, cells, strict=True)]


def _share_out(row: Row, sections: Sequence[Section]) -> bool:
    """Give the cells of a row to sections that stand abreast; a longer line ends them."""
    cells = row.cells()
    if len(cells) > len(sections) or (len(cells) == 1 and len(row.text) > _A_CELL):
        return False
    for cell, section in zip(cells, sections, strict=False):
        section.rows.append(cell)
    return True


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
