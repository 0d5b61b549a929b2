"""The person: name, title, how to reach them, summary."""

from __future__ import annotations

from collections.abc import Sequence

from api.extraction.document import Document, Link
from api.parsing.entries.bodies import paragraphs
from api.parsing.fields.address import find_location
from api.parsing.fields.emails import EMAIL, find_email
from api.parsing.fields.links import URL, find_links
from api.parsing.fields.names import find_label, find_name
from api.parsing.fields.phones import find_phone
from api.parsing.found import Found, Tree
from api.parsing.layout.prose import is_prose, joined
from api.parsing.layout.rows import Row
from api.parsing.layout.sections import HEADER, Section

_OTHERS = ("references", "publications", "projects")


def read_basics(document: Document, sections: Sequence[Section]) -> dict[str, Tree]:
    """Read who the person is from the header, the contact section and, failing these, the rest."""
    near = _rows(sections, (HEADER, "contact"))
    rest = [row for section in sections if section.kind not in _OTHERS for row in section.rows]
    links = _own_links(document.links, sections)
    email = find_email(near, links, document.text) or find_email(rest, [], document.text)
    named = find_name(_name_rows(sections), email)
    profiles, site = find_links(near, links)
    tree: dict[str, Tree] = {
        "name": named.name if named else None,
        "label": find_label(named, [*near, *rest]) if named else None,
        "email": email,
        "phone": find_phone(near, links) or find_phone(rest, []),
        "url": site,
        "location": find_location(near),
        "profiles": profiles,
        "summary": _summary(sections),
    }
    return {key: value for key, value in tree.items() if value}


def _rows(sections: Sequence[Section], kinds: Sequence[str]) -> list[Row]:
    return [row for section in sections if section.kind in kinds for row in section.rows]


def _name_rows(sections: Sequence[Section]) -> list[Row]:
    """Return where a name may stand: the header first, then large rows of the first page."""
    header = _rows(sections, (HEADER,))
    large = [
        row
        for section in sections
        if section.kind != HEADER
        for row in section.rows
        if row.line.page == 1 and row.size >= 1.35
    ]
    contact = _rows(sections, ("contact",)) if not header else []
    return [*header[:16], *large, *contact[:4]] or [
        row for section in sections for row in section.rows
    ][:3]


def _own_links(links: Sequence[Link], sections: Sequence[Section]) -> list[Link]:
    """Leave out links that stand in entries and lists: they belong to those."""
    taken = [
        (row.start, row.end)
        for section in sections
        if section.kind not in (HEADER, "contact", "summary")
        for row in section.rows
    ]
    return [
        link
        for link in links
        if link.start == link.end or not any(begin <= link.start < end for begin, end in taken)
    ]


def _summary(sections: Sequence[Section]) -> Found | None:
    """Return the text under a summary heading, else the first paragraph of the header."""
    for section in sections:
        if "summary" in section.kinds and section.rows:
            rows = section.rows
            return Found(joined(rows), rows[0].start, rows[-1].end, 0.95)
    for paragraph in paragraphs(_rows(sections, (HEADER, "contact"))):
        text = joined(paragraph.rows)
        if is_prose(text) and len(text) > 60 and not (EMAIL.search(text) or URL.search(text)):
            return Found(text, paragraph.rows[0].start, paragraph.rows[-1].end, 0.8)
    return None
