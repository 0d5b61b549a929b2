"""Versions of a résumé: adding, restoring and deleting files."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.db.models import F

from api.models import Resume, ResumeVersion, VersionSource
from api.services import indexing, parses, storage_keys
from api.services.incoming import InspectedFile
from servicekit.errors import Conflict, NotFound
from servicekit.storage import file_store


class LastVersion(Conflict):
    """A résumé keeps at least one file."""

    code = "last_version"
    detail = "This is the résumé's only version. Delete the résumé instead."


class VersionNotFound(NotFound):
    """The résumé has no such version."""

    code = "version_not_found"
    detail = "The résumé has no version with this number."


class ResumeGone(NotFound):
    """The résumé was deleted meanwhile."""

    detail = "Not found."


def add_version(
    *,
    resume: Resume,
    upload: InspectedFile,
    comment: str = "",
    source: VersionSource = VersionSource.UPLOAD,
    version_id: UUID | None = None,
) -> ResumeVersion:
    """Store the file, then write its row and the parse job in one transaction.

    Raises:
        StorageUnavailable: nothing was written.
    """
    version = _draft(resume, upload, comment, source, version_id)
    _store(version, upload)
    with _stored_object_is_undone(version.storage_key), transaction.atomic():
        _append(resume, version)
    return version


def create_resume(
    *,
    resume: Resume,
    upload: InspectedFile,
    source: VersionSource = VersionSource.UPLOAD,
    version_id: UUID | None = None,
) -> ResumeVersion:
    """Store the first file of a new résumé, then write both rows and the parse job.

    Raises:
        StorageUnavailable: nothing was written.
    """
    version = _draft(resume, upload, "", source, version_id)
    _store(version, upload)
    with _stored_object_is_undone(version.storage_key), transaction.atomic():
        resume.save(force_insert=True)
        _append(resume, version)
    return version


def restore_version(*, resume: Resume, number: int) -> ResumeVersion:
    """Make an old version the newest again, as a version of its own with the same bytes.

    Raises:
        VersionNotFound, StorageUnavailable
    """
    old = version_numbered(resume=resume, number=number)
    copied = InspectedFile(io.BytesIO(), old.file_name, old.file_size, old.file_type, old.sha256)
    version = _draft(
        resume, copied, f"Restored from version {number}", VersionSource.RESTORED, None
    )
    file_store().copy(old.storage_key, version.storage_key)
    with _stored_object_is_undone(version.storage_key), transaction.atomic():
        _append(resume, version)
    return version


def version_numbered(*, resume: Resume, number: int | None) -> ResumeVersion:
    """Return the version with that number, the latest for None.

    Raises:
        VersionNotFound
    """
    versions = ResumeVersion.objects.filter(resume=resume)
    chosen = {"pk": resume.latest_version_id} if number is None else {"number": number}
    version = versions.filter(**chosen).select_related("parsed").first()
    if version is None:
        raise VersionNotFound
    return version


def delete_version(*, version: ResumeVersion) -> None:
    """Delete one file; its object goes after the row, so that a failure leaves no broken row.

    Raises:
        LastVersion
    """
    with transaction.atomic():
        resume = Resume.objects.select_for_update().get(pk=version.resume_id)
        others = resume.versions.exclude(pk=version.pk).order_by("-number")
        newest = others.first()
        if newest is None:
            raise LastVersion
        resume.latest_version = newest
        resume.save(update_fields=["latest_version", "updated_at"])
        version.delete()
        indexing.refresh(resume=resume)
        key = version.storage_key
        transaction.on_commit(lambda: file_store().delete([key]), robust=True)


def _draft(
    resume: Resume,
    upload: InspectedFile,
    comment: str,
    source: VersionSource,
    version_id: UUID | None,
) -> ResumeVersion:
    version_id = version_id or uuid.uuid4()
    return ResumeVersion(
        id=version_id,
        resume=resume,
        user_id=resume.user_id,
        storage_key=storage_keys.version_key(
            user_id=resume.user_id,
            resume_id=resume.pk,
            version_id=version_id,
            file_name=upload.file_name,
        ),
        file_name=upload.file_name,
        file_size=upload.size,
        file_type=upload.media_type,
        sha256=upload.sha256,
        comment=comment,
        source=source,
    )


def _store(version: ResumeVersion, upload: InspectedFile) -> None:
    file_store().save(version.storage_key, upload.stream, upload.media_type, upload.sha256)


def _append(resume: Resume, version: ResumeVersion) -> None:
    counted = Resume.objects.filter(pk=resume.pk, deleted_at=None).update(
        last_number=F("last_number") + 1
    )
    if not counted:
        raise ResumeGone
    resume.refresh_from_db(fields=["last_number"])
    version.number = resume.last_number
    version.duplicate_of_id = _first_with_same_bytes(version)
    version.save(force_insert=True)
    resume.latest_version = version
    resume.save(update_fields=["latest_version", "updated_at"])
    parses.request(version=version)


def _first_with_same_bytes(version: ResumeVersion) -> UUID | None:
    twins = ResumeVersion.objects.for_user(version.user_id).filter(sha256=version.sha256)
    return twins.order_by("created_at").values_list("pk", flat=True).first()


@contextmanager
def _stored_object_is_undone(key: str) -> Iterator[None]:
    """Remove the object when its row cannot be written; the sweep is the second net."""
    try:
        yield
    except BaseException:
        file_store().delete([key])
        raise
