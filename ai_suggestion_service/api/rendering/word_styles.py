"""The empty DOCX each template starts from: page, fonts and styles, built once."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.rel import Relationships
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from api.rendering.templates import Template

_PAPERS = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}
_LINK_COLOUR = RGBColor(0x1F, 0x4E, 0x79)
# name: (size as a factor of the body's, space before, space after) in points
_HEADINGS = {
    "Title": (2.1, 0, 2),
    "Subtitle": (1.15, 0, 2),
    "Heading 1": (1.2, 12, 4),
    "Heading 2": (1.0, 6, 0),
}
_KEPT_STYLES = {*_HEADINGS, "Normal", "List Bullet", "Default Paragraph Font", "No List"}
# Parts of python-docx's own template that describe that template, not the résumé.
_FOREIGN_PARTS = ("stylesWithEffects", "thumbnail", "customXml", "extended-properties")


@cache
def blank(template: Template, paper: str, language: str) -> bytes:
    """Return the bytes of an empty document with the template's page and styles.

    Own styles: `Contact`, `Entry` (line under an entry's heading), `Letter`, character style
    `Hyperlink`.
    """
    document = docx.Document()
    _drop_foreign(document)
    _set_page(document, template, paper)
    _set_body(document, template, language)
    for name in _HEADINGS:
        _set_heading(_paragraph_style(document, name), name, template)
    _add_own_styles(document, template)
    _paragraph_style(document, "Heading 2").paragraph_format.tab_stops.add_tab_stop(
        Pt(_PAPERS[paper][0] - 2 * template.margin), WD_TAB_ALIGNMENT.RIGHT
    )
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _drop_foreign(document: Document) -> None:
    for rels in (document.part.package.rels, document.part.rels):
        _drop_relations(rels)
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.name_val.replace("heading", "Heading") not in _KEPT_STYLES:
            styles.remove(style)
    kept = {style.styleId for style in styles.style_lst}
    _drop_references(styles, "w:link", kept)
    _drop_references(document.part.numbering_part.element, "w:pStyle", kept)


def _drop_references(root: BaseOxmlElement, tag: str, kept: set[str]) -> None:
    """Remove the mentions of styles that are no longer there."""
    for element in list(root.iter(qn(tag))):
        parent = element.getparent()
        if parent is not None and element.get(qn("w:val")) not in kept:
            parent.remove(element)


def _drop_relations(rels: Relationships) -> None:
    for key in list(rels):
        if any(part in rels[key].reltype for part in _FOREIGN_PARTS):
            del rels[key]


def _set_page(document: Document, template: Template, paper: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Pt(side) for side in _PAPERS[paper])
    section.left_margin = section.right_margin = Pt(template.margin)
    section.top_margin = section.bottom_margin = Pt(template.margin * 0.85)


def _set_body(document: Document, template: Template, language: str) -> None:
    normal = _paragraph_style(document, "Normal")
    normal.font.size = Pt(template.size)
    _set_font(normal, template.font)
    _space(normal, 0, 2)
    normal.paragraph_format.line_spacing = 1.08
    normal.paragraph_format.widow_control = True
    tag = OxmlElement("w:lang", {qn("w:val"): language})
    normal.element.get_or_add_rPr().append(tag)
    _space(_paragraph_style(document, "List Bullet"), 0, 1)


def _set_heading(style: ParagraphStyle, name: str, template: Template) -> None:
    factor, before, after = _HEADINGS[name]
    _set_font(style, template.font)
    style.font.size = Pt(round(template.size * factor * 2) / 2)
    style.font.bold, style.font.italic = name != "Subtitle", False
    coloured = name in ("Title", "Heading 1")
    style.font.color.rgb = RGBColor.from_string(template.colour if coloured else "000000")
    _space(style, before, after)
    style.paragraph_format.keep_with_next = True
    _set_border(style, template.colour if template.rule and name == "Heading 1" else None)
    if name in ("Title", "Subtitle") and template.centred:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_own_styles(document: Document, template: Template) -> None:
    contact = _new_style(document, "Contact")
    if template.centred:
        contact.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    entry = _new_style(document, "Entry")
    entry.paragraph_format.keep_with_next = True
    _space(_new_style(document, "Letter"), 0, template.size)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(link, CharacterStyle)
    link.font.color.rgb = _LINK_COLOUR


def _new_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    return style


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _set_font(style: ParagraphStyle, name: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _space(style: ParagraphStyle, before: float, after: float) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _set_border(style: ParagraphStyle, colour: str | None) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if colour is None:
        return
    attributes = {"val": "single", "sz": "4", "space": "1", "color": colour}
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom", {qn(f"w:{key}"): text for key, text in attributes.items()})
    border.append(line)
    properties.insert_element_before(
        border,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )
