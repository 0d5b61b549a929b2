"""What a file is, by its content; the name only tells Markdown from plain text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO, Final

from api.extraction.archive import Archive, has_directory
from api.extraction.errors import Unreadable, UnreadableFile, UnsupportedFileType

_HEAD_BYTES: Final = 4096
_CHUNK_BYTES: Final = 64 * 1024
_PART_BYTES: Final = 2**20
_TEXT_CONTROLS: Final = frozenset(b"\t\n\x0b\x0c\r\x1a\x1b\x85")
_ODD_CONTROLS: Final = bytes(code for code in range(32) if code not in _TEXT_CONTROLS)
_PDF_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00]{0,32}%PDF-\d")
_RTF_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,16}\{\\rtf")
_HTML_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|title|meta|body|style|div|p|h[1-6]|table|section|article|main"
    r"|header|ul|ol|span|font|center|br|b|i|a)(?:\s|/?>)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FOREIGN_MARKUP: Final = re.compile(r"\s*(?:<\?xml|<svg|<!doctype|<rss|<\?php|%!PS)", re.IGNORECASE)
_MARKDOWN_NAME: Final = re.compile(r"\.(?:md|markdown|mdown|mkd)\Z", re.IGNORECASE)
_WORD_MAIN: Final = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_ODT_MIME: Final = b"application/vnd.oasis.opendocument.text"
_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_BINARY_MAGIC: Final = (
    b"\x7fELF",
    b"MZ",
    b"%!PS",
    b"\xca\xfe\xba\xbe",
    b"GIF8",
    b"BM",
    b"8BPS",
    b"\xff\xd8",
)


class FileKind(StrEnum):
    """An accepted type of résumé file."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    HTML = "html"
    TXT = "txt"
    MARKDOWN = "md"

    @property
    def mime_type(self) -> str:
        """Return the registered media type."""
        return _MIME_TYPES[self]

    @property
    def extension(self) -> str:
        """Return the usual file name ending with its dot."""
        return f".{self.value}"


_MIME_TYPES: Final = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.RTF: "application/rtf",
    FileKind.HTML: "text/html",
    FileKind.TXT: "text/plain",
    FileKind.MARKDOWN: "text/markdown",
}


def detect(stream: BinaryIO, name: str = "") -> FileKind:
    """Return the kind of a seekable stream, reading a little of it at a time.

    The stream is left at its start. Raises `UnsupportedFileType` for any other content, for two
    types in one file, and for an empty file. An encrypted Word document counts as DOCX.
    """
    try:
        return _detect(stream, name)
    finally:
        stream.seek(0)


def _detect(stream: BinaryIO, name: str) -> FileKind:
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    if not head:
        raise UnsupportedFileType("the file is empty")
    if head.startswith(b"PK\x03\x04"):
        return _detect_package(stream)
    if head.startswith(_OLE_MAGIC):
        return _detect_compound(stream)
    if has_directory(stream):
        raise UnsupportedFileType("the file is a ZIP archive behind something else")
    if _PDF_START.match(head):
        return FileKind.PDF
    if _RTF_START.match(head):
        return FileKind.RTF
    return _detect_text(stream, head, name)


def _detect_package(stream: BinaryIO) -> FileKind:
    try:
        archive = Archive(stream)
        if archive.first_name() == "mimetype" or "[Content_Types].xml" not in archive:
            return _detect_open_document(archive)
        types = archive.read("[Content_Types].xml", _PART_BYTES)
    except UnreadableFile as error:
        if error.code is Unreadable.ENCRYPTED:
            raise UnsupportedFileType("the file is a ZIP archive with a password") from error
        raise UnsupportedFileType(f"the file is not a sound document: {error.detail}") from error
    if any(main in types for main in _WORD_MAIN):
        return FileKind.DOCX
    raise UnsupportedFileType("the file is an Office package, but no Word document")


def _detect_open_document(archive: Archive) -> FileKind:
    if "mimetype" not in archive:
        raise UnsupportedFileType("the file is a ZIP archive, not a document")
    mime = archive.read("mimetype", 200).strip()
    if mime in (_ODT_MIME, _ODT_MIME + b"-template"):
        return FileKind.ODT
    raise UnsupportedFileType("the file is an OpenDocument, but no text document")


def _detect_compound(stream: BinaryIO) -> FileKind:
    """Tell a password-protected Word package from old binary Office files."""
    stream.seek(0)
    for chunk in _chunks(stream, overlap=len(_ENCRYPTED_PACKAGE)):
        if _ENCRYPTED_PACKAGE in chunk:
            return FileKind.DOCX
    raise UnsupportedFileType("the file is an old binary Office document")


def _detect_text(stream: BinaryIO, head: bytes, name: str) -> FileKind:
    if b"%PDF-" in head and not head.isascii():
        raise UnsupportedFileType("the file is a PDF document behind something else")
    encoding = wide_encoding(head)
    if encoding is None:
        _refuse_binary(stream, head)
    text = head.decode(encoding or "utf-8", errors="replace").lstrip("\ufeff")
    if encoding is not None and not _is_readable(text):
        raise UnsupportedFileType("the file is binary")
    if _FOREIGN_MARKUP.match(text) and not _HTML_START.match(text):
        raise UnsupportedFileType("the file is markup of another kind")
    if _MARKDOWN_NAME.search(name) and not _HTML_PAGE.match(text):
        return FileKind.MARKDOWN
    return FileKind.HTML if _HTML_START.match(text) else FileKind.TXT


def wide_encoding(head: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 codec a text starts in, None for one-byte encodings."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return codec
    sample = head[: len(head) // 2 * 2]
    if len(sample) >= 8 and sample[1::2].count(0) > 0.4 * len(sample) > sample[::2].count(0) * 8:
        return "utf-16-le"
    if len(sample) >= 8 and sample[::2].count(0) > 0.4 * len(sample) > sample[1::2].count(0) * 8:
        return "utf-16-be"
    return None


_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _refuse_binary(stream: BinaryIO, head: bytes) -> None:
    if head.startswith(_BINARY_MAGIC):
        raise UnsupportedFileType("the file is a program or a picture")
    stream.seek(0)
    odd = total = 0
    for chunk in _chunks(stream, overlap=0):
        if 0 in chunk:
            raise UnsupportedFileType("the file is binary")
        odd += len(chunk) - len(chunk.translate(None, _ODD_CONTROLS))
        total += len(chunk)
    if odd * 100 > total:
        raise UnsupportedFileType("the file is binary")


def _is_readable(text: str) -> bool:
    odd = sum(not (char.isprintable() or char.isspace()) or char == "\ufffd" for char in text)
    return odd * 20 <= len(text)


def _chunks(stream: BinaryIO, overlap: int) -> Iterator[bytes]:
    tail = b""
    while chunk := stream.read(_CHUNK_BYTES):
        yield tail + chunk
        tail = chunk[-overlap:] if overlap else b""
