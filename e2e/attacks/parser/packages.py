"""Building Word and OpenDocument packages byte by byte, sound or not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
PACKAGE_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="{target}"/></Relationships>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT_MIME = "application/vnd.oasis.opendocument.text"


@dataclass
class Member:
    """A member of an archive with what its headers claim; None claims the truth."""

    name: str
    content: bytes
    method: int = 8
    claimed_size: int | None = None
    flags: int = 0
    packed: bytes | None = None
    header_at: int | None = None


def document(body: str, prolog: str = "") -> str:
    """Return a main part with a body."""
    return f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def docx(body: str, prolog: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return a Word document with further parts by name."""
    return package({"word/document.xml": document(body, prolog), **(parts or {})})


def package(members: dict[str, str], target: str = "word/document.xml") -> bytes:
    """Return a Word package with the given parts."""
    shell = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS.format(target=target),
    }
    return zipped(shell | members)


def odt(content: str) -> bytes:
    """Return an OpenDocument text with the given content part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODT_MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return packed.getvalue()


def zipped(members: dict[str, str]) -> bytes:
    """Return a sound archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return packed.getvalue()


def deflated(content: bytes) -> bytes:
    """Return a raw deflate stream."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def endless(pattern: bytes, times: int) -> bytes:
    """Return a raw deflate stream of a pattern repeated, never holding what it unpacks to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(pattern) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(pattern) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (times - 1) + packer.flush()


def raw_zip(
    members: list[Member], *, comment: bytes = b"", claimed_count: int | None = None
) -> bytes:
    """Write an archive exactly as told, lies included."""
    body, directory = bytearray(), bytearray()
    for member in members:
        packed = _packed(member)
        at = len(body) if member.header_at is None else member.header_at
        directory += _entry(member, packed, at)
        if member.header_at is None:
            body += _local(member, packed) + packed
    count = min(len(members) if claimed_count is None else claimed_count, 0xFFFF)
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), len(comment)
    )
    return bytes(body + directory) + end + comment


def _packed(member: Member) -> bytes:
    if member.packed is not None:
        return member.packed
    return deflated(member.content) if member.method == 8 else member.content


def _sizes(member: Member, packed: bytes) -> tuple[int, int, int]:
    claimed = len(member.content) if member.claimed_size is None else member.claimed_size
    return zlib.crc32(member.content), len(packed), claimed


def _local(member: Member, packed: bytes) -> bytes:
    name = member.name.encode()
    head = struct.pack("<4s5H", b"PK\x03\x04", 20, member.flags, member.method, 0, 33)
    return head + struct.pack("<3L2H", *_sizes(member, packed), len(name), 0) + name


def _entry(member: Member, packed: bytes, at: int) -> bytes:
    name = member.name.encode()
    head = struct.pack("<4s6H", b"PK\x01\x02", 20, 20, member.flags, member.method, 0, 33)
    rest = struct.pack("<3L5H2L", *_sizes(member, packed), len(name), 0, 0, 0, 0, 0, at)
    return head + rest + name


def shell_members() -> list[Member]:
    """Return the members every Word package begins with."""
    return [
        Member("[Content_Types].xml", CONTENT_TYPES.encode()),
        Member("_rels/.rels", PACKAGE_RELATIONS.format(target="word/document.xml").encode()),
    ]
