"""Files in a folder, with signed, expiring URLs served by this service."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.core import signing

from servicekit.storage.store import (
    ObjectMissing,
    StorageUnavailable,
    StoredObject,
    UploadTicket,
)

CHUNK = 1024 * 1024
SALT = "servicekit.storage.disk"


class DiskStore:
    """Keeps each object as a file below `root`; a file is there whole or not at all."""

    def __init__(self, *, root: str) -> None:
        self._root = Path(root)

    def save(self, key: str, stream: BinaryIO, media_type: str, sha256: str = "") -> None:
        """Write beside, flush to disk, then move into place."""
        with _failures(key):
            path = self._path(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{uuid.uuid4().hex}.part")
            try:
                with part.open("wb") as target:
                    shutil.copyfileobj(stream, target, CHUNK)
                    target.flush()
                    os.fsync(target.fileno())
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)

    def open_at(self, key: str, offset: int = 0) -> BinaryIO:
        """Open the file at `offset`."""
        with _failures(key):
            stream = self._path(key).open("rb")
            stream.seek(offset)
            return stream

    def copy(self, source: str, target: str) -> None:
        """Copy the bytes, so that each object can be removed alone."""
        with self.open_at(source) as stream:
            self.save(target, stream, "")

    def delete(self, keys: Iterable[str]) -> None:
        """Remove the files and the folders that become empty."""
        for key in keys:
            with _failures(key):
                path = self._path(key)
                path.unlink(missing_ok=True)
                self._remove_empty(path.parent)

    def size(self, key: str) -> int:
        """Return the file's size."""
        with _failures(key):
            return self._path(key).stat().st_size

    def walk(self, prefix: str) -> Iterator[StoredObject]:
        """Yield the files below the folder that `prefix` names."""
        for folder, _, names in os.walk(self._root / prefix):
            for name in names:
                path = Path(folder) / name
                try:
                    info = path.stat()
                except FileNotFoundError:
                    continue
                modified = datetime.fromtimestamp(info.st_mtime, UTC)
                yield StoredObject(str(path.relative_to(self._root)), info.st_size, modified)

    def download_url(self, key: str, *, file_name: str, media_type: str, seconds: int) -> str:
        """Return a path of this service with a signed token."""
        claims = {"do": "get", "key": key, "name": file_name, "type": media_type}
        return f"/api/storage/{_sign(claims, seconds)}"

    def upload_ticket(self, key: str, *, media_type: str, size: int, seconds: int) -> UploadTicket:
        """Return a path of this service with a signed token that allows one size and type."""
        claims = {"do": "put", "key": key, "size": size, "type": media_type}
        return UploadTicket(
            "PUT", f"/api/storage/{_sign(claims, seconds)}", {"Content-Type": media_type}
        )

    def check(self) -> None:
        """Raise when the folder cannot be written."""
        self._root.mkdir(parents=True, exist_ok=True)
        if not os.access(self._root, os.W_OK):
            raise StorageUnavailable

    def _path(self, key: str) -> Path:
        path = (self._root / key).resolve()
        if not path.is_relative_to(self._root.resolve()):
            raise ObjectMissing
        return path

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._root and folder.is_relative_to(self._root):
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


@contextmanager
def _failures(key: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ObjectMissing from error
    except OSError as error:
        raise StorageUnavailable(f"The storage cannot take {key.split('/')[0]} now.") from error


def _sign(claims: Mapping[str, object], seconds: int) -> str:
    expires = int(datetime.now(UTC).timestamp()) + seconds
    return signing.dumps({**claims, "exp": expires}, salt=SALT, compress=True)


def read_token(token: str) -> dict[str, Any]:
    """Return what a signed URL allows.

    Raises:
        ObjectMissing: the token is forged or its time is over.
    """
    try:
        claims: dict[str, Any] = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise ObjectMissing("The link is not valid.") from error
    if claims["exp"] < datetime.now(UTC).timestamp():
        raise ObjectMissing("The link has expired.")
    return claims
