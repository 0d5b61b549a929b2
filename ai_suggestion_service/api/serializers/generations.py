"""Shapes of generated résumés."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import Generation
from api.models.work import WorkStatus
from api.serializers.cover_letters import RefusedOut
from api.serializers.suggestions import (
    SuggestionErrorOut,
    SuggestionWarningOut,
    UsageOut,
    error_out,
)

MAX_INPUT = 20_000


class GenerationIn(serializers.Serializer[None]):
    """What somebody tells about themselves, in their own words."""

    user_input = serializers.CharField(
        max_length=MAX_INPUT, help_text="20 to 20,000 characters; nothing is added to it."
    )
    model = serializers.CharField(
        max_length=100,
        required=False,
        allow_blank=True,
        help_text="Name or id of a model; empty or `auto` for the default.",
    )


class GenerationSaveIn(serializers.Serializer[None]):
    """How the résumé is called; `token` opens a result that was made without a login."""

    name = serializers.CharField(max_length=255, required=False, default="Generated résumé")
    token = serializers.CharField(max_length=100, required=False, default="")


class GenerationSavedOut(serializers.Serializer[None]):
    """The résumé that was made of it."""

    resume_id = serializers.UUIDField()


class GenerationOut(serializers.Serializer[None]):
    """Sections of which everything was told."""

    id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=WorkStatus.choices)
    sections = serializers.DictField(
        child=serializers.JSONField(), help_text="A JSON Resume object."
    )
    notes = serializers.ListField(
        child=serializers.CharField(), help_text="What a reader of a résumé would miss."
    )
    refused = RefusedOut(many=True, help_text="What was never told; left out.")
    warnings = SuggestionWarningOut(many=True)
    saved_resume_id = serializers.UUIDField(allow_null=True)
    token = serializers.CharField(
        allow_null=True,
        help_text="Without a login: opens the result as `?token=`, for whoever holds it.",
    )
    model = serializers.CharField()
    provider = serializers.CharField()
    error = SuggestionErrorOut(allow_null=True)
    usage = UsageOut()
    created_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)


_SAME = (
    "status",
    "sections",
    "notes",
    "refused",
    "warnings",
    "saved_resume_id",
    "provider",
    "usage",
    "created_at",
    "completed_at",
)


def generation_out(generation: Generation, token: str | None) -> dict[str, Any]:
    """Return a result as `GenerationOut` says."""
    return {
        "id": generation.pk,
        "token": token,
        "model": generation.model_name,
        "error": error_out(generation),
        **{name: getattr(generation, name) for name in _SAME},
    }
