"""The text of finished files, by libraries that had no part in writing them."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

# PDFium must not be entered by two threads of one process.
_PDFIUM = threading.Lock()
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr"})


def read_pdf(data: bytes) -> str:
    """Give the text of a PDF, without the numbers of its pages."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            return "\n".join(_page_text(page) for page in document)
        finally:
            document.close()


def _page_text(page: pypdfium2.PdfPage) -> str:
    textpage = page.get_textpage()
    try:
        # A hyphen at the end of a line comes as U+FFFE; the templates never hyphenate words.
        text = textpage.get_text_bounded().replace("\ufffe", "-").replace("\x02", "-")
    finally:
        textpage.close()
        page.close()
    lines = text.splitlines()
    return "\n".join(line for line in lines if not _is_page_number(line))


def _is_page_number(line: str) -> bool:
    page, slash, total = line.partition(" / ")
    return bool(slash) and page.isdigit() and total.isdigit()


def read_docx(data: bytes) -> str:
    """Give the text of a DOCX, a line a paragraph."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        body = archive.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(body, parser)
    return "\n".join("".join(_runs(paragraph)) for paragraph in root.iter(f"{_W}p"))


def _runs(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in _BREAKS:
            yield "\n"


READERS: Mapping[str, Callable[[bytes], str]] = {"pdf": read_pdf, "docx": read_docx}
