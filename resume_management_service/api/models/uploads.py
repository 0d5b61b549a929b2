"""Uploads that go straight to storage and become versions once they are verified."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class PendingUploadQuerySet(models.QuerySet["PendingUpload"]):
    """The sets of pending uploads that are asked for."""

    def for_user(self, user_id: str) -> PendingUploadQuerySet:
        """Keep the user's uploads."""
        return self.filter(user_id=user_id)


class PendingUpload(models.Model):
    """A promise to upload; `id` becomes the version's id, `resume_id` may not exist yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    resume_id = models.UUIDField(db_index=True)
    storage_key = models.CharField(max_length=255)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    expires_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PendingUploadQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)
