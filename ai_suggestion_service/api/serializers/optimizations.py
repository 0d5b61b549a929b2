"""Shapes of optimisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from api.models import Optimization
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

STRATEGY_NAMES = ("conservative", "keyword_focused", "concise")
CHANGE_STATUSES = ("proposed", "refused")
DIFF_OPS = ("equal", "insert", "delete")
SECTION_STATUSES = ("done", "failed")


class StrategyField(serializers.ChoiceField):
    """The name of a strategy; a hyphen is as good as an underscore."""

    def to_internal_value(self, data: Any) -> str:
        """Return the name as it is kept."""
        return str(super().to_internal_value(data.replace("-", "_") if _is_text(data) else data))


def _is_text(data: Any) -> bool:
    return isinstance(data, str)


class OptimizationIn(OrderIn):
    """What to reword: the latest version of a résumé, for a job description, pasted or kept."""

    version = None  # type: ignore[assignment]  # changes are always made to the latest one
    strategy = StrategyField(choices=STRATEGY_NAMES, required=False, default=STRATEGY_NAMES[0])
    notify = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Mails the caller when it has ended; 409 `no_address` or `email_not_verified`, "
        "429 `too_many_notices`.",
    )


class OptimizationQuery(serializers.Serializer[None]):
    """Filters of the list."""

    resume_id = serializers.UUIDField(required=False)
    job_description_id = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(choices=WorkStatus.choices, required=False)


class DiffPieceOut(serializers.Serializer[None]):
    """A run of text that both have, only the new one or only the old one."""

    op = serializers.ChoiceField(choices=DIFF_OPS)
    text = serializers.CharField()


class RefusalOut(serializers.Serializer[None]):
    """A claim that the résumé does not support; `start` and `end` count characters of `after`."""

    kind = serializers.CharField()
    claim = serializers.CharField()
    detail = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    pointer = serializers.CharField(allow_blank=True)


class ChangeOut(serializers.Serializer[None]):
    """What stands at a place, what would stand there, and why; `section` is a JSON pointer."""

    id = serializers.CharField()
    section = serializers.CharField()
    before = serializers.JSONField(help_text="A text, or a list of them.")
    after = serializers.JSONField(help_text="A text, or a list of them.")
    reason = serializers.CharField(allow_blank=True)
    requirement_ids = serializers.ListField(child=serializers.CharField())
    status = serializers.ChoiceField(choices=CHANGE_STATUSES)
    refusals = RefusalOut(many=True, help_text="What the truth guard found; empty when proposed.")
    diff = DiffPieceOut(many=True)


class SectionProgressOut(serializers.Serializer[None]):
    """What came of one section."""

    section = serializers.CharField()
    status = serializers.ChoiceField(choices=SECTION_STATUSES)
    proposed = serializers.IntegerField()
    refused = serializers.IntegerField()


class ProgressOut(serializers.Serializer[None]):
    """How many sections are done; empty until a worker has begun."""

    attempt = serializers.IntegerField(required=False)
    total = serializers.IntegerField(required=False)
    done = serializers.IntegerField(required=False)
    sections = SectionProgressOut(many=True, required=False)


class OptimizationSummaryOut(serializers.Serializer[None]):
    """An optimisation without its changes."""

    id = serializers.UUIDField()
    resume_id = serializers.UUIDField()
    resume_version_id = serializers.UUIDField(help_text="What the changes are made to.")
    resume_number = serializers.IntegerField()
    job_description = SuggestionJobOut(allow_null=True)
    strategy = serializers.ChoiceField(choices=STRATEGY_NAMES)
    status = serializers.ChoiceField(choices=WorkStatus.choices)
    progress = ProgressOut()
    summary = serializers.CharField(allow_blank=True)
    base_score = serializers.FloatField(allow_null=True, help_text="0 to 100, of the résumé.")
    alignment_score = serializers.FloatField(
        allow_null=True, help_text="0 to 100, with every proposed change."
    )
    warnings = SuggestionWarningOut(many=True)
    model = serializers.CharField()
    provider = serializers.CharField()
    error = SuggestionErrorOut(allow_null=True)
    usage = UsageOut()
    created_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)


class OptimizationOut(OptimizationSummaryOut):
    """Changes to a résumé for a job: those proposed, and those that the truth guard refused."""

    changes = ChangeOut(many=True)


class OptimizationBegun(OptimizationOut):
    """The optimisation as it stands; usually it is still being made."""

    optimization_id = serializers.UUIDField()


class AcceptIn(serializers.Serializer[None]):
    """Which changes to accept: some by id, or all that are proposed."""

    accepted_changes = serializers.ListField(
        child=serializers.CharField(max_length=64),
        allow_empty=False,
        max_length=500,
        required=False,
    )
    apply_all = serializers.BooleanField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require exactly one of the two."""
        if ("accepted_changes" in attrs) == bool(attrs.get("apply_all")):
            raise serializers.ValidationError(
                {"accepted_changes": "Give either accepted_changes or apply_all."},
                code="exactly_one",
            )
        return attrs


def summary_out(optimization: Optimization, progress: Mapping[str, Any]) -> dict[str, Any]:
    """Return an optimisation as `OptimizationSummaryOut` says."""
    return {
        "id": optimization.pk,
        "resume_id": optimization.resume_id,
        "resume_version_id": optimization.resume_version_id,
        "resume_number": optimization.resume_number,
        "job_description": job_out(optimization.job_description),
        "strategy": optimization.strategy,
        "status": optimization.status,
        "progress": progress,
        "summary": optimization.summary,
        "base_score": optimization.score_before,
        "alignment_score": optimization.score_after,
        "warnings": optimization.warnings,
        "model": optimization.model_name,
        "provider": optimization.provider,
        "error": error_out(optimization),
        "usage": optimization.usage,
        "created_at": optimization.created_at,
        "completed_at": optimization.completed_at,
    }


def optimization_out(optimization: Optimization, progress: Mapping[str, Any]) -> dict[str, Any]:
    """Return an optimisation as `OptimizationOut` says; changes are stored as they are shown."""
    return {**summary_out(optimization, progress), "changes": optimization.changes}
