"""Which legal texts an account has accepted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class LegalDocument(models.TextChoices):
    """The texts that can be accepted."""

    TERMS = "terms"
    PRIVACY = "privacy"


class Consent(models.Model):
    """One acceptance of one version of one text."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    document = models.CharField(max_length=10, choices=LegalDocument.choices)
    version = models.CharField(max_length=32)
    accepted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "document", "version"], name="consent_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.version}"
