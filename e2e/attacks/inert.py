"""What an exported file must not hold: anything that acts, and references to the outside."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO
from typing import Any

ACTIVE_PDF = (
    b"/JavaScript",
    b"/JS",
    b"/OpenAction",
    b"/AA",
    b"/Launch",
    b"/SubmitForm",
    b"/ImportData",
    b"/GoToR",
    b"/EmbeddedFile",
    b"/AcroForm",
    b"/RichMedia",
    b"/XFA",
)
ACTIVE_DOCX = ("fldChar", "fldSimple", "instrText", "altChunk", "w:object", "w:drawing", "attached")
ACTIVE_MEMBERS = re.compile(r"vbaProject|embeddings|activeX|media/|externalLinks", re.IGNORECASE)
_SAFE_LINK = re.compile(r"https?://|mailto:")
_FORMULA = re.compile(r"^[=@]|^[+-](?![\d\s()./-]*$)(?!\s)")


def active_parts(data: bytes, kind: str, links: Collection[str] = ()) -> list[str]:
    """Name what acts in a file of `kind` (pdf, docx, text, json); `links` may be linked to."""
    match kind:
        case "pdf":
            return _in_pdf(data, links)
        case "docx":
            return _in_docx(data, links)
        case "json":
            return _in_json(data)
    return [f"formula: {line[:40]}" for line in data.decode().splitlines() if _FORMULA.match(line)]


def pdf_objects(data: bytes) -> bytes:
    """Return what is outside content streams, with object streams inflated."""
    streams = re.findall(
        rb"<<([^>]*?/Type ?/ObjStm[^>]*)>>\s*stream\r?\n(.*?)endstream", data, re.DOTALL
    )
    outside = re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.DOTALL)
    return outside + b"".join(zlib.decompress(body) for _, body in streams)


def without_strings(objects: bytes) -> bytes:
    """Take out strings from the inside: parentheses may nest in them."""
    objects = re.sub(rb"\\.", b"", objects, flags=re.DOTALL)
    count = 1
    while count:
        objects, count = re.subn(rb"\([^()]*\)", b"", objects)
    return objects


def active_in_pdf(data: bytes) -> list[str]:
    """Name the keys of a PDF that make a reader do something, and actions other than links."""
    objects = without_strings(pdf_objects(data))
    found = [mark.decode() for mark in ACTIVE_PDF if re.search(re.escape(mark) + rb"\b", objects)]
    actions = set(re.findall(rb"/S ?/(URI|GoTo\w*|Launch|JavaScript|Named)\b", objects))
    return found + [action.decode() for action in sorted(actions - {b"URI"})]


def _in_pdf(data: bytes, links: Collection[str]) -> list[str]:
    targets = [
        uri.decode("latin-1") for uri in re.findall(rb"/URI ?\(([^)]*)\)", pdf_objects(data))
    ]
    return active_in_pdf(data) + _strange(targets, links)


def _in_docx(data: bytes, links: Collection[str]) -> list[str]:
    archive = zipfile.ZipFile(BytesIO(data))
    parts = {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}
    found = [mark for mark in ACTIVE_DOCX if re.search(f"<[^>]*{mark}", parts["word/document.xml"])]
    found += [name for name in parts if ACTIVE_MEMBERS.search(name)]
    targets = [
        target
        for text in parts.values()
        for target in re.findall(r'Target="([^"]+)" TargetMode="External"', text)
    ]
    return found + _strange(targets, links)


def _in_json(data: bytes) -> list[str]:
    found = ["a tag"] if b"<" in data else []
    return found + [f"link: {url[:40]}" for url in _urls(json.loads(data)) if not _is_safe(url)]


def _urls(value: Any, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [url for name, item in value.items() for url in _urls(item, name)]
    if isinstance(value, list):
        return [url for item in value for url in _urls(item, key)]
    return [value] if key == "url" else []


def _strange(targets: list[str], links: Collection[str]) -> list[str]:
    return [
        f"link: {target[:60]}"
        for target in targets
        if not _is_safe(target) or target.rstrip("/") not in links
    ]


def _is_safe(target: str) -> bool:
    return bool(_SAFE_LINK.match(target)) or ("://" not in target and ":" not in target)
