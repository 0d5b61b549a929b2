"""The audit row."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from servicekit.append_only import AppendOnlyModel, AppendOnlyQuerySet


class AuditQuerySet(AppendOnlyQuerySet["AuditEvent"]):
    """The sets of events that are asked for."""

    def for_user(self, user_id: str) -> AuditQuerySet:
        """Keep the events about one user's data."""
        return self.filter(user_id=user_id)

    def older_than(self, time: timedelta) -> AuditQuerySet:
        """Keep the events from before that time."""
        return self.filter(created_at__lt=timezone.now() - time)


class AuditEvent(AppendOnlyModel):
    """One thing that was done: `actor` (a user id or `service:name`) to an object of `user_id`."""

    user_id = models.CharField(max_length=36)
    actor = models.CharField(max_length=64)
    action = models.CharField(max_length=64)
    object_id = models.CharField(max_length=64, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        app_label = "servicekit"
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="audit_user_newest"),
            models.Index(fields=["created_at"], name="audit_created"),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor}"
