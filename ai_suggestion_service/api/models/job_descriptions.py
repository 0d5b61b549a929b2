"""Job descriptions."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

# Columns that work on a job description does not show with it.
JOB_NOT_SHOWN = tuple(
    f"job_description__{name}" for name in ("text", "sha256", "metadata", "warnings")
)


class JobDescriptionQuerySet(models.QuerySet["JobDescription"]):
    """The sets of job descriptions that are asked for."""

    def for_user(self, user_id: str) -> JobDescriptionQuerySet:
        """Keep the user's own."""
        return self.filter(user_id=user_id)


class JobDescription(models.Model):
    """The text of a job advertisement, cleaned and whole; `sha256` is the text's.

    `metadata` holds the facts that the text itself states (title, company, seniority, salary …);
    `warnings` what the cleaning took out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    title = models.CharField(max_length=255, blank=True)
    company = models.CharField(max_length=255, blank=True)
    location = models.CharField(max_length=255, blank=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    metadata = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = JobDescriptionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="job_description_newest")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="job_description_text_not_empty"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
