"""ZIP containers (DOCX, ODT) opened without trusting what they say about themselves."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.limits import ReadLimits

_END_RECORD: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
_MAX_DIRECTORY_BYTES: Final = 2**20
_MAX_RATIO: Final = 250
_RATIO_FREE_BYTES: Final = 4 * 2**20
_STORED, _DEFLATED = 0, 8
_ENCRYPTED_FLAG: Final = 1


def end_record_offset(stream: BinaryIO) -> int | None:
    """Return where the end-of-central-directory record starts, None if the tail holds none."""
    size = stream.seek(0, 2)
    start = max(0, size - _END_RECORD.size - 65_535)
    stream.seek(start)
    found = stream.read().rfind(_END_MARK)
    return None if found < 0 or start + found + _END_RECORD.size > size else start + found


def has_directory(stream: BinaryIO) -> bool:
    """Return whether the stream ends like a ZIP archive, whatever it starts with."""
    offset = end_record_offset(stream)
    if offset is None:
        return False
    stream.seek(offset)
    directory_bytes = _END_RECORD.unpack(stream.read(_END_RECORD.size))[5]
    if directory_bytes > offset:
        return False
    stream.seek(offset - directory_bytes)
    return stream.read(4) in (b"PK\x01\x02", _END_MARK)


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of an archive: its name as stored, its unpacked size in bytes, what it is."""

    name: str
    size: int
    is_folder: bool
    is_link: bool


class Archive:
    """A checked ZIP file; raises `UnreadableFile` when it is broken, encrypted or a bomb."""

    def __init__(self, stream: BinaryIO, limits: ReadLimits | None = None) -> None:
        self._stream = stream
        self._limits = limits or ReadLimits()
        self._check_directory()
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _broken("the archive's directory is damaged") from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check_members()

    @property
    def names(self) -> list[str]:
        """Return the members' names in directory order."""
        return list(self._members)

    @property
    def members(self) -> list[Member]:
        """Return what the archive holds, in directory order."""
        return [_member(info) for info in self._members.values()]

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def first_name(self) -> str:
        """Return the name of the member that lies first in the file."""
        return min(self._members.values(), key=lambda info: info.header_offset).filename

    def read(self, name: str, limit: int | None = None) -> bytes:
        """Return one member's bytes; more than `limit` (default: the set limit) is refused."""
        limit = limit or self._limits.max_member_bytes
        info = self._members.get(name)
        if info is None:
            raise _broken(f"the part {name[:80]!r} is missing")
        if info.file_size > limit:
            raise _broken(f"the part {name[:80]!r} is larger than {limit} bytes")
        return self._inflate(info, limit)

    def _inflate(self, info: zipfile.ZipInfo, limit: int) -> bytes:
        try:
            with self._zip.open(info) as member:
                content = member.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise _broken(f"the part {info.filename[:80]!r} is damaged") from error
        if len(content) > limit:
            raise _broken(f"the part {info.filename[:80]!r} is larger than {limit} bytes")
        return content

    def _check_directory(self) -> None:
        offset = end_record_offset(self._stream)
        if offset is None:
            raise _broken("the archive's end is missing")
        self._stream.seek(offset)
        record = _END_RECORD.unpack(self._stream.read(_END_RECORD.size))
        entries, directory_bytes, directory_offset = record[4], record[5], record[6]
        if entries > self._limits.max_archive_members or directory_bytes > _MAX_DIRECTORY_BYTES:
            raise _broken("the archive has too many members")
        if directory_offset + directory_bytes != offset:
            raise _broken("the archive's directory is not where it says")
        if offset + _END_RECORD.size + record[7] != self._stream.seek(0, 2):
            raise _broken("something else follows the archive")

    def _check_members(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > self._limits.max_archive_members or len(infos) != len(self._members):
            raise _broken("the archive has too many members or two of one name")
        if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
            raise UnreadableFile(Unreadable.ENCRYPTED, "the archive is protected by a password")
        if any(info.compress_type not in (_STORED, _DEFLATED) for info in infos):
            raise _broken("the archive is packed by an unusual method")
        if sum(info.file_size for info in infos) > self._limits.max_archive_bytes:
            raise _broken("the archive unpacks to too much")
        if any(_is_bomb(info) for info in infos):
            raise _broken("the archive is packed too tightly")
        self._check_overlap(infos)

    def _check_overlap(self, infos: list[zipfile.ZipInfo]) -> None:
        free_from = 0
        for start, end in self._extents(infos):
            if start < free_from or end > self._zip.start_dir:
                raise _broken("members of the archive overlap")
            free_from = end

    def _extents(self, infos: list[zipfile.ZipInfo]) -> Iterator[tuple[int, int]]:
        for info in sorted(infos, key=lambda info: info.header_offset):
            self._stream.seek(info.header_offset)
            header = self._stream.read(_LOCAL_HEADER.size)
            if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
                raise _broken("a member of the archive is missing")
            name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)[-2:]
            end = info.header_offset + _LOCAL_HEADER.size + name_bytes + extra_bytes
            yield info.header_offset, end + info.compress_size


def _member(info: zipfile.ZipInfo) -> Member:
    mode = info.external_attr >> 16
    return Member(info.orig_filename, info.file_size, info.is_dir(), stat.S_ISLNK(mode))


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > max(_RATIO_FREE_BYTES, _MAX_RATIO * info.compress_size)


def _broken(detail: str) -> UnreadableFile:
    return UnreadableFile(Unreadable.BROKEN, detail)
