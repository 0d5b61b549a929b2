"""The job row."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class JobStatus(models.TextChoices):
    """Where a job is: queued → running → succeeded | failed."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class JobQuerySet(models.QuerySet["Job"]):
    """The sets of jobs that workers and sweeps ask for."""

    def for_user(self, user_id: str) -> JobQuerySet:
        """Keep the jobs of one user."""
        return self.filter(user_id=user_id)

    def due(self) -> JobQuerySet:
        """Keep queued jobs whose time has come, the longest waiting first."""
        return self.filter(status=JobStatus.QUEUED, run_after__lte=timezone.now()).order_by(
            "run_after"
        )

    def expired(self) -> JobQuerySet:
        """Keep running jobs whose worker has not been heard of within the lease."""
        return self.filter(status=JobStatus.RUNNING, lease_until__lt=timezone.now())

    def over_for(self, time: timedelta) -> JobQuerySet:
        """Keep jobs that ended so long ago."""
        return self.filter(finished_at__lt=timezone.now() - time)

    def owned(self, job_id: Any, claim: Any) -> JobQuerySet:
        """Keep the job if `claim` still holds its lease."""
        return self.filter(pk=job_id, claim=claim, status=JobStatus.RUNNING)


class Job(models.Model):
    """One piece of work about one object, written in the transaction that makes it necessary."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64, db_index=True)
    user_id = models.CharField(max_length=36, blank=True)
    arguments = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=JobStatus.choices, default=JobStatus.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    claim = models.UUIDField(null=True)
    run_after = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    progress = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()
    subject: Any = None  # the object itself, in the process that wrote the job

    class Meta:
        app_label = "servicekit"
        indexes = [
            models.Index(fields=["status", "run_after"], name="job_due"),
            models.Index(fields=["status", "lease_until"], name="job_lease"),
            models.Index(fields=["user_id", "created_at"], name="job_user"),
            models.Index(fields=["claim"], name="job_claim"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(attempt__lte=F("max_attempts")), name="job_attempts_bounded"
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(claim__isnull=False, lease_until__isnull=False),
                name="job_running_has_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing more will happen to the job."""
        return self.status in (JobStatus.SUCCEEDED, JobStatus.FAILED)
