"""What heals lost messages and lost workers: run every few seconds by a worker or beat."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.core.cache import cache
from django.utils import timezone

from servicekit.jobs import queue, transports
from servicekit.jobs.kinds import LeaseLost
from servicekit.jobs.models import Job, JobStatus
from servicekit.jobs.runner import WORKER_LOST

log = structlog.get_logger(__name__)

MESSAGE_LOST_AFTER = timedelta(seconds=5)
BATCH = 500


def sweep() -> int:
    """Requeue jobs whose lease ran out, and announce again what waits; return how many.

    What has expired in a cache table goes too: a server of its own forgets by itself.
    """
    if purge := getattr(cache, "purge_expired", None):
        purge()
    return _requeue_expired() + _announce_waiting()


def _requeue_expired() -> int:
    expired = list(Job.objects.expired()[:BATCH])
    again = []
    for job in expired:
        try:
            goes_on = queue.retry_or_fail(job, WORKER_LOST, retry_in=0.0)
        except LeaseLost:
            continue
        log.warning("lease_expired", job_id=str(job.pk), kind=job.kind, attempt=job.attempt)
        if goes_on:
            again.append(str(job.pk))
    if again:
        transports.announce(again)
    return len(expired)


def _announce_waiting() -> int:
    overdue = timezone.now() - MESSAGE_LOST_AFTER
    waiting = Job.objects.filter(status=JobStatus.QUEUED, run_after__lt=overdue)
    ids = [str(pk) for pk in waiting.order_by("run_after").values_list("pk", flat=True)[:BATCH]]
    if ids:
        transports.announce(ids)
    return len(ids)
