"""The audit row."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class AppendOnly(RuntimeError):
    """Code tried to change or remove what was recorded."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """Events can be read and added; only the end of an account or its retention removes them."""

    def for_user(self, user_id: str) -> AuditQuerySet:
        """Keep the events about one user's data."""
        return self.filter(user_id=user_id)

    def update(self, **_: Any) -> int:
        """Refuse."""
        raise AppendOnly("audit events are not changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse; see `purge`."""
        raise AppendOnly("audit events are not deleted one by one")

    def purge(self) -> int:
        """Remove these events at the end of an account or of their retention time."""
        return super().delete()[0]


class AuditEvent(models.Model):
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event; an old one cannot be saved again."""
        if not self._state.adding:
            raise AppendOnly("audit events are not changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnly("audit events are not deleted one by one")
