"""What was read from a version."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from api.models.versions import ResumeVersion


class ParsedResume(models.Model):
    """The parser's output for one version, and the user's corrections beside it.

    `corrections` is a JSON merge patch (RFC 7396) on `sections`; reading again leaves it alone.
    """

    version = models.OneToOneField(
        ResumeVersion, primary_key=True, on_delete=models.CASCADE, related_name="parsed"
    )
    raw_text = models.TextField()
    sections = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    page_count = models.PositiveIntegerField(default=1)
    language = models.CharField(max_length=8, blank=True)
    parser_version = models.CharField(max_length=32)
    parsed_at = models.DateTimeField(default=timezone.now)
    corrections = models.JSONField(default=dict)
    corrected_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.version_id)
