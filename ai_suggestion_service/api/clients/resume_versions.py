"""The résumé service: new versions of a résumé, and corrections of what was read from them."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

import orjson

from api.clients import resume_service
from api.clients.resume_service import (
    READING,
    ResumeServiceUnavailable,
    document_of,
    raise_for_refusal,
    send,
)
from servicekit.errors import Conflict

MERGE_PATCH = "application/merge-patch+json"


class SaveInProgress(Conflict):
    """The same version is being saved by another request."""

    code = "save_in_progress"
    detail = "This version is being saved by another request. Try again in a moment."


@dataclass(frozen=True, slots=True)
class VersionFile:
    """A file as it is sent."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class AddedVersion:
    """The new version; its id is the id of its file."""

    file_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class FileReading:
    """What was read from a file; `sections` is None until it has been read."""

    sections: dict[str, Any] | None
    has_failed: bool


def add_version(
    *, resume_id: UUID, file: VersionFile, comment: str, token: str, key: str
) -> AddedVersion:
    """Upload a file as the newest version of a résumé; the same `key` makes one only.

    Raises:
        SaveInProgress, ResumeNotTaken, ResumeNotFound, ResumeServiceUnavailable, TokenRefused
    """
    response = send(
        "POST",
        f"/api/resumes/{resume_id}/versions",
        token=token,
        headers={"Idempotency-Key": key},
        fields={"file": (file.name, file.data, file.media_type), "comment": comment},
    )
    if response.status == HTTPStatus.CREATED:
        return _added(document_of(response))
    if response.status == HTTPStatus.CONFLICT:
        raise SaveInProgress(retry_after=resume_service.NOT_READY_RETRY_SECONDS)
    raise_for_refusal(response)
    raise ResumeServiceUnavailable


def _added(document: dict[str, Any]) -> AddedVersion:
    try:
        return AddedVersion(UUID(document["id"]), int(document["number"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ResumeServiceUnavailable from error


def read_file(*, file_id: UUID, token: str) -> FileReading:
    """Return what was read from a file so far.

    Raises:
        ResumeNotFound, ResumeServiceUnavailable, TokenRefused
    """
    response = send("GET", f"/api/files/{file_id}/text", token=token)
    if response.status != HTTPStatus.OK:
        raise_for_refusal(response)
    document = document_of(response)
    status = document.get("parse_status")
    if status in READING:
        return FileReading(None, has_failed=False)
    return FileReading(dict(document.get("sections") or {}), has_failed=status == "failed")


def correct_sections(*, file_id: UUID, patch: dict[str, Any], token: str) -> None:
    """Lay a JSON merge patch over what was read from a file.

    Raises:
        ResumeNotTaken, ResumeNotFound, ResumeServiceUnavailable, TokenRefused
    """
    response = send(
        "PATCH",
        f"/api/files/{file_id}/sections",
        token=token,
        headers={"Content-Type": MERGE_PATCH},
        body=orjson.dumps(patch),
    )
    if response.status != HTTPStatus.OK:
        raise_for_refusal(response)
