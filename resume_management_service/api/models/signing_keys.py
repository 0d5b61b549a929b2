"""Keys that sign tokens."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SigningKey(models.Model):
    """A key pair; the private half is encrypted with the service's secret."""

    kid = models.CharField(max_length=64, primary_key=True)
    encrypted_private_key = models.BinaryField()
    public_jwk = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    signs_from = models.DateTimeField(default=timezone.now)
    retires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-signs_from"]

    def __str__(self) -> str:
        return self.kid
