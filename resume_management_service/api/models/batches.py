"""Batches: many files in one request."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from api.models.resumes import Resume
from api.models.versions import ResumeVersion


class BatchUploadQuerySet(models.QuerySet["BatchUpload"]):
    """The sets of batches that are asked for."""

    def for_user(self, user_id: str) -> BatchUploadQuerySet:
        """Keep the user's batches."""
        return self.filter(user_id=user_id)


class BatchUpload(models.Model):
    """One request with many files."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BatchUploadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user_id", "created_at"], name="batch_user_newest")]

    def __str__(self) -> str:
        return str(self.id)


class BatchEntry(models.Model):
    """One file of a batch: a résumé that is being read, or why there is none."""

    batch = models.ForeignKey(BatchUpload, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=255)
    resume = models.ForeignKey(Resume, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.ForeignKey(
        ResumeVersion, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    job_id = models.UUIDField(null=True)
    error_code = models.CharField(max_length=64, blank=True)
    error_detail = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_position_unique"),
            models.CheckConstraint(
                condition=Q(job_id=None, error_code__gt="")
                | Q(job_id__isnull=False, error_code=""),
                name="batch_entry_has_job_or_error",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
