"""Shapes of suggestions."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import JobDescription, Suggestion
from api.models.work import ProviderWork, WorkStatus

IMPORTANCES = ("must", "nice")
VERDICTS = ("met", "partial", "missing", "unassessable")
REQUIREMENT_KINDS = (
    "skill",
    "experience",
    "degree",
    "language",
    "certificate",
    "responsibility",
    "other",
)
ACTION_KINDS = ("truthful_gain", "gap", "format")


class OrderIn(serializers.Serializer[None]):
    """What to work on: a résumé and a job description, pasted or kept."""

    resume_id = serializers.UUIDField()
    job_description = serializers.CharField(
        required=False, help_text="20 to 20,000 characters; or give job_description_id."
    )
    job_description_id = serializers.UUIDField(required=False)
    version = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, help_text="Default: the latest."
    )
    model = serializers.CharField(
        max_length=100,
        required=False,
        allow_blank=True,
        help_text="Name or id of a model; empty or `auto` for the default.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require exactly one of the two job fields."""
        if ("job_description" in attrs) == ("job_description_id" in attrs):
            raise serializers.ValidationError(
                {"job_description": "Give either job_description or job_description_id."},
                code="exactly_one",
            )
        return attrs


class SuggestionIn(OrderIn):
    """What to compare, and how often."""

    samples = serializers.IntegerField(
        min_value=1,
        max_value=3,
        default=1,
        help_text="How often the model judges; `stability` tells how far it agrees with itself.",
    )


class SuggestionQuery(serializers.Serializer[None]):
    """Filters of the list."""

    resume_id = serializers.UUIDField(required=False)
    job_description_id = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(choices=WorkStatus.choices, required=False)


class EvidenceOut(serializers.Serializer[None]):
    """A passage of the résumé; `start` and `end` count characters of the version's text."""

    quote = serializers.CharField()
    section = serializers.CharField(allow_null=True)
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class RequirementOut(serializers.Serializer[None]):
    """One thing the job asks for, and how far the résumé shows it."""

    id = serializers.CharField()
    text = serializers.CharField()
    importance = serializers.ChoiceField(choices=IMPORTANCES)
    kind = serializers.ChoiceField(choices=REQUIREMENT_KINDS)
    verdict = serializers.ChoiceField(choices=VERDICTS)
    evidence = EvidenceOut(many=True)
    rationale = serializers.CharField(allow_blank=True)
    points = serializers.FloatField()
    max_points = serializers.FloatField(help_text="0 when it cannot be assessed.")


class ActionOut(serializers.Serializer[None]):
    """Something to do, with the points it is worth."""

    text = serializers.CharField()
    kind = serializers.ChoiceField(choices=ACTION_KINDS)
    requirement_id = serializers.CharField(allow_null=True)
    points = serializers.FloatField()


class SuggestionWarningOut(serializers.Serializer[None]):
    """What was corrected or left out on the way."""

    code = serializers.CharField()
    detail = serializers.CharField()
    requirement_id = serializers.CharField(allow_null=True)


class SuggestionErrorOut(serializers.Serializer[None]):
    """Why there is no result, and whether asking again may help."""

    code = serializers.CharField()
    detail = serializers.CharField()
    retryable = serializers.BooleanField()


class UsageOut(serializers.Serializer[None]):
    """What the provider counted; null where it does not count."""

    calls = serializers.IntegerField(required=False)
    input_tokens = serializers.IntegerField(allow_null=True, required=False)
    output_tokens = serializers.IntegerField(allow_null=True, required=False)


class SuggestionJobOut(serializers.Serializer[None]):
    """The job description it was made for; null once that was deleted."""

    id = serializers.UUIDField()
    title = serializers.CharField(allow_blank=True)
    company = serializers.CharField(allow_blank=True)


class StabilityOut(serializers.Serializer[None]):
    """How far several judgements agree: their scores, and the requirements that they differ on."""

    samples = serializers.IntegerField(min_value=2)
    scores = serializers.ListField(child=serializers.FloatField(allow_null=True))
    spread = serializers.FloatField(allow_null=True, help_text="Highest less lowest score.")
    unsettled = serializers.ListField(child=serializers.CharField())


class SuggestionOut(serializers.Serializer[None]):
    """How well the résumé answers the job, why, and what to improve.

    `score` = 100 × Σ points ÷ Σ max_points; null until completed, on failure, and when nothing
    that the job asks for can be assessed.
    """

    id = serializers.UUIDField()
    resume_id = serializers.UUIDField()
    resume_version_id = serializers.UUIDField()
    job_description = SuggestionJobOut(allow_null=True)
    status = serializers.ChoiceField(choices=WorkStatus.choices)
    score = serializers.FloatField(min_value=0, max_value=100, allow_null=True)
    feedback = serializers.CharField(allow_blank=True, help_text="Markdown.")
    summary = serializers.CharField(allow_blank=True)
    requirements = RequirementOut(many=True)
    actions = ActionOut(many=True)
    warnings = SuggestionWarningOut(many=True)
    model = serializers.CharField()
    provider = serializers.CharField()
    error = SuggestionErrorOut(allow_null=True)
    usage = UsageOut()
    stability = StabilityOut(allow_null=True)
    created_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)


def suggestion_out(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion as `SuggestionOut` says.

    Ledgers are stored as they are shown; going through a serializer field by field would cost
    several times everything else in a request.
    """
    return {
        "id": suggestion.pk,
        "resume_id": suggestion.resume_id,
        "resume_version_id": suggestion.resume_version_id,
        "job_description": job_out(suggestion.job_description),
        "status": suggestion.status,
        "score": suggestion.score,
        "feedback": suggestion.feedback,
        "summary": suggestion.summary,
        "requirements": suggestion.requirements,
        "actions": suggestion.actions,
        "warnings": suggestion.warnings,
        "model": suggestion.model_name,
        "provider": suggestion.provider,
        "error": error_out(suggestion),
        "usage": suggestion.usage,
        "stability": suggestion.stability,
        "created_at": suggestion.created_at,
        "completed_at": suggestion.completed_at,
    }


def job_out(job: JobDescription | None) -> dict[str, Any] | None:
    """Return a job description as `SuggestionJobOut` says."""
    return {"id": job.pk, "title": job.title, "company": job.company} if job else None


def error_out(work: ProviderWork) -> dict[str, Any] | None:
    """Return why there is no result, as `SuggestionErrorOut` says; None when nothing failed."""
    if not work.error_code:
        return None
    return {
        "code": work.error_code,
        "detail": work.error_detail,
        "retryable": work.error_retryable,
    }


class ReceiptOut(serializers.Serializer[None]):
    """What the suggestion was made from, by SHA-256."""

    suggestion_id = serializers.UUIDField()
    resume_id = serializers.UUIDField()
    resume_version_id = serializers.UUIDField()
    score = serializers.FloatField(allow_null=True)
    resume_sha256 = serializers.CharField(help_text="Of the résumé's text.")
    job_description_sha256 = serializers.CharField()
    rules_version = serializers.CharField(help_text="Of the rules from ledger to score.")
    prompt = serializers.CharField(help_text="Name and version of the prompt.")
    prompt_sha256 = serializers.CharField()
    provider = serializers.CharField()
    model = serializers.CharField(help_text="As the provider knows it.")
    request_sha256 = serializers.CharField()
    reply_sha256 = serializers.CharField()
    ledger_sha256 = serializers.CharField()
    created_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField()


class ReplayOut(serializers.Serializer[None]):
    """The stored score beside the one computed again from the stored ledger."""

    suggestion_id = serializers.UUIDField()
    stored_score = serializers.FloatField(allow_null=True)
    replayed_score = serializers.FloatField(allow_null=True)
    ledger_intact = serializers.BooleanField()
    identical = serializers.BooleanField()
    rules_version = serializers.CharField()


class FeedbackIn(serializers.Serializer[Any]):
    """What the person says of the suggestion."""

    is_helpful = serializers.BooleanField()
    comment = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class FeedbackOut(FeedbackIn):
    """Feedback as it is kept."""

    suggestion_id = serializers.UUIDField()
    created_at = serializers.DateTimeField()
