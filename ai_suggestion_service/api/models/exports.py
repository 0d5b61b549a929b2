"""Exported files."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from api.models.cover_letters import CoverLetter
from api.models.generations import Generation
from api.models.versions import OptimizedVersion


class ExportArtifactQuerySet(models.QuerySet["ExportArtifact"]):
    """The sets of exports that are asked for."""

    def for_user(self, user_id: str) -> ExportArtifactQuerySet:
        """Keep the user's own."""
        return self.filter(user_id=user_id)

    def expired(self, now: datetime) -> ExportArtifactQuerySet:
        """Keep those whose time is over."""
        return self.filter(expires_at__lte=now)


class ExportArtifact(models.Model):
    """A file made of an optimised version, a cover letter or a generated résumé.

    The bytes lie in storage under `storage_key`, which holds nothing that a user chose; `report`
    says what of the content stands in the file and what the truth guard said of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    version = models.ForeignKey(
        OptimizedVersion, null=True, on_delete=models.CASCADE, related_name="exports"
    )
    cover_letter = models.ForeignKey(
        CoverLetter, null=True, on_delete=models.CASCADE, related_name="exports"
    )
    generation = models.ForeignKey(
        Generation, null=True, on_delete=models.CASCADE, related_name="exports"
    )
    format = models.CharField(max_length=8)
    template = models.CharField(max_length=32)
    storage_key = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    report = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()

    objects = ExportArtifactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="export_newest"),
            models.Index(fields=["expires_at"], name="export_expiry"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["storage_key"], name="export_storage_key_unique"),
            models.CheckConstraint(
                condition=Q(
                    version__isnull=False, cover_letter__isnull=True, generation__isnull=True
                )
                | Q(version__isnull=True, cover_letter__isnull=False, generation__isnull=True)
                | Q(version__isnull=True, cover_letter__isnull=True, generation__isnull=False),
                name="export_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
