"""Notices: mails that the other service may have sent, once each."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class NoticeKind(models.TextChoices):
    """What a notice is about."""

    OPTIMIZATION_READY = "optimization_ready"


class NoticeOutcome(models.TextChoices):
    """How that went."""

    COMPLETED = "completed"
    FAILED = "failed"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """The sets of notices that are asked for."""

    def unused(self) -> NoticeQuerySet:
        """Keep those whose ticket is still good."""
        return self.filter(outcome="", expires_at__gt=timezone.now())

    def due(self) -> NoticeQuerySet:
        """Keep those whose ticket was used and whose mail nobody has begun to send."""
        return self.exclude(outcome="").filter(sent_at=None)


class Notice(models.Model):
    """A mail that whoever holds the ticket may have sent to the user; its row goes with the mail.

    `outcome` is "" until the ticket is used. `email` is the address of a user whose account an
    outside identity provider keeps; accounts have their own. `sent_at` is set before the mail is
    sent, so that a worker that dies then does not have it sent twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36, db_index=True)
    kind = models.CharField(max_length=32, choices=NoticeKind.choices)
    email = models.EmailField(max_length=254, blank=True)
    ticket_hash = models.CharField(max_length=64)
    outcome = models.CharField(max_length=16, choices=NoticeOutcome.choices, blank=True)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="notice_expires")]
        constraints = [
            models.UniqueConstraint(fields=["ticket_hash"], name="notice_ticket_unique"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(outcome=""), name="notice_sent_only_used"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
