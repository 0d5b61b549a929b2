"""A file as a descriptor that a child can be given."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

Source = bytes | BinaryIO
_CHUNK_BYTES: Final = 2**18


@contextmanager
def descriptor(source: Source) -> Iterator[int]:
    """Give a readable, seekable descriptor of the source; bytes are put into nameless memory."""
    own = _own_descriptor(source)
    if own is not None:
        yield own
        return
    with _nameless_file() as copy:
        if isinstance(source, bytes):
            copy.write(source)
        else:
            source.seek(0)
            while chunk := source.read(_CHUNK_BYTES):
                copy.write(chunk)
        copy.flush()
        yield copy.fileno()


def _own_descriptor(source: Source) -> int | None:
    if isinstance(source, bytes):
        return None
    try:
        return source.fileno()
    except (OSError, AttributeError, io.UnsupportedOperation):
        return None


def _nameless_file() -> BinaryIO:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("file"), "w+b")
    return tempfile.TemporaryFile()
