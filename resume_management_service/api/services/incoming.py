"""Looking at a file before it is stored: size, real type, hash."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from django.conf import settings

from api.extraction.detect import detect
from api.extraction.errors import UnsupportedFileType
from servicekit.errors import Invalid, TooLarge, Unsupported

CHUNK = 1024 * 1024
LONGEST_FILE_NAME = 255


class EmptyFile(Invalid):
    """The file has no bytes."""

    code = "empty_file"
    detail = "The file is empty."


class FileTooLarge(TooLarge):
    """The file is over the limit."""

    code = "file_too_large"


class UnsupportedType(Unsupported):
    """The content is not a kind of file that is read."""

    code = "unsupported_file_type"
    detail = "Upload a PDF, DOCX, ODT, RTF, HTML, Markdown or plain text file."


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """A file that may be stored: its stream at the start, and the facts about it."""

    stream: BinaryIO
    file_name: str
    size: int
    media_type: str
    sha256: str


def inspect(*, stream: BinaryIO, size: int, file_name: str) -> InspectedFile:
    """Check size and type by content, and hash, reading the stream in chunks.

    Raises:
        EmptyFile, FileTooLarge, UnsupportedType
    """
    require_allowed_size(size)
    name = displayed_name(file_name)
    try:
        kind = detect(stream, name)
    except UnsupportedFileType as error:
        raise UnsupportedType from error
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return InspectedFile(stream, name, size, kind.mime_type, digest.hexdigest())


def require_allowed_size(size: int) -> None:
    """Refuse empty files and those over the limit.

    Raises:
        EmptyFile, FileTooLarge
    """
    if size <= 0:
        raise EmptyFile
    if size > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        raise FileTooLarge(f"The file has {size} bytes; the limit is {limit} MB.")


def displayed_name(file_name: str) -> str:
    """Return the person's file name without folders and control characters."""
    name = PurePosixPath(file_name.replace("\\", "/")).name
    kept = "".join(c for c in name if unicodedata.category(c)[0] != "C" or c == "\u200d")
    return kept.strip()[-LONGEST_FILE_NAME:] or "file"
