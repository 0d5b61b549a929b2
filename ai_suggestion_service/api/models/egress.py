"""What left this service for an outside provider."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class EgressOutcome(models.TextChoices):
    """What is known of a call."""

    ANSWERED = "answered"
    FAILED = "failed"
    UNKNOWN = "unknown"


class EgressRecordQuerySet(models.QuerySet["EgressRecord"]):
    """The sets of records that are asked for."""

    def for_user(self, user_id: str) -> EgressRecordQuerySet:
        """Keep what left on behalf of the user."""
        return self.filter(user_id=user_id)


class EgressRecord(models.Model):
    """One message to a provider: its size in bytes and SHA-256, never its text.

    Tokens are None where the provider counted none, `cost` (US dollars) where its model has no
    prices.

    The outcome `unknown` stands for an attempt whose process died: something may have left, and
    nobody can say what, so `sha256` is empty and `size` 0.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    purpose = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    provider = models.CharField(max_length=32)
    host = models.CharField(max_length=255, blank=True)
    model_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    input_tokens = models.PositiveIntegerField(null=True)
    output_tokens = models.PositiveIntegerField(null=True)
    latency_ms = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(max_digits=14, decimal_places=8, null=True)
    outcome = models.CharField(max_length=10, choices=EgressOutcome.choices)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EgressRecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-sent_at", "-id"], name="egress_newest"),
            models.Index(fields=["subject_id"], name="egress_subject"),
        ]

    def __str__(self) -> str:
        return str(self.id)
