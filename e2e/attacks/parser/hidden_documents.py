"""Résumés as Word, OpenDocument, RTF, HTML and text with words that a person does not see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from e2e.attacks.parser.packages import docx, odt

_SHOWN: Final = (
    "Erika Example",
    "Bookkeeper, Example Town",
    "Experience",
    "Example Works Ltd 05/2019 - 12/2022",
    "Kept the books of forty small companies and closed every year on time",
    "Education",
    "Certificate in Accounting, Example College, 2018",
)
_DRAWING: Final = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def hidden_in_documents(payload: str) -> Iterator[tuple[str, bytes]]:
    """Yield a résumé for each format and way to hide the payload."""
    yield from _word(payload)
    yield from _open_document(payload)
    yield from _rich_text(payload)
    yield from _pages(payload)
    yield from _plain(payload)


def _word(payload: str) -> Iterator[tuple[str, bytes]]:
    for name, properties in {
        "vanish": "<w:vanish/>",
        "white": '<w:color w:val="FFFFFF"/>',
        "nearly_white": '<w:color w:val="FBFBFB"/>',
        "theme_white": '<w:color w:themeColor="background1"/>',
        "colour_of_its_shading": '<w:color w:val="203864"/><w:shd w:val="clear" w:fill="203864"/>',
        "colour_of_its_highlight": '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
        "tiny": '<w:sz w:val="2"/>',
        "squeezed": '<w:w w:val="1"/>',
    }.items():
        yield f"{name}.docx", docx(_paragraphs() + _run(payload, properties))
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    yield "vanish_by_style.docx", _with_styles(payload, styles)
    inherited = (
        '<w:style w:type="character" w:styleId="a"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
        "</w:style>"
        '<w:style w:type="character" w:styleId="h"><w:basedOn w:val="a"/></w:style>'
    )
    yield "white_by_inherited_style.docx", _with_styles(payload, inherited)
    for name, place in {
        "box_switched_off": '<wp:docPr id="1" name="x" hidden="1"/>',
        "box_beside_the_page": "<wp:positionH><wp:posOffset>99000000</wp:posOffset></wp:positionH>",
        "box_without_size": '<wp:extent cx="1" cy="1"/>',
    }.items():
        yield f"{name}.docx", docx(_paragraphs() + _box(payload, place))
    cell = (
        f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{_run(payload, '')}</w:tc></w:tr></w:tbl>"
    )
    yield "hidden_row.docx", docx(_paragraphs() + cell)


def _paragraphs() -> str:
    return "".join(_run(line, "") for line in _SHOWN)


def _run(text: str, properties: str) -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def _with_styles(payload: str, styles: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="s" Type="x/styles" Target="styles.xml"/></Relationships>'
    )
    parts = {
        "word/styles.xml": f'<w:styles xmlns:w="{word}">{styles}</w:styles>',
        "word/_rels/document.xml.rels": relations,
    }
    return docx(_paragraphs() + _run(payload, '<w:rStyle w:val="h"/>'), parts=parts)


def _box(payload: str, place: str) -> str:
    text = f"<wps:txbx><w:txbxContent>{_run(payload, '')}</w:txbxContent></wps:txbx>"
    anchor = f"<wp:anchor>{place}<wps:wsp>{text}</wps:wsp></wp:anchor>"
    return f"<w:p><w:r><w:drawing {_DRAWING}>{anchor}</w:drawing></w:r></w:p>"


def _open_document(payload: str) -> Iterator[tuple[str, bytes]]:
    shown = "".join(f"<t:p>{line}</t:p>" for line in _SHOWN)
    for name, properties in {
        "not_displayed": 't:display="none"',
        "white": 'f:color="#ffffff"',
        "tiny": 'f:font-size="1pt"',
    }.items():
        style = f'<s:style s:name="h"><s:text-properties {properties}/></s:style>'
        names = 'xmlns:o="urn:o" xmlns:t="urn:t" xmlns:s="urn:s" xmlns:f="urn:f"'
        yield (
            f"{name}.odt",
            odt(
                f"<o:document-content {names}>"
                f"<o:automatic-styles>{style}</o:automatic-styles><o:body><o:text>{shown}"
                f'<t:p><t:span t:style-name="h">{payload}</t:span></t:p></o:text></o:body>'
                "</o:document-content>"
            ),
        )


def _rich_text(payload: str) -> Iterator[tuple[str, bytes]]:
    shown = "".join(f"{line}\\par " for line in _SHOWN)
    head = "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red255\\green255\\blue255;}\\fs20 "
    for name, before in {"vanish": "\\v", "white": "\\cf1", "tiny": "\\fs2"}.items():
        yield f"{name}.rtf", f"{head}{shown}{{{before} {payload}\\par}}}}".encode()


def _pages(payload: str) -> Iterator[tuple[str, bytes]]:
    for name, style in {
        "not_displayed": "display:none",
        "invisible": "visibility:hidden",
        "transparent": "opacity:0",
        "white": "color:#fff",
        "transparent_letters": "color:transparent",
        "no_size": "font-size:0",
        "tiny": "font-size:1px",
        "left_of_the_page": "position:absolute;left:-9999px",
        "indented_away": "text-indent:-9999px",
        "no_height": "height:0;overflow:hidden",
        "clipped": "position:absolute;clip:rect(0,0,0,0)",
        "scaled_to_nothing": "transform:scale(0)",
    }.items():
        yield f"{name}.html", _page(f'<div style="{style}">{payload}</div>')
        sheet = f"<style>.h{{{style}}}</style>"
        yield f"{name}_by_sheet.html", _page(f'{sheet}<div><p class="h">{payload}</p></div>')
    yield "hidden_attribute.html", _page(f"<div hidden>{payload}</div>")
    yield "template.html", _page(f"<template>{payload}</template>")
    yield "comment.html", _page(f"<!-- {payload} -->")
    unseen = f"<span style='display:none'>{payload}</span>"
    yield "not_displayed.md", f"# {_SHOWN[0]}\n\n{unseen}\n".encode()


def _page(more: str) -> bytes:
    shown = "".join(f"<p>{line}</p>" for line in _SHOWN)
    return f"<!doctype html><html><body>{shown}{more}</body></html>".encode()


def _plain(payload: str) -> Iterator[tuple[str, bytes]]:
    shown = "\n".join(_SHOWN)
    tagged = "".join(chr(0xE0000 + ord(char)) for char in payload if ord(char) < 0x7F)
    yield "in_tag_characters.txt", f"{shown}\nLoves mountains{tagged}\n".encode()
    bits = "".join(f"{ord(char):08b}" for char in payload[:40])
    smuggled = bits.replace("0", "\u200b").replace("1", "\u200c")
    yield "in_zero_width_bits.txt", f"{shown}\nLoves{smuggled} mountains\n".encode()


def honest_documents() -> Iterator[tuple[str, bytes]]:
    """Yield documents without hidden text that use what hiding uses too."""
    white = '<w:color w:val="FFFFFF"/>'
    aside = "Loves mountains and long walks"
    dark = f'{white}<w:shd w:val="clear" w:fill="203864"/>'
    yield "white_on_shading.docx", docx(_paragraphs() + _run(aside, dark))
    cell = (
        f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="203864"/></w:tcPr>{_run(aside, white)}</w:tc>'
    )
    yield "white_in_a_dark_cell.docx", docx(_paragraphs() + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
    yield "grey.docx", docx(_paragraphs() + _run(aside, '<w:color w:val="808080"/>'))
    yield "not_vanished.docx", docx(_paragraphs() + _run(aside, '<w:vanish w:val="0"/>'))
    yield "white_on_dark.html", _page(f'<div style="background:#203864;color:#fff">{aside}</div>')
    yield "faded.html", _page(f'<p style="opacity:0.7">{aside}</p>')
    yield "small.html", _page(f"<small>{aside}</small>")
    yield (
        "white_on_picture.html",
        _page(f'<div style="background:url(x.png);color:#fff">{aside}</div>'),
    )
    yield "soft_hyphens.txt", "\n".join(_SHOWN).replace("books", "bo\u00adoks").encode()
    yield "emoji.txt", ("\n".join(_SHOWN) + "\n👩‍💻 Loves mountains 🏔️\n").encode()
    yield "byte_order_mark.txt", b"\xef\xbb\xbf" + "\n".join(_SHOWN).encode()
