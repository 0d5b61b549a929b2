"""Second factors: a TOTP secret and recovery codes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class SecondFactor(models.Model):
    """An authenticator app; it counts once it was confirmed with a code."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="second_factor",
    )
    encrypted_secret = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return str(self.user_id)


class RecoveryCode(models.Model):
    """A code that replaces the app once; only its hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_unique")
        ]

    def __str__(self) -> str:
        return str(self.pk)
