"""Who collects: `COLLECTORS` jobs at most, shared out among the requests that are unfinished.

A collector says every second that it is alive. One that was not heard of for a while is dismissed:
its pages are anybody's, and another takes its place long before its job's lease runs out.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from api.models import CollectionStatus, Collector, DataRequest
from servicekit.jobs import queue
from servicekit.jobs.models import Job, JobStatus

log = structlog.get_logger(__name__)

KIND = "collect_pages"
BEAT_SECONDS = 1.0
DEAD_AFTER = timedelta(seconds=4)
# Collectors mostly wait; those that take over are not to stand behind the records of the others.
PRECEDENCE_SECONDS = 3600.0


def staff(*, urgent: bool = False, leaving: UUID | None = None) -> int:
    """Dismiss the dead and ask for the collectors that are missing; return how many.

    `urgent` ones go ahead of waiting jobs; `leaving` is a collector that is about to end.
    """
    dismissed, _ = Collector.objects.filter(seen_at__lt=timezone.now() - DEAD_AFTER).delete()
    if dismissed:
        log.warning("collectors_dismissed", count=dismissed)
    waiting = list(DataRequest.objects.unfinished()[: settings.COLLECTORS])
    if not waiting:
        return 0
    working = _working(leaving)
    free = settings.COLLECTORS - sum(working.values())
    missing = _missing(waiting, working)[: max(free, 0)]
    for request in missing:
        queue.enqueue(
            KIND,
            subject_id=request.pk,
            user_id=request.user_id,
            delay=-PRECEDENCE_SECONDS if urgent else 0.0,
        )
    return len(missing)


def enlist(*, job: Job, request: DataRequest) -> Collector | None:
    """Begin to collect; None when there are enough collectors already."""
    others = Collector.objects.exclude(pk=job.pk).filter(seen_at__gt=timezone.now() - DEAD_AFTER)
    if others.count() >= settings.COLLECTORS:
        return None
    now = timezone.now()
    DataRequest.objects.filter(pk=request.pk).update(served_at=now)
    DataRequest.objects.filter(pk=request.pk, status=CollectionStatus.QUEUED).update(
        status=CollectionStatus.COLLECTING, started_at=now
    )
    # An earlier attempt of the same job may have left pages taken.
    Collector.objects.filter(pk=job.pk).delete()
    return Collector.objects.create(id=job.pk, data_request=request, seen_at=now)


def is_alive(collector: Collector) -> bool:
    """Say that a collector is alive; False when it was dismissed meanwhile."""
    return bool(Collector.objects.filter(pk=collector.pk).update(seen_at=timezone.now()))


def _working(leaving: UUID | None) -> Counter[str]:
    """Count who works or is about to, by request."""
    about_to = Q(status=JobStatus.QUEUED) | Q(
        status=JobStatus.RUNNING, started_at__gt=timezone.now() - DEAD_AFTER
    )
    jobs = Job.objects.filter(about_to, kind=KIND).values_list("pk", "subject_id")
    collectors = Collector.objects.values_list("pk", "data_request_id")
    by_id: dict[Any, str] = {**dict(jobs), **{pk: str(request) for pk, request in collectors}}
    by_id.pop(leaving, None)
    return Counter(by_id.values())


def _missing(waiting: list[DataRequest], working: Counter[str]) -> list[DataRequest]:
    """Return the requests that lack collectors, each as often as it lacks one."""
    shares = Counter(waiting[place % len(waiting)].pk for place in range(settings.COLLECTORS))
    lacking = {request: shares[request.pk] - working[str(request.pk)] for request in waiting}
    return [request for request, lack in lacking.items() for _ in range(max(lack, 0))]
