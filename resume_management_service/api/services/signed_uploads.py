"""Receiving a file at a signed URL of the disk store."""

from __future__ import annotations

from io import RawIOBase
from typing import Any, BinaryIO, Protocol, cast

from servicekit.errors import Invalid
from servicekit.storage import file_store


class UploadCutShort(Invalid):
    """The body has another length than the signed one."""

    code = "upload_mismatch"
    detail = "The body must have exactly the announced number of bytes."


class Readable(Protocol):
    """Anything with `read(size)`."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes."""


def receive(*, key: str, size: int, media_type: str, stream: Readable) -> None:
    """Store exactly `size` bytes of the stream under `key`, or nothing.

    Raises:
        UploadCutShort, StorageUnavailable
    """
    exact = cast("BinaryIO", _Exactly(stream, size))
    file_store().save(key, exact, media_type)


class _Exactly(RawIOBase):
    """Passes `size` bytes on and fails at the end when there were fewer or more."""

    def __init__(self, stream: Readable, size: int) -> None:
        self._stream = stream
        self._left = size

    def read(self, size: int = -1, /) -> Any:
        chunk = self._stream.read(size)
        self._left -= len(chunk)
        if self._left < 0 or (not chunk and self._left):
            raise UploadCutShort
        return chunk
