"""Uploads straight to storage: promised here, verified before they become versions."""

from __future__ import annotations

import tempfile
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from api.extraction.detect import FileKind
from api.models import PendingUpload, Resume, ResumeVersion, VersionSource
from api.services import incoming, storage_keys, versions
from api.services.resumes import default_name
from servicekit.errors import Conflict, Unprocessable
from servicekit.storage import file_store
from servicekit.storage.store import ObjectMissing, UploadTicket

ACCEPTED_MEDIA_TYPES = frozenset(kind.mime_type for kind in FileKind)
SPOOL_BYTES = 1024 * 1024


class UploadIncomplete(Conflict):
    """No bytes have arrived yet."""

    code = "upload_incomplete"
    detail = "The file has not been uploaded yet. Send it to the upload URL first."


class UploadMismatch(Unprocessable):
    """What arrived is not what was announced."""

    code = "upload_mismatch"


@dataclass(frozen=True, slots=True)
class Promise:
    """Where the client may send the file, and what it will become."""

    resume_id: UUID
    file_id: UUID
    ticket: UploadTicket
    expires_at: datetime


def promise(
    *, user_id: str, file_name: str, media_type: str, size: int, resume: Resume | None
) -> Promise:
    """Offer an upload URL for one file, for a new résumé or as a version of `resume`.

    Raises:
        EmptyFile, FileTooLarge, UnsupportedType
    """
    incoming.require_allowed_size(size)
    if media_type not in ACCEPTED_MEDIA_TYPES:
        raise incoming.UnsupportedType
    upload_id = uuid.uuid4()
    pending = PendingUpload.objects.create(
        id=upload_id,
        user_id=user_id,
        resume_id=resume.pk if resume else uuid.uuid4(),
        storage_key=storage_keys.quarantine_key(upload_id=upload_id),
        file_name=incoming.displayed_name(file_name),
        media_type=media_type,
        size=size,
        expires_at=timezone.now() + timedelta(seconds=settings.SIGNED_URL_SECONDS),
    )
    ticket = file_store().upload_ticket(
        pending.storage_key,
        media_type=media_type,
        size=size,
        seconds=settings.SIGNED_URL_SECONDS,
    )
    return Promise(pending.resume_id, pending.pk, ticket, pending.expires_at)


def complete(*, pending: PendingUpload) -> ResumeVersion:
    """Verify what arrived and make it a version under a fresh key.

    Raises:
        UploadIncomplete, UploadMismatch, UnsupportedType, StorageUnavailable
    """
    with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as spool:
        _fetch(pending, spool)
        upload = incoming.inspect(
            stream=cast("BinaryIO", spool),
            size=pending.size,
            file_name=pending.file_name,
        )
        if upload.media_type != pending.media_type:
            raise UploadMismatch(
                f"{pending.media_type} was announced, but the content is {upload.media_type}."
            )
        version = _become_version(pending, upload)
    pending.delete()
    file_store().delete([pending.storage_key])
    return version


def _fetch(pending: PendingUpload, spool: tempfile.SpooledTemporaryFile[bytes]) -> None:
    store = file_store()
    try:
        size = store.size(pending.storage_key)
    except ObjectMissing as error:
        raise UploadIncomplete from error
    if size != pending.size:
        raise UploadMismatch(f"{pending.size} bytes were announced, {size} arrived.")
    with closing(store.open_at(pending.storage_key)) as source:
        while chunk := source.read(incoming.CHUNK):
            spool.write(chunk)
    spool.seek(0)


def _become_version(pending: PendingUpload, upload: incoming.InspectedFile) -> ResumeVersion:
    resume = Resume.objects.for_user(pending.user_id).filter(pk=pending.resume_id).first()
    if resume is not None:
        return versions.add_version(
            resume=resume, upload=upload, source=VersionSource.PRESIGNED, version_id=pending.pk
        )
    resume = Resume(
        id=pending.resume_id, user_id=pending.user_id, name=default_name(upload.file_name)
    )
    return versions.create_resume(
        resume=resume, upload=upload, source=VersionSource.PRESIGNED, version_id=pending.pk
    )


def purge_expired() -> int:
    """Forget promises an hour after their time, with what arrived; return how many."""
    old = PendingUpload.objects.filter(expires_at__lt=timezone.now() - timedelta(hours=1))
    keys = list(old.values_list("storage_key", flat=True))
    file_store().delete(keys)
    return old.filter(storage_key__in=keys).delete()[0]
