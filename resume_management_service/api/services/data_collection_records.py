"""Records that were collected: each becomes a résumé by a job of its own, or says why not."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from api.clients.ats import records
from api.clients.ats.errors import BrokenRecord
from api.clients.ats.records import Material
from api.clients.ats.sources import Source, source_named
from api.models import ParseStatus, RawData, RawStatus, Resume, ResumeVersion, VersionSource
from api.services import incoming, json_resumes, parses, versions
from api.services.incoming import InspectedFile
from api.services.resumes import default_name
from servicekit.errors import DomainError
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.models import Job, JobStatus
from servicekit.jobs.runner import Attempt
from servicekit.storage.store import StorageUnavailable

log = structlog.get_logger(__name__)

KIND = "import_record"
ORPHANED_AFTER = timedelta(seconds=60)
BATCH = 500
LONGEST_ERROR = 500


def request(*, raw: RawData, user_id: str) -> Job:
    """Ask for a record to become a résumé, in the caller's transaction."""
    return queue.enqueue(KIND, subject_id=raw.pk, user_id=user_id)


def run(*, raw: RawData, attempt: Attempt) -> None:
    """Make the record a résumé, which is then read by a job of its own; repeating makes no second.

    Raises:
        JobFailed: the record is no résumé (final), or storage is down (tried again).
    """
    try:
        version_id = _version_of(raw.pk) or _made(raw, attempt.user_id)
    except BrokenRecord as error:
        raise JobFailed(JobError(error.code, error.detail)) from error
    except StorageUnavailable as error:
        failure = JobError(error.code, error.detail, retryable=True)
        raise JobFailed(failure, retry_in=queue.backoff(attempt.job)) from error
    except DomainError as error:
        raise JobFailed(JobError(error.code, _explained(error))) from error
    with attempt.completing({"resume_id": str(raw.pk)}):
        RawData.objects.filter(pk=raw.pk).update(
            status=RawStatus.IMPORTED, version=version_id, error_code="", error_detail=""
        )


def record_failure(*, raw_id: str, error: JobError) -> None:
    """Write on the record why it became no résumé."""
    RawData.objects.filter(pk=raw_id).update(
        status=RawStatus.FAILED, error_code=error.code, error_detail=error.detail[:LONGEST_ERROR]
    )


def reprocess(*, raws: Iterable[RawData]) -> int:
    """Work again on records that failed, from what was stored; return how many those are."""
    count = 0
    for raw in raws:
        with transaction.atomic():
            count += _again(raw)
    return count


def adopt_orphans() -> int:
    """Ask anew for records that are stored and have no job; return how many those are."""
    limit = timezone.now() - ORPHANED_AFTER
    waiting = RawData.objects.filter(status=RawStatus.STORED, created_at__lt=limit)
    count = 0
    ids: list[UUID] = []
    for raw_id in waiting.values_list("pk", flat=True).iterator():
        ids.append(raw_id)
        if len(ids) == BATCH:
            count += _adopt(ids)
            ids = []
    count += _adopt(ids)
    if count:
        log.warning("orphaned_records_adopted", count=count)
    return count


def _adopt(ids: list[UUID]) -> int:
    busy = Job.objects.filter(
        kind=KIND,
        subject_id__in=list(map(str, ids)),
        status__in=(JobStatus.QUEUED, JobStatus.RUNNING),
    ).values_list("subject_id", flat=True)
    orphans = RawData.objects.filter(pk__in=set(ids) - {UUID(one) for one in busy})
    with transaction.atomic():
        for raw in orphans.select_related("data_request"):
            request(raw=raw, user_id=raw.data_request.user_id)
    return len(orphans)


def _again(raw: RawData) -> int:
    version = raw.version
    if version is not None and version.parse_status == ParseStatus.FAILED:
        parses.request_again(version=version)
        return 1
    failed = RawData.objects.filter(pk=raw.pk, status=RawStatus.FAILED)
    if not failed.update(status=RawStatus.STORED, error_code="", error_detail=""):
        return 0
    request(raw=raw, user_id=raw.data_request.user_id)
    return 1


def _version_of(resume_id: UUID) -> UUID | None:
    """Return the first version of the résumé that an earlier attempt made, None without one."""
    made = ResumeVersion.objects.filter(resume=resume_id).order_by("number")
    return made.values_list("pk", flat=True).first()


def _made(raw: RawData, user_id: str) -> UUID | None:
    source = source_named(raw.data_request.source)
    if source is None:
        raise BrokenRecord("unknown_source", "The source is no longer configured.")
    upload, name = _file(source, raw)
    resume = Resume(id=raw.pk, user_id=user_id, name=name)
    try:
        version = versions.create_resume(
            resume=resume, upload=upload, source=VersionSource.COLLECTED
        )
    except IntegrityError:
        # The record's id is the résumé's: another worker was faster with the same record.
        return _version_of(raw.pk)
    return version.pk


def _file(source: Source, raw: RawData) -> tuple[InspectedFile, str]:
    material: Material = records.material(source, raw.payload)
    if material.sections is not None:
        return json_resumes.as_file(document=material.sections)
    data = material.document
    upload = incoming.inspect(stream=io.BytesIO(data), size=len(data), file_name=material.file_name)
    return upload, default_name(upload.file_name)


def _explained(error: DomainError) -> str:
    """Return an error with the fields that it names, without what stands in them."""
    fields = ", ".join(one.attr for one in error.errors[:10])
    return f"{error.detail} ({fields})" if fields else error.detail
