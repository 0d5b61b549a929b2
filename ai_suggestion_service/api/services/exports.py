"""Exports: making a file, giving it out by a signed link, and taking it away when its time is over.

The bytes are stored first, under a fresh key, then the row that names them is written: what a crash
leaves between the two is an object without a row, and the sweep removes those.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from api.models import CoverLetter, ErasedAccount, ExportArtifact, Generation, OptimizedVersion
from api.rendering import Format, Paper, templates
from api.services import export_contents, export_files
from api.services.export_contents import Subject
from api.services.export_files import Made
from servicekit.conditional import etag_of
from servicekit.errors import Gone, NotFound
from servicekit.files import Download
from servicekit.storage import file_store

PREFIX = "exports/"
SALT = "api.exports"
YOUNGEST_ORPHAN = timedelta(hours=1)
BATCH = 500
LONGEST_NAME = 80


class SubjectNotFound(NotFound):
    """The caller has no such version, letter or generated résumé."""

    code = "subject_not_found"
    detail = "There is no such version, cover letter or generated résumé."


class ExportNotFound(NotFound):
    """There is no such export for whoever asks."""

    code = "export_not_found"
    detail = "There is no such export, or the link is not valid."


class ExportExpired(Gone):
    """Its time is over."""

    code = "export_expired"
    detail = "The export has expired. Make it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a caller asks for: one of the three ids is given."""

    version_id: UUID | None = None
    cover_letter_id: UUID | None = None
    generation_id: UUID | None = None
    format: str
    template: str = templates()[0].name
    paper: str = Paper.A4.value


def export(*, user_id: str, token: str, order: Order) -> ExportArtifact:
    """Make the file, store it and return its row.

    Raises:
        SubjectNotFound, NothingToExport, TooLongToExport, RenderersBusy, UnsupportedExport,
        StorageUnavailable, and what `resume_service.read_text` raises
    """
    begun_at = timezone.now()
    subject = _subject(user_id, order)
    content = export_contents.content_of(subject, token=token)
    made = export_files.make(
        content,
        format=Format(order.format),
        template=order.template,
        paper=Paper(order.paper),
    )
    return _kept(_artifact(user_id, subject, order, made), made, begun_at)


def _subject(user_id: str, order: Order) -> Subject:
    found: Subject | None
    if order.version_id is not None:
        found = OptimizedVersion.objects.for_user(user_id).filter(pk=order.version_id).first()
    elif order.cover_letter_id is not None:
        letters = CoverLetter.objects.for_user(user_id).select_related("job_description")
        found = letters.filter(pk=order.cover_letter_id).first()
    else:
        found = Generation.objects.for_user(user_id).filter(pk=order.generation_id).first()
    if found is None:
        raise SubjectNotFound
    return found


def _artifact(user_id: str, subject: Subject, order: Order, made: Made) -> ExportArtifact:
    data, rendered = made.rendered.data, made.rendered
    artifact_id = uuid.uuid4()
    return ExportArtifact(
        id=artifact_id,
        user_id=user_id,
        version=subject if isinstance(subject, OptimizedVersion) else None,
        cover_letter=subject if isinstance(subject, CoverLetter) else None,
        generation=subject if isinstance(subject, Generation) else None,
        format=order.format,
        template=order.template,
        storage_key=f"{_folder(user_id)}{artifact_id}",
        file_name=f"{_name(subject)}{rendered.file_name_suffix}",
        media_type=rendered.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        report=made.report,
        expires_at=timezone.now() + timedelta(seconds=settings.EXPORT_SECONDS),
    )


def _name(subject: Subject) -> str:
    """Return what the file is called; the name is a header's affair, never a key's."""
    if isinstance(subject, CoverLetter):
        basics: Any = subject.sender
    else:
        basics = subject.sections.get("basics")
    person = str(basics.get("name") or "") if isinstance(basics, dict) else ""
    what = "cover letter" if isinstance(subject, CoverLetter) else "resume"
    return " ".join(f"{person} {what}".split())[:LONGEST_NAME]


def _folder(user_id: str) -> str:
    """Return where a user's files lie; nobody can read from it whose they are."""
    return f"{PREFIX}{hashlib.sha256(user_id.encode()).hexdigest()[:32]}/"


def _kept(artifact: ExportArtifact, made: Made, begun_at: datetime) -> ExportArtifact:
    """Store the bytes, then the row; without the row the bytes go again."""
    key = artifact.storage_key
    file_store().save(key, BytesIO(made.rendered.data), artifact.media_type, artifact.sha256)
    try:
        _write(artifact, begun_at)
    except BaseException:
        file_store().delete([key])
        raise
    return artifact


def _write(artifact: ExportArtifact, begun_at: datetime) -> None:
    try:
        with transaction.atomic():
            erased = ErasedAccount.objects.filter(pk=artifact.user_id, erased_at__gte=begun_at)
            if erased.exists():
                raise SubjectNotFound
            artifact.save(force_insert=True)
    except IntegrityError as error:  # what it was made of was deleted meanwhile
        raise SubjectNotFound from error


def token_of(artifact: ExportArtifact) -> str:
    """Return the token that opens this export to whoever holds it, until it expires."""
    return signing.Signer(salt=SALT).signature(str(artifact.pk))


def download(*, export_id: UUID, token: str | None, user_id: str | None) -> Download:
    """Return the file to its owner, or to whoever holds the token.

    Raises:
        ExportNotFound, ExportExpired
    """
    artifact = ExportArtifact.objects.filter(pk=export_id).first()
    if artifact is None or not _may_read(artifact, token, user_id):
        raise ExportNotFound
    if artifact.expires_at <= timezone.now():
        raise ExportExpired
    key = artifact.storage_key
    return Download(
        file_name=artifact.file_name,
        media_type=artifact.media_type,
        size=artifact.size,
        etag=etag_of(artifact.sha256),
        open_at=lambda offset: file_store().open_at(key, offset),
    )


def _may_read(artifact: ExportArtifact, token: str | None, user_id: str | None) -> bool:
    if token is not None:
        return hmac.compare_digest(token_of(artifact).encode(), token.encode())
    return user_id == artifact.user_id


def delete(artifacts: Collection[ExportArtifact]) -> int:
    """Remove files and then their rows; return how many rows."""
    file_store().delete([artifact.storage_key for artifact in artifacts])
    pks = [artifact.pk for artifact in artifacts]
    return ExportArtifact.objects.filter(pk__in=pks).delete()[0]


def remove_files_of(user_id: str) -> int:
    """Remove every file of a user, also those that no row names; return how many."""
    keys = [stored.key for stored in file_store().walk(_folder(user_id))]
    file_store().delete(keys)
    return len(keys)


def purge_expired() -> int:
    """Remove files and rows whose time is over; return how many."""
    count = 0
    expired = ExportArtifact.objects.expired(timezone.now()).order_by("expires_at")
    while batch := list(expired[:BATCH]):
        count += delete(batch)
    return count


def sweep_orphans(*, youngest: timedelta = YOUNGEST_ORPHAN) -> int:
    """Remove files that no row has named for `youngest`; return how many."""
    limit = timezone.now() - youngest
    stale = [stored.key for stored in file_store().walk(PREFIX) if stored.modified_at <= limit]
    count = 0
    for start in range(0, len(stale), BATCH):
        keys = stale[start : start + BATCH]
        orphans = _unnamed(keys)
        file_store().delete(orphans)
        count += len(orphans)
    return count


def _unnamed(keys: Iterable[str]) -> list[str]:
    rows = ExportArtifact.objects.filter(storage_key__in=list(keys))
    named = set(rows.values_list("storage_key", flat=True))
    return [key for key in keys if key not in named]
