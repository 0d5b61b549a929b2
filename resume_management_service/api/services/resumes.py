"""Résumés: creating, renaming, labelling, deleting and restoring."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from api.models import Resume, ResumeLabel, ResumeVersion, VersionSource
from api.services import candidates, indexing, versions
from api.services.incoming import InspectedFile
from servicekit.storage import file_store


def create(
    *,
    user_id: str,
    upload: InspectedFile,
    name: str = "",
    source: VersionSource = VersionSource.UPLOAD,
) -> Resume:
    """Store a file as the first version of a new résumé, named after the file by default.

    Raises:
        StorageUnavailable: nothing was written.
    """
    resume = Resume(user_id=user_id, name=name or default_name(upload.file_name))
    versions.create_resume(resume=resume, upload=upload, source=source)
    return resume


def default_name(file_name: str) -> str:
    """Return the file name without its ending."""
    return PurePosixPath(file_name).stem or file_name


def update(*, resume: Resume, changes: dict[str, Any]) -> Resume:
    """Write a new name or a new set of labels."""
    with transaction.atomic():
        if "name" in changes:
            resume.name = changes["name"]
        if "labels" in changes:
            resume.labels = list(dict.fromkeys(changes["labels"]))
            resume.label_rows.all().delete()
            ResumeLabel.objects.bulk_create(
                ResumeLabel(resume=resume, label=label) for label in resume.labels
            )
        resume.save(update_fields=["name", "labels", "updated_at"])
    return resume


def delete(*, resume: Resume) -> None:
    """Hide the résumé; it can be restored until its retention time is over."""
    with transaction.atomic():
        resume.deleted_at = timezone.now()
        resume.save(update_fields=["deleted_at", "updated_at"])
        indexing.refresh(resume=resume)


def restore(*, resume: Resume) -> Resume:
    """Bring a deleted résumé back."""
    with transaction.atomic():
        resume.deleted_at = None
        resume.save(update_fields=["deleted_at", "updated_at"])
        indexing.refresh(resume=resume)
    return resume


def purge_deleted() -> int:
    """Remove résumés whose retention time is over, rows first, then objects; return how many."""
    limit = timezone.now() - timedelta(days=settings.RETENTION_DAYS)
    count = 0
    for resume in Resume.objects.filter(deleted_at__lt=limit).iterator():
        keys = list(
            ResumeVersion.objects.filter(resume=resume).values_list("storage_key", flat=True)
        )
        with transaction.atomic():
            resume.delete()
            candidates.prune(candidate_ids=[resume.candidate_id] if resume.candidate_id else [])
        file_store().delete(keys)
        count += 1
    return count
