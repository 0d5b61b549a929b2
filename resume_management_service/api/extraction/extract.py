"""Bytes of a known kind → visible text in reading order."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from typing import Final

from api.extraction.assemble import Reading, assemble
from api.extraction.detect import FileKind
from api.extraction.document import Document
from api.extraction.docx.reader import read_docx
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.html.reader import read_html
from api.extraction.limits import ReadLimits
from api.extraction.markdown import read_markdown
from api.extraction.odt import read_odt
from api.extraction.pdf.reader import read_pdf
from api.extraction.rtf.reader import read_rtf
from api.extraction.text import read_text
from api.extraction.warming import samples

_ROUNDS: Final = 10  # after which the interpreter has specialised what it runs most
Recognised = Mapping[str, str]
_CODECS: Final = [
    "ascii",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
    "latin-1",
    "idna",
    "cp437",
    "cp850",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859-2",
    "iso8859-15",
    "mac-roman",
]


def extract_bytes(
    data: bytes,
    kind: str,
    limits: Mapping[str, int] | None = None,
    ocr: Recognised | None = None,
) -> Document:
    """Read a whole file of a kind that `detect` told.

    `ocr` is tesseract's TSV by page number; None says that there is no OCR, so scanned pages end
    as warnings. Raises `UnreadableFile`, and `OcrNeeded` when pages want OCR that is to be had.
    """
    bounds = ReadLimits.of(limits)
    reading = _read(data, FileKind(kind), bounds, ocr)
    document = assemble(reading, str(kind), bounds)
    if not document.text:
        pictured = any(finding.code == "needs_ocr" for finding in document.warnings)
        detail = (
            "the file shows its text as pictures only" if pictured else "the file shows no text"
        )
        raise UnreadableFile(Unreadable.NO_TEXT, detail)
    return document


def _read(data: bytes, kind: FileKind, limits: ReadLimits, ocr: Recognised | None) -> Reading:
    if kind is FileKind.PDF:
        return read_pdf(data, limits, ocr)
    if kind is FileKind.DOCX:
        return read_docx(data, limits)
    if kind is FileKind.ODT:
        return read_odt(data, limits)
    return _READERS[kind](data)


_READERS: Final[dict[FileKind, Callable[[bytes], Reading]]] = {
    FileKind.RTF: read_rtf,
    FileKind.HTML: read_html,
    FileKind.MARKDOWN: read_markdown,
    FileKind.TXT: read_text,
}


def warm_up() -> None:
    """Load what reading will need, because a confined child can open nothing."""
    for codec in _CODECS:
        codecs.lookup(codec)
    for kind, data in samples():
        for _ in range(_ROUNDS):
            extract_bytes(data, kind)
