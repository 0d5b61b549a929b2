"""ZIP files, sound and hostile."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Mapping


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of these files; a name that ends in a slash is a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def with_link(target: str) -> bytes:
    """Return a ZIP with a symbolic link."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("cv.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return packed.getvalue()


def overlapping() -> bytes:
    """Return a ZIP whose two entries are the same bytes."""
    packed = bytearray(zip_of({"a.txt": b"a" * 5000, "b.txt": b"a" * 5000}))
    first = packed.index(b"PK\x01\x02")
    second = packed.index(b"PK\x01\x02", first + 4)
    offset = struct.Struct("<L")
    offset.pack_into(packed, second + 42, offset.unpack_from(packed, first + 42)[0])
    return bytes(packed)


def with_password() -> bytes:
    """Return a ZIP whose entries say that they are encrypted."""
    packed = bytearray(zip_of({"a.txt": b"a text"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + flags] |= 1
    return bytes(packed)
