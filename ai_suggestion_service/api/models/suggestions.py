"""Suggestions: how well a résumé answers a job, and why."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from api.models.ai_models import AIModel
from api.models.job_descriptions import JobDescription


class SuggestionStatus(models.TextChoices):
    """How far a suggestion is."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """The sets of suggestions that are asked for."""

    def for_user(self, user_id: str) -> SuggestionQuerySet:
        """Keep the user's own."""
        return self.filter(user_id=user_id)

    def shown(self) -> SuggestionQuerySet:
        """Read what callers see in one statement, and not what only the job needs."""
        text = ("text", "sha256", "metadata", "warnings")
        unread = (f"job_description__{name}" for name in text)
        return self.select_related("job_description").defer("input", "receipt", *unread)

    def unfinished(self) -> SuggestionQuerySet:
        """Keep those that have neither result nor error yet."""
        return self.filter(status__in=(SuggestionStatus.QUEUED, SuggestionStatus.PROCESSING))


class Suggestion(models.Model):
    """The ledger of requirements with its score, or the reason why there is none.

    `score` is None unless the suggestion completed and something in the ledger could be assessed.
    `model_name` and `provider` are kept as they were when it was asked for. `input` is what the job
    needs (`resume_text`, `sections`, `job_text`, `job_title`, and `counted_on`, the day whose limit
    was used up): a copy, because the job must survive the request that brought the caller's token.
    It goes in the statement that ends the suggestion.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    resume_id = models.UUIDField()
    resume_version_id = models.UUIDField()
    job_description = models.ForeignKey(
        JobDescription, null=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    ai_model = models.ForeignKey(AIModel, null=True, on_delete=models.SET_NULL, related_name="+")
    model_name = models.CharField(max_length=200)
    provider = models.CharField(max_length=32)
    status = models.CharField(
        max_length=10, choices=SuggestionStatus.choices, default=SuggestionStatus.QUEUED
    )
    input = models.JSONField(null=True)
    score = models.FloatField(null=True)
    summary = models.TextField(blank=True)
    feedback = models.TextField(blank=True)
    requirements = models.JSONField(default=list)
    actions = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    receipt = models.JSONField(default=dict)
    usage = models.JSONField(default=dict)
    error_code = models.CharField(max_length=64, blank=True)
    error_detail = models.CharField(max_length=500, blank=True)
    error_retryable = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    completed_at = models.DateTimeField(null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="suggestion_newest"),
            models.Index(fields=["user_id", "resume_id"], name="suggestion_resume"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(status="completed"),
                name="suggestion_score_only_completed",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="suggestion_score_in_range",
            ),
            models.CheckConstraint(
                condition=Q(status="failed", error_code__gt="")
                | (~Q(status="failed") & Q(error_code="")),
                name="suggestion_error_only_failed",
            ),
            models.CheckConstraint(
                condition=Q(input__isnull=True) | Q(status__in=("queued", "processing")),
                name="suggestion_input_only_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing more will happen to it."""
        return self.status in (SuggestionStatus.COMPLETED, SuggestionStatus.FAILED)


class SuggestionFeedback(models.Model):
    """What the person says of a suggestion: one word each, the last one counts."""

    suggestion = models.OneToOneField(
        Suggestion, primary_key=True, on_delete=models.CASCADE, related_name="person_feedback"
    )
    is_helpful = models.BooleanField()
    comment = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return str(self.suggestion_id)
