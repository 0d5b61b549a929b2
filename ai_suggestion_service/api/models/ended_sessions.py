"""Sessions that the résumé service has ended; their access tokens may still be unexpired."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class EndedSession(models.Model):
    """One ended session, kept until no token of it can be valid any more."""

    id = models.UUIDField(primary_key=True, editable=False)
    ended_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return str(self.id)
