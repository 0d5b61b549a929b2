"""What a file store can do, and how it fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from servicekit.errors import NotFound, Unavailable


class StorageUnavailable(Unavailable):
    """The store does not answer; nothing was stored."""

    code = "storage_unavailable"
    detail = "The file storage is not available right now. Nothing was saved; try again later."


class ObjectMissing(NotFound):
    """No object has that key."""

    code = "file_missing"
    detail = "The file is not in storage."


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object: its key, size in bytes and last change."""

    key: str
    size: int
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class UploadTicket:
    """How a client sends bytes straight to the store."""

    method: str
    url: str
    headers: dict[str, str]


class FileStore(Protocol):
    """Keeps bytes under keys; every call may raise `StorageUnavailable`."""

    def save(self, key: str, stream: BinaryIO, media_type: str, sha256: str = "") -> None:
        """Store the whole stream under `key`, or nothing; `sha256` (hex) where it is known."""

    def open_at(self, key: str, offset: int = 0) -> BinaryIO:
        """Return the object's bytes from `offset` as a stream that must be closed.

        Raises:
            ObjectMissing
        """

    def copy(self, source: str, target: str) -> None:
        """Store the bytes of `source` under `target` too.

        Raises:
            ObjectMissing
        """

    def delete(self, keys: Iterable[str]) -> None:
        """Remove objects; those that are not there do not matter."""

    def size(self, key: str) -> int:
        """Return the object's size in bytes.

        Raises:
            ObjectMissing
        """

    def walk(self, prefix: str) -> Iterator[StoredObject]:
        """Yield the objects whose keys begin with `prefix`."""

    def download_url(self, key: str, *, file_name: str, media_type: str, seconds: int) -> str:
        """Return a URL that gives the bytes to whoever holds it, for `seconds`.

        A store that serves through this service returns a path beginning with `/`.
        """

    def upload_ticket(self, key: str, *, media_type: str, size: int, seconds: int) -> UploadTicket:
        """Return where and how `size` bytes may be sent within `seconds`."""

    def check(self) -> None:
        """Raise when the store does not answer."""
