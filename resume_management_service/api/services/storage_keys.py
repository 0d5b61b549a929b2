"""Keys of objects: no byte of a user's file name goes in unchecked."""

from __future__ import annotations

import re
import unicodedata
from uuid import UUID

LONGEST_NAME = 80
QUARANTINE = "quarantine/"
RESUMES = "resumes/"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def safe_name(file_name: str) -> str:
    """Return an ASCII name for keys: letters, digits, dot, dash and underscore only."""
    ascii_name = unicodedata.normalize("NFKD", file_name).encode("ascii", "ignore").decode()
    cleaned = _UNSAFE.sub("_", ascii_name).strip("._-")
    return cleaned[-LONGEST_NAME:].lstrip("._-") or "file"


def version_key(*, user_id: str, resume_id: UUID, version_id: UUID, file_name: str) -> str:
    """Return where a version's file is kept."""
    return f"{owner_prefix(user_id)}{resume_id}/{version_id}/{safe_name(file_name)}"


def owner_prefix(user_id: str) -> str:
    """Return what the keys of all of a user's files begin with."""
    return f"{RESUMES}{_UNSAFE.sub('_', user_id)}/"


def quarantine_key(*, upload_id: UUID) -> str:
    """Return where an unverified upload waits."""
    return f"{QUARANTINE}{upload_id}"
