"""What is purged, and what stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from api.models import AIModel, DailyUse
from api.services import housekeeping
from api.tasks.scheduled import keep_house
from servicekit.jobs.models import Job, JobStatus

pytestmark = pytest.mark.usefixtures("tables")


def _job(days_ago: int) -> Job:
    finished_at = timezone.now() - timedelta(days=days_ago)
    return Job.objects.create(
        kind="suggest", subject_id="s", status=JobStatus.SUCCEEDED, finished_at=finished_at
    )


def test_jobs_long_over_are_purged(settings: Any) -> None:
    settings.JOB_RETENTION_DAYS = 30
    old, new = _job(31), _job(29)
    waiting = Job.objects.create(kind="suggest", subject_id="s")

    housekeeping.keep_house()

    assert set(Job.objects.values_list("pk", flat=True)) == {new.pk, waiting.pk}
    assert not Job.objects.filter(pk=old.pk).exists()


def test_counters_of_past_days_are_purged_and_todays_stay() -> None:
    model, today = AIModel.objects.get(provider="offline"), timezone.now().date()
    DailyUse.objects.create(user_id="u", model=model, day=today - timedelta(days=8))
    DailyUse.objects.create(user_id="u", model=model, day=today)

    keep_house()

    assert [use.day for use in DailyUse.objects.all()] == [today]
