"""Shapes of cover letters."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import CoverLetter
from api.models.work import WorkStatus
from api.serializers.suggestions import (
    OrderIn,
    SuggestionErrorOut,
    SuggestionJobOut,
    SuggestionWarningOut,
    UsageOut,
    error_out,
    job_out,
)

TONES = ("plain", "formal", "warm", "confident")


class CoverLetterIn(OrderIn):
    """What to write a letter from: a résumé and a job description, pasted or kept."""

    tone = serializers.ChoiceField(choices=TONES, required=False)


class CoverLetterQuery(serializers.Serializer[None]):
    """Filters of the list."""

    resume_id = serializers.UUIDField(required=False)
    job_description_id = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(choices=WorkStatus.choices, required=False)


class ClaimOut(serializers.Serializer[None]):
    """Something that the source does not support."""

    kind = serializers.CharField()
    claim = serializers.CharField()
    detail = serializers.CharField()


class RefusedOut(serializers.Serializer[None]):
    """A passage that was left out; `pointer` is where it stood in what the model wrote."""

    pointer = serializers.CharField()
    text = serializers.CharField()
    claims = ClaimOut(many=True)


class CoverLetterOut(serializers.Serializer[None]):
    """A letter of which every sentence is supported by the résumé."""

    id = serializers.UUIDField()
    resume_id = serializers.UUIDField()
    resume_version_id = serializers.UUIDField()
    resume_number = serializers.IntegerField()
    job_description = SuggestionJobOut(allow_null=True)
    status = serializers.ChoiceField(choices=WorkStatus.choices)
    tone = serializers.ChoiceField(choices=TONES)
    subject = serializers.CharField(allow_blank=True)
    greeting = serializers.CharField(allow_blank=True)
    paragraphs = serializers.ListField(child=serializers.CharField())
    closing = serializers.CharField(allow_blank=True)
    signature = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True, help_text="The whole letter as plain text.")
    refused = RefusedOut(
        many=True, help_text="Sentences that claim what the résumé does not say; left out."
    )
    warnings = SuggestionWarningOut(many=True)
    model = serializers.CharField()
    provider = serializers.CharField()
    error = SuggestionErrorOut(allow_null=True)
    usage = UsageOut()
    created_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)


_SAME = (
    "resume_id",
    "resume_version_id",
    "resume_number",
    "status",
    "tone",
    "subject",
    "greeting",
    "paragraphs",
    "closing",
    "signature",
    "text",
    "refused",
    "warnings",
    "provider",
    "usage",
    "created_at",
    "completed_at",
)


def cover_letter_out(letter: CoverLetter) -> dict[str, Any]:
    """Return a letter as `CoverLetterOut` says."""
    return {
        "id": letter.pk,
        "job_description": job_out(letter.job_description),
        "model": letter.model_name,
        "error": error_out(letter),
        **{name: getattr(letter, name) for name in _SAME},
    }
