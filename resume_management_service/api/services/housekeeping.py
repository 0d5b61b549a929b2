"""What keeps rows and objects in step, on schedule and by command."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from api.models import PendingUpload, ResumeVersion, Session
from api.services import (
    applications,
    batches,
    data_collection,
    notices,
    resumes,
    storage_keys,
    uploads,
)
from servicekit.audit.models import AuditEvent
from servicekit.idempotency import store as idempotency
from servicekit.jobs.models import Job
from servicekit.storage import file_store
from servicekit.storage.store import StoredObject

log = structlog.get_logger(__name__)

YOUNGEST_ORPHAN = timedelta(hours=1)
BATCH = 500


@dataclass
class SweepReport:
    """What a sweep found: objects without rows, rows without objects, rows with another size."""

    orphaned_objects: list[str] = field(default_factory=list)
    missing_objects: list[str] = field(default_factory=list)
    wrong_sizes: list[str] = field(default_factory=list)

    @property
    def findings(self) -> int:
        """Return how many inconsistencies there are."""
        return len(self.orphaned_objects) + len(self.missing_objects) + len(self.wrong_sizes)


def keep_house() -> None:
    """Purge what is past its time and sweep storage."""
    purged = {
        "resumes": resumes.purge_deleted(),
        "applications": applications.purge_deleted(),
        "uploads": uploads.purge_expired(),
        "batches": batches.purge_old(),
        "data_requests": data_collection.purge_old(),
        "notices": notices.purge_expired(),
        "idempotency_keys": idempotency.purge_expired(),
        "sessions": Session.objects.filter(expires_at__lt=timezone.now()).delete()[0],
        "jobs": Job.objects.over_for(timedelta(days=settings.JOB_RETENTION_DAYS)).delete()[0],
        "audit_events": AuditEvent.objects.older_than(
            timedelta(days=settings.AUDIT_RETENTION_DAYS)
        ).purge(),
    }
    report = sweep_storage()
    data_collection.sweep()
    log.info(
        "house_kept",
        **purged,
        orphaned_objects=len(report.orphaned_objects),
        missing_objects=len(report.missing_objects),
    )


def sweep_storage(*, delete: bool = True, youngest: timedelta = YOUNGEST_ORPHAN) -> SweepReport:
    """Compare objects with rows; objects that no row names for `youngest` are removed."""
    report = SweepReport()
    sizes: dict[str, int] = {}
    limit = timezone.now() - youngest
    batch: list[StoredObject] = []
    for prefix in (storage_keys.RESUMES, storage_keys.QUARANTINE):
        for stored in file_store().walk(prefix):
            sizes[stored.key] = stored.size
            if stored.modified_at <= limit:
                batch.append(stored)
            if len(batch) >= BATCH:
                report.orphaned_objects += _orphans(batch)
                batch = []
    report.orphaned_objects += _orphans(batch)
    _compare_rows(sizes, report)
    if delete:
        file_store().delete(report.orphaned_objects)
    return report


def _orphans(batch: list[StoredObject]) -> list[str]:
    keys = [stored.key for stored in batch]
    named = set(
        ResumeVersion.objects.filter(storage_key__in=keys).values_list("storage_key", flat=True)
    ) | set(
        PendingUpload.objects.filter(storage_key__in=keys).values_list("storage_key", flat=True)
    )
    return [key for key in keys if key not in named]


def _compare_rows(sizes: dict[str, int], report: SweepReport) -> None:
    rows = ResumeVersion.objects.values_list("storage_key", "file_size")
    for key, size in rows.iterator(chunk_size=2000):
        if key not in sizes:
            report.missing_objects.append(key)
        elif sizes[key] != size:
            report.wrong_sizes.append(key)
