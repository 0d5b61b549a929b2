"""Versions of résumés: each is one file."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from api.models.resumes import Resume


class ParseStatus(models.TextChoices):
    """How far reading the file is."""

    PENDING = "pending"
    PARSING = "parsing"
    COMPLETED = "completed"
    FAILED = "failed"


class VersionSource(models.TextChoices):
    """How the file came here."""

    UPLOAD = "upload"
    PRESIGNED = "presigned"
    RESTORED = "restored"
    OPTIMIZED = "optimized"
    BATCH = "batch"
    IMPORTED = "imported"
    COLLECTED = "collected"


class VersionQuerySet(models.QuerySet["ResumeVersion"]):
    """The sets of versions that are asked for."""

    def for_user(self, user_id: str) -> VersionQuerySet:
        """Keep versions of the user's résumés that are not deleted."""
        return self.filter(resume__user_id=user_id, resume__deleted_at=None)


class ResumeVersion(models.Model):
    """One file of a résumé; its id is the file id of the API."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resume = models.ForeignKey(Resume, on_delete=models.CASCADE, related_name="versions")
    user_id = models.CharField(max_length=36)
    number = models.PositiveIntegerField()
    storage_key = models.CharField(max_length=255)
    file_name = models.CharField(max_length=255)
    file_size = models.PositiveBigIntegerField()
    file_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    comment = models.CharField(max_length=500, blank=True)
    source = models.CharField(
        max_length=10, choices=VersionSource.choices, default=VersionSource.UPLOAD
    )
    duplicate_of = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="duplicates"
    )
    parse_status = models.CharField(
        max_length=10, choices=ParseStatus.choices, default=ParseStatus.PENDING
    )
    parse_error = models.CharField(max_length=500, null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "sha256"], name="version_user_hash"),
            models.Index(fields=["storage_key"], name="version_storage_key"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["resume", "number"], name="version_number_unique"),
            models.CheckConstraint(
                condition=models.Q(file_size__gt=0), name="version_file_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
