"""Login sessions: each is one family of refresh tokens."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class SessionQuerySet(models.QuerySet["Session"]):
    """The sets of sessions that are asked for."""

    def alive(self) -> SessionQuerySet:
        """Keep sessions that can still be refreshed."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class Session(models.Model):
    """One login; `current_jti` names the only refresh token of the family that is still good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions"
    )
    current_jti = models.UUIDField(default=uuid.uuid4)
    user_agent = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="session_expires")]

    def __str__(self) -> str:
        return str(self.id)
