"""What is purged, on schedule."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from api.models import DailyUse
from api.services import ended_sessions, erased_accounts, exports, generations
from servicekit.audit.models import AuditEvent
from servicekit.idempotency import store as idempotency
from servicekit.jobs.models import Job

log = structlog.get_logger(__name__)

COUNTERS_KEPT = timedelta(days=7)


def keep_house() -> None:
    """Purge what is past its time, in tables and in storage."""
    now = timezone.now()
    counters_until = (now - COUNTERS_KEPT).date()
    log.info(
        "house_kept",
        ended_sessions=ended_sessions.purge_old(),
        erased_accounts=erased_accounts.purge_old(),
        idempotency_keys=idempotency.purge_expired(),
        daily_uses=DailyUse.objects.filter(day__lt=counters_until).delete()[0],
        jobs=Job.objects.over_for(timedelta(days=settings.JOB_RETENTION_DAYS)).delete()[0],
        audit_events=AuditEvent.objects.older_than(
            timedelta(days=settings.AUDIT_RETENTION_DAYS)
        ).purge(),
        anonymous_generations=generations.purge_anonymous(),
        exports=exports.purge_expired(),
        orphaned_objects=exports.sweep_orphans(),
    )
