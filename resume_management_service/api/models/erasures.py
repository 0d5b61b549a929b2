"""Erased accounts: the receipt that stays, without personal data."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Erasure(models.Model):
    """One erasure: the random id of the former account, what was removed, and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True)
    removed = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id"], name="erasure_once_per_account")]

    def __str__(self) -> str:
        return str(self.id)
