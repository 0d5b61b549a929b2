"""DOCX and ODT: what Word shows, in the order it shows it."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from api.extraction.document import Document, Role
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.extract import extract_bytes
from e2e.attacks.parser import packages

_W = f'xmlns:w="{packages.W}"'


def _read(word: Any) -> Document:
    saved = io.BytesIO()
    word.save(saved)
    return extract_bytes(saved.getvalue(), "docx")


def _texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def test_headings_lists_and_emphasis_are_told() -> None:
    word = docx.Document()
    word.add_heading("Experience", 1)
    word.add_paragraph("Built a hall", style="List Bullet")
    word.add_paragraph("Ran a depot", style="List Number")
    word.add_paragraph().add_run("Example Freight").bold = True

    heading, first, second, company = _read(word).lines

    assert heading.role is Role.HEADING
    assert (first.bullet, second.bullet, company.bullet) == (True, True, False)
    assert first.block == second.block != company.block
    assert company.bold
    assert first.size == 11.0


def test_tabs_and_line_breaks_inside_a_paragraph_are_kept() -> None:
    word = docx.Document()
    word.add_paragraph("Planner\t2019 - 2023\nBremen")

    document = _read(word)

    assert document.text == "Planner\t2019 - 2023\nBremen"
    assert len({line.block for line in document.lines}) == 1


def test_a_row_of_short_cells_is_one_line_and_long_cells_are_their_own() -> None:
    word = docx.Document()
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "German", "native"
    table.cell(1, 0).text, table.cell(1, 1).text = "2019", "Planner"
    table.cell(1, 1).add_paragraph("Built a hall", style="List Bullet")

    document = _read(word)

    assert _texts(document) == ["German\tnative", "2019", "Planner", "Built a hall"]
    assert [line.row for line in document.lines] == [1, 2, 2, 2]
    assert document.lines[1].column != document.lines[2].column == 0


def test_nested_tables_are_read_inside_their_cell() -> None:
    word = docx.Document()
    outer = word.add_table(1, 2)
    outer.cell(0, 0).text = "left"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Excel", "good"

    assert _texts(_read(word)) == ["left", "Excel\tgood"]


def test_headers_come_first_and_footers_last() -> None:
    word = docx.Document()
    word.add_paragraph("Planner")
    word.sections[0].header.paragraphs[0].text = "Erika Example"
    word.sections[0].footer.paragraphs[0].text = "Page 1"

    lines = _read(word).lines

    assert [(line.text, line.role) for line in lines] == [
        ("Erika Example", Role.HEADER),
        ("Planner", Role.BODY),
        ("Page 1", Role.FOOTER),
    ]


def test_links_keep_their_target_and_words() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("See ")
    link = OxmlElement("w:hyperlink")
    target = word.part.relate_to("https://example.org/me", RELATIONSHIP_TYPE.HYPERLINK, True)
    link.set(qn("r:id"), target)
    link.append(parse_xml(f"<w:r {_W}><w:t>my page</w:t></w:r>"))
    paragraph._p.append(link)

    document = _read(word)

    (found,) = document.links
    assert document.text[found.start : found.end] == "my page"
    assert found.url == "https://example.org/me"


def test_a_link_made_by_a_field_is_one_too() -> None:
    run = "<w:r>{}</w:r>".format
    field = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText> HYPERLINK "https://example.org/me" </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>my page</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )

    document = extract_bytes(packages.docx(f"<w:p>{field}</w:p>"), "docx")

    assert document.text == "my page"
    assert [link.url for link in document.links] == ["https://example.org/me"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t>new</w:t></w:r>", "new"),
        ("<w:ins><w:r><w:t>added</w:t></w:r></w:ins>", "added"),
        ("<w:sdt><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt>", "chosen"),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>", "well-known"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>", "coop"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0A7'/><w:t>Built</w:t></w:r>", "Built"),
        ("<w:smartTag><w:r><w:t>Bremen</w:t></w:r></w:smartTag>", "Bremen"),
    ],
)
def test_markup_inside_a_paragraph_shows_its_text(markup: str, text: str) -> None:
    document = extract_bytes(packages.docx(f"<w:p>{markup}</w:p>"), "docx")

    assert document.text == text


def test_a_text_box_is_read_once_although_stored_twice() -> None:
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    content = "<w:txbxContent><w:p><w:r><w:t>Skills in a box</w:t></w:r></w:p></w:txbxContent>"
    box = (
        f"<mc:AlternateContent {spaces}><mc:Choice Requires='wps'><w:drawing><wps:txbx>{content}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Before</w:t></w:r><w:r>{box}</w:r></w:p>"

    assert _texts(extract_bytes(packages.docx(body), "docx")) == ["Before", "Skills in a box"]


def test_footnotes_that_are_referred_to_come_after_the_text() -> None:
    notes = (
        f"<w:footnotes {_W}><w:footnote w:id='2'><w:p><w:r><w:t>Grade 1.3</w:t></w:r></w:p>"
        "</w:footnote><w:footnote w:id='3'><w:p><w:r><w:t>unused</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    parts = {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": relations}
    body = '<w:p><w:r><w:t>Diploma</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'

    document = extract_bytes(packages.docx(body, parts=parts), "docx")

    assert _texts(document) == ["Diploma", "Grade 1.3"]


def test_sizes_come_down_the_chain_of_styles() -> None:
    word = docx.Document()
    word.styles["Normal"].font.size = Pt(9)
    word.add_paragraph("small")
    word.add_paragraph().add_run("large").font.size = Pt(24)

    assert [line.size for line in _read(word).lines] == [9.0, 24.0]


def test_a_locked_document_says_so() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

    with pytest.raises(UnreadableFile) as failure:
        extract_bytes(locked, "docx")

    assert failure.value.code is Unreadable.ENCRYPTED


def test_the_author_is_part_of_the_metadata() -> None:
    word = docx.Document()
    word.add_paragraph("x")
    word.core_properties.author = "Erika Example"

    assert _read(word).metadata["author"] == "Erika Example"


def _open_document(body: str, styles: str = "") -> Document:
    names = (
        'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:style="urn:s" xmlns:fo="urn:f"'
        ' xmlns:table="urn:tb" xmlns:draw="urn:d" xmlns:xlink="urn:x"'
    )
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return extract_bytes(packages.odt(content), "odt")


def test_open_documents_tell_headings_lists_and_emphasis() -> None:
    style = (
        '<style:style style:name="b"><style:text-properties fo:font-weight="bold"'
        ' fo:font-size="14pt"/></style:style>'
    )

    document = _open_document(
        "<text:h>Experience</text:h><text:list><text:list-item><text:p>Built a hall</text:p>"
        "</text:list-item><text:list-item><text:p>Ran a depot</text:p></text:list-item></text:list>"
        '<text:p text:style-name="b">Example Freight</text:p>',
        style,
    )

    heading, first, second, company = document.lines
    assert heading.role is Role.HEADING
    assert (first.bullet, second.bullet, company.bullet) == (True, True, False)
    assert (company.bold, company.size) == (True, 14.0)


def test_open_documents_show_spaces_tabs_links_tables_and_frames() -> None:
    document = _open_document(
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d <text:a xlink:href="https://'
        'example.org">my page</text:a></text:p><table:table><table:table-row><table:table-cell>'
        "<text:p>Excel</text:p></table:table-cell><table:table-cell><text:p>good</text:p>"
        "</table:table-cell></table:table-row></table:table><text:p><draw:frame><draw:text-box>"
        "<text:p>In a frame</text:p></draw:text-box></draw:frame></text:p>"
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
    )

    assert _texts(document) == ["a b\tc", "d my page", "Excel\tgood", "In a frame"]
    assert [link.url for link in document.links] == ["https://example.org"]
