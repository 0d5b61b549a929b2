"""Writing an optimised version back as a new version of the résumé, once."""

from __future__ import annotations

import time
from typing import Any

from django.utils import timezone

from api.clients import resume_versions
from api.clients.resume_service import ResumeNotReady, ResumeUnreadable
from api.clients.resume_versions import VersionFile
from api.models import OptimizedVersion
from api.rendering import Format, render
from api.rewriting.merge_patch import merge_patch
from servicekit.database import release_connections

LONGEST_READING_SECONDS = 20.0
LOOK_EVERY_SECONDS = 0.2
RETRY_SECONDS = 2.0


def save(*, version: OptimizedVersion, file_format: str, token: str) -> OptimizedVersion:
    """Upload the version's file, then correct what was read from it, so that nothing is lost.

    Saving again gives the same answer; after a failure it goes on where it stopped.

    Raises:
        SaveInProgress, ResumeNotReady: repeat it in a moment.
        ResumeNotTaken, ResumeUnreadable, ResumeNotFound, ResumeServiceUnavailable, TokenRefused
    """
    if version.saved_at is not None:
        return version
    release_connections()
    if version.saved_file_id is None:
        _upload(version, file_format, token)
    release_connections()
    _correct(version, token)
    _write(version, saved_at=timezone.now())
    return version


def _upload(version: OptimizedVersion, file_format: str, token: str) -> None:
    """Add the file under a key of the version: a repetition finds what the first try added."""
    file = render(version.sections, format=Format(file_format))
    name = f"optimised-{version.resume_number}-{version.number}{file.file_name_suffix}"
    added = resume_versions.add_version(
        resume_id=version.resume_id,
        file=VersionFile(name, file.data, file.media_type),
        comment=f"Optimised from version {version.resume_number}",
        token=token,
        key=f"optimised-version-{version.pk}",
    )
    _write(version, saved_file_id=added.file_id, saved_number=added.number)


def _correct(version: OptimizedVersion, token: str) -> None:
    patch = merge_patch(_sections_read(version, token), version.sections)
    if patch:
        assert version.saved_file_id is not None
        resume_versions.correct_sections(file_id=version.saved_file_id, patch=patch, token=token)


def _sections_read(version: OptimizedVersion, token: str) -> dict[str, Any]:
    """Wait until the file has been read. Raises ResumeNotReady, ResumeUnreadable."""
    assert version.saved_file_id is not None
    deadline = time.monotonic() + LONGEST_READING_SECONDS
    while time.monotonic() < deadline:
        reading = resume_versions.read_file(file_id=version.saved_file_id, token=token)
        if reading.has_failed:
            raise ResumeUnreadable
        if reading.sections is not None:
            return reading.sections
        time.sleep(LOOK_EVERY_SECONDS)
    raise ResumeNotReady(retry_after=RETRY_SECONDS)


def _write(version: OptimizedVersion, **values: Any) -> None:
    for name, value in values.items():
        setattr(version, name, value)
    version.save(update_fields=list(values))
