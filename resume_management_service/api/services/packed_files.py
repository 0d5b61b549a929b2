"""Files packed into one ZIP, taken out one at a time and without trust."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from django.conf import settings

from api.extraction.archive import Archive, Member
from api.extraction.detect import detect
from api.extraction.errors import UnreadableFile, UnsupportedFileType
from api.extraction.limits import ReadLimits
from api.services import incoming
from servicekit.errors import Invalid

# What file managers add, and what makes a ZIP a document.
_CLUTTER_FOLDERS = frozenset(["__MACOSX"])
_CLUTTER = frozenset(["thumbs.db", "desktop.ini"])
_DOCUMENT_PARTS = frozenset(["[Content_Types].xml", "mimetype"])


class UnsafeArchive(Invalid):
    """The ZIP is broken, protected by a password, a bomb, or names paths outside of itself."""

    code = "unsafe_archive"


class DamagedMember(Invalid):
    """One file in the ZIP is not what the ZIP's directory says."""

    code = "damaged_file"


def is_archive(stream: BinaryIO) -> bool:
    """Tell whether a file is a ZIP and no document; the stream is left at its start."""
    stream.seek(0)
    begins_so = stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    stream.seek(0)
    if not begins_so:
        return False
    try:
        detect(stream)
    except UnsupportedFileType:
        return True
    return False


class PackedFiles:
    """The files in a ZIP; `members` are those that somebody meant to send."""

    def __init__(self, stream: BinaryIO) -> None:
        """Check the whole archive before anything is unpacked.

        Raises:
            UnsafeArchive
        """
        limits = ReadLimits(max_archive_bytes=settings.MAX_BATCH_BYTES)
        try:
            self._archive = Archive(stream, limits)
        except UnreadableFile as error:
            raise UnsafeArchive(f"The ZIP cannot be taken: {error.detail}.") from error
        for member in self._archive.members:
            _require_safe(member)
        self.members = list(_meant(self._archive.members))

    @property
    def is_document(self) -> bool:
        """Tell whether the ZIP is an office document of some kind."""
        return any(name in self._archive for name in _DOCUMENT_PARTS)

    def open(self, member: Member) -> BinaryIO:
        """Return a member's bytes, unpacked into memory.

        Raises:
            EmptyFile, FileTooLarge, DamagedMember
        """
        incoming.require_allowed_size(member.size)
        try:
            return io.BytesIO(self._archive.read(member.name, settings.MAX_UPLOAD_BYTES))
        except UnreadableFile as error:
            raise DamagedMember(f"The file cannot be unpacked: {error.detail}.") from error


def _require_safe(member: Member) -> None:
    path = PurePosixPath(member.name.replace("\\", "/"))
    drive = len(member.name) > 1 and member.name[1] == ":"
    outside = path.is_absolute() or ".." in path.parts or drive or "\x00" in member.name
    if outside or member.is_link:
        raise UnsafeArchive("The ZIP names a file outside of itself.")


def _meant(members: list[Member]) -> Iterator[Member]:
    for member in members:
        path = PurePosixPath(member.name.replace("\\", "/"))
        clutter = path.name.startswith(".") or path.name.lower() in _CLUTTER
        if not member.is_folder and not clutter and path.parts[0] not in _CLUTTER_FOLDERS:
            yield member
