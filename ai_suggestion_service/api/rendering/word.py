"""DOCX by python-docx: real styles, real links, the same bytes for the same input."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from api.rendering.content import Content, Entry, Labelled, Link, Section
from api.rendering.letters import Letter
from api.rendering.templates import Template
from api.rendering.word_styles import blank

_SEPARATOR = " | "
# 1 January 1980, midnight: the first moment a ZIP archive can name.
_ZIP_EPOCH = struct.pack("<HH", 0, 0x21)
_LOCAL_TIME, _CENTRAL_TIME, _CENTRAL_LENGTHS, _CENTRAL_SIZE = 10, 12, 28, 46


def render_docx(
    content: Content,
    *,
    template: Template,
    title: str,
    paper: str,
    letter: Letter | None = None,
) -> bytes:
    """Write the résumé, or the letter under the same header."""
    document = docx.Document(BytesIO(blank(template, paper, content.language)))
    _set_properties(document, content, title)
    writer = _Writer(document, own_date_line=not template.rule)
    writer.header(content)
    if letter:
        writer.letter(letter)
    else:
        for section in content.sections:
            writer.section(section)
    buffer = BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _set_properties(document: Document, content: Content, title: str) -> None:
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title, properties.author = title[:255], content.name[:255]
    properties.language = content.language


class _Writer:
    """Appends paragraphs to one document; style ids are looked up once."""

    def __init__(self, document: Document, *, own_date_line: bool) -> None:
        self._document = document
        self._body = document.element.body
        self._ids = {style.name: style.style_id for style in document.styles}
        self._own_date_line = own_date_line

    def header(self, content: Content) -> None:
        if content.name:
            self._paragraph("Title", content.name)
        if content.label:
            self._paragraph("Subtitle", content.label)
        if content.contacts:
            self._linked(self._paragraph("Contact"), content.contacts)

    def section(self, section: Section) -> None:
        self._paragraph("Heading 1", section.heading)
        for text in section.paragraphs:
            self._paragraph("Normal", text)
        for line in section.lines:
            self._labelled(line)
        for entry in section.entries:
            self._entry(entry)

    def letter(self, letter: Letter) -> None:
        for line in letter.head:
            self._paragraph("Normal", line)
        if letter.subject:
            self._paragraph("Heading 1", letter.subject)
        for text in letter.paragraphs:
            self._paragraph("Letter", text)

    def _entry(self, entry: Entry) -> None:
        self._entry_head(entry)
        for text in entry.paragraphs:
            self._paragraph("Normal", text)
        for detail in entry.details:
            self._labelled(detail)
        for text in entry.bullets:
            self._paragraph("List Bullet", text)

    def _entry_head(self, entry: Entry) -> None:
        own_line = self._own_date_line or not entry.title
        if entry.title:
            heading = self._paragraph("Heading 2", entry.title)
            if entry.dates and not own_line:
                heading.add_run(f"\t{entry.dates}").bold = False
        if entry.subtitle or entry.link:
            parts = (Link(entry.subtitle), entry.link or Link(""))
            self._linked(self._paragraph("Entry"), [part for part in parts if part.text])
        if entry.dates and own_line:
            self._paragraph("Entry", entry.dates)

    def _labelled(self, line: Labelled) -> None:
        paragraph = self._paragraph("Normal")
        if line.label:
            paragraph.add_run(f"{line.label}: ").bold = True
        paragraph.add_run(line.text)

    def _paragraph(self, style: str, text: str = "") -> Paragraph:
        element = self._body.add_p()
        element.style = self._ids[style]
        paragraph = Paragraph(element, self._document._body)
        if text:
            paragraph.add_run(text)
        return paragraph

    def _linked(self, paragraph: Paragraph, parts: tuple[Link, ...] | list[Link]) -> None:
        for place, part in enumerate(parts):
            if place:
                paragraph.add_run(_SEPARATOR)
            if part.href:
                self._hyperlink(paragraph, part)
            else:
                paragraph.add_run(part.text)

    def _hyperlink(self, paragraph: Paragraph, link: Link) -> None:
        key = self._document.part.relate_to(
            link.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        element = OxmlElement("w:hyperlink", {qn("r:id"): key, qn("w:history"): "1"})
        run = paragraph.add_run(link.text)._r
        run.style = self._ids["Hyperlink"]
        paragraph._p.replace(run, element)
        element.append(run)


def _without_times(archive: bytes) -> bytes:
    """Set every time stamp of a ZIP archive to its epoch, in both of its headers."""
    data = bytearray(archive)
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        members, at = opened.infolist(), opened.start_dir
    for member in members:
        for start in (member.header_offset + _LOCAL_TIME, at + _CENTRAL_TIME):
            data[start : start + 4] = _ZIP_EPOCH
        lengths = struct.unpack_from("<HHH", data, at + _CENTRAL_LENGTHS)
        at += _CENTRAL_SIZE + sum(lengths)
    return bytes(data)
