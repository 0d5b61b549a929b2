"""Writing, claiming and ending jobs by conditional updates, safe between any number of workers."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from servicekit.jobs import transports
from servicekit.jobs.kinds import JobError, LeaseLost, kind_named
from servicekit.jobs.models import Job, JobStatus
from servicekit.request_ids import current_request_id

log = structlog.get_logger(__name__)

LEASE_SECONDS = 30.0
# Renewals come every third of a lease: this outlives the first gap, and little more.
FIRST_LEASE_SECONDS = LEASE_SECONDS / 2
LONGEST_BACKOFF_SECONDS = 300.0


def enqueue(
    kind: str,
    *,
    subject_id: Any,
    user_id: str = "",
    arguments: dict[str, Any] | None = None,
    delay: float = 0.0,
) -> Job:
    """Write a job row in the caller's transaction and announce it when that commits."""
    job = _draft(kind, subject_id, user_id, arguments)
    job.run_after += timedelta(seconds=delay)
    job.save(force_insert=True)
    transaction.on_commit(lambda: transports.announce([str(job.pk)]))
    return job


def enqueue_claimed(
    kind: str,
    *,
    subject_id: Any,
    user_id: str = "",
    arguments: dict[str, Any] | None = None,
    subject: Any = None,
) -> Job:
    """Write a job row that this process runs itself (`local.run_and_wait`); nobody else takes it.

    When the process dies, the lease runs out and the sweep gives the job to a worker. `subject`
    spares an attempt in this process from reading what the caller has at hand.
    """
    job = _draft(kind, subject_id, user_id, arguments)
    job.subject = subject
    now = timezone.now()
    job.status, job.claim, job.attempt = JobStatus.RUNNING, uuid.uuid4(), 1
    job.started_at, job.lease_until = now, now + timedelta(seconds=FIRST_LEASE_SECONDS)
    job.save(force_insert=True)
    return job


def _draft(kind: str, subject_id: Any, user_id: str, arguments: dict[str, Any] | None) -> Job:
    return Job(
        kind=kind,
        subject_id=str(subject_id),
        user_id=user_id,
        arguments=arguments or {},
        max_attempts=kind_named(kind).max_attempts,
        request_id=current_request_id(),
    )


def hand_over(job: Job) -> None:
    """Give a claimed job back before it was begun, for somebody else to run."""
    Job.objects.owned(job.pk, job.claim).update(
        status=JobStatus.QUEUED, claim=None, lease_until=None, attempt=F("attempt") - 1
    )
    transports.announce([str(job.pk)])


def claim_due(limit: int) -> list[Job]:
    """Claim up to `limit` jobs whose time has come, the longest waiting first."""
    candidates = list(Job.objects.due().values_list("pk", flat=True)[:limit])
    return claim(candidates) if candidates else []


def claim(job_ids: Sequence[Any]) -> list[Job]:
    """Claim those of `job_ids` that are still queued and due."""
    token, now = uuid.uuid4(), timezone.now()
    claimed = Job.objects.filter(
        pk__in=job_ids, status=JobStatus.QUEUED, run_after__lte=now, attempt__lt=F("max_attempts")
    ).update(
        status=JobStatus.RUNNING,
        claim=token,
        attempt=F("attempt") + 1,
        lease_until=now + timedelta(seconds=LEASE_SECONDS),
        started_at=now,
    )
    return list(Job.objects.filter(claim=token, status=JobStatus.RUNNING)) if claimed else []


def renew(claims: Sequence[tuple[Any, Any]]) -> None:
    """Extend the leases of jobs this process is still working on (pairs of job id and claim)."""
    until = timezone.now() + timedelta(seconds=LEASE_SECONDS)
    tokens = {token for _, token in claims}
    Job.objects.filter(
        pk__in=[job_id for job_id, _ in claims], claim__in=tokens, status=JobStatus.RUNNING
    ).update(lease_until=until)


def succeed(job: Job, result: dict[str, Any] | None) -> None:
    """End the job well, inside the transaction that writes what it found.

    Raises:
        LeaseLost: another attempt holds the job, so nothing of this one may be written.
    """
    ended = Job.objects.owned(job.pk, job.claim).update(
        status=JobStatus.SUCCEEDED,
        result=result,
        error=None,
        lease_until=None,
        finished_at=timezone.now(),
    )
    if not ended:
        raise LeaseLost(str(job.pk))


def retry_or_fail(job: Job, error: JobError, *, retry_in: float | None) -> bool:
    """Queue another attempt if one is left and wanted, otherwise fail; tell whether it goes on."""
    if retry_in is None or job.attempt >= job.max_attempts:
        fail(job, error)
        return False
    jitter = random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, guards nothing
    pause = min(retry_in * jitter, LONGEST_BACKOFF_SECONDS)
    Job.objects.owned(job.pk, job.claim).update(
        status=JobStatus.QUEUED,
        claim=None,
        lease_until=None,
        error=error.as_json(),
        run_after=timezone.now() + timedelta(seconds=pause),
    )
    return True


def fail(job: Job, error: JobError) -> None:
    """End the job as failed and let its kind write that to the subject, both or neither.

    Raises:
        LeaseLost: another attempt holds the job.
    """
    with transaction.atomic():
        ended = Job.objects.owned(job.pk, job.claim).update(
            status=JobStatus.FAILED,
            error=error.as_json(),
            lease_until=None,
            finished_at=timezone.now(),
        )
        if not ended:
            raise LeaseLost(str(job.pk))
        kind_named(job.kind).on_failure(job, error)
    log.warning("job_failed", job_id=str(job.pk), kind=job.kind, code=error.code)


def cancel(kind: str, *, subject_id: Any, error: JobError) -> None:
    """End what is unfinished about a subject; a worker on it loses its lease and writes nothing."""
    unfinished = Job.objects.filter(
        kind=kind,
        subject_id=str(subject_id),
        status__in=(JobStatus.QUEUED, JobStatus.RUNNING),
    )
    unfinished.update(
        status=JobStatus.FAILED,
        error=error.as_json(),
        claim=None,
        lease_until=None,
        finished_at=timezone.now(),
    )


def set_progress(job: Job, progress: dict[str, Any]) -> bool:
    """Write how far the job is; with a lost lease nothing is written. Tell whether it is held."""
    return bool(Job.objects.owned(job.pk, job.claim).update(progress=progress))


def backoff(job: Job) -> float:
    """Return the seconds to wait before the next attempt: doubling from the kind's base."""
    base = kind_named(job.kind).retry_base
    return float(min(base * 2 ** max(job.attempt - 1, 0), LONGEST_BACKOFF_SECONDS))
