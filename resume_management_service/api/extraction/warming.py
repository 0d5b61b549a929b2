"""Small files of each kind. A child can open nothing, so its parent reads these before the fork."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from api.extraction.detect import FileKind

_LINES: Final = (
    "Erika Example",
    "Experience",
    "Example Works 05/2019 - today",
    "\\225 Built and led what was asked for in teams of six",
)
_HTML: Final = b"""<!doctype html><title>x</title><style>p{color:#111}</style><h1>Erika Example</h1>
<p style="font-size:11pt">Works at <a href="https://example.com">Example</a></p><ul><li>One</ul>
<table><tr><td>Skill</td><td>Level</td></tr></table><div style="display:none">unseen</div>"""
_RTF: Final = rb"""{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;}
\b Erika Ex\'e4mple\b0\par {\field{\*\fldinst HYPERLINK "https://example.com"}{\fldrslt x}}\par
\trowd\intbl a\cell b\cell\row}"""
_MARKDOWN: Final = (
    b"# Erika Example\n\n- **Built** [it](https://example.com)\n\n| a | b |\n|---|---|\n"
)
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DOCX: Final = {
    "[Content_Types].xml": "<Types xmlns='t'><Override PartName='/word/document.xml' ContentType="
    f"'{FileKind.DOCX.mime_type}.main+xml'/></Types>",
    "word/document.xml": f"<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val='a'/></w:pPr>"
    "<w:r><w:rPr><w:b/><w:sz w:val='22'/></w:rPr><w:t>Erika Example</w:t></w:r></w:p><w:tbl><w:tr>"
    "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
}
_ODT: Final = {
    "mimetype": FileKind.ODT.mime_type,
    "content.xml": "<d xmlns:o='o:'><o:body><o:text><o:p>Erika</o:p></o:text></o:body></d>",
}


def samples() -> Iterator[tuple[FileKind, bytes]]:
    """Yield a readable file of each kind."""
    yield FileKind.PDF, _pdf()
    yield FileKind.DOCX, _zip(_DOCX)
    yield FileKind.ODT, _zip(_ODT)
    yield FileKind.RTF, _RTF
    yield FileKind.HTML, _HTML
    yield FileKind.MARKDOWN, _MARKDOWN
    yield FileKind.TXT, "Erika Exämple\n\n- Built it\tsince 2019\n".encode("utf-16")


def _pdf() -> bytes:
    """Return a page with text in two fonts, a filled rectangle and a link."""
    shown = "".join(
        f"BT /F{1 + place % 2} 11 Tf 72 {700 - 20 * place} Td ({line}) Tj ET\n"
        for place, line in enumerate(_LINES)
    )
    content = f"0.9 g 70 690 200 20 re f 0 g\n{shown}"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 6 0 R/Annots[7 0 R]"
        "/Resources<</Font<</F1 4 0 R/F2 5 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Bold/Encoding/WinAnsiEncoding>>",
        f"<</Length {len(content)}>>stream\n{content}endstream",
        "<</Type/Annot/Subtype/Link/Rect[72 690 200 712]/A<</S/URI/URI(https://example.com)>>>>",
    ]
    body = "".join(f"{place} 0 obj{part}endobj\n" for place, part in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n".encode("latin-1")


def _zip(members: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return packed.getvalue()
