"""Suggestions: how well a résumé answers a job, and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from api.models.job_descriptions import JOB_NOT_SHOWN, JobDescription
from api.models.work import ProviderWork


class Suggestion(ProviderWork):
    """The ledger of requirements with its score, or the reason why there is none.

    `score` is None unless the suggestion completed and something in the ledger could be assessed.
    `input` is `resume_text`, `sections`, `job_text`, `job_title` and `samples`. `stability` tells
    how far several judgements agree, None where there was one.
    """

    NOUN = "suggestion"
    SHOWN_WITH = ("job_description",)
    NOT_SHOWN = ("receipt", *JOB_NOT_SHOWN)

    resume_id = models.UUIDField()
    resume_version_id = models.UUIDField()
    job_description = models.ForeignKey(
        JobDescription, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    score = models.FloatField(null=True)
    summary = models.TextField(blank=True)
    feedback = models.TextField(blank=True)
    requirements = models.JSONField(default=list)
    actions = models.JSONField(default=list)
    receipt = models.JSONField(default=dict)
    stability = models.JSONField(null=True)

    class Meta(ProviderWork.Meta):
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="suggestion_newest"),
            models.Index(fields=["user_id", "resume_id"], name="suggestion_resume"),
            models.Index(fields=["status", "ai_model"], name="suggestion_load"),
        ]
        constraints = [
            *ProviderWork.Meta.constraints,
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(status="completed"),
                name="suggestion_score_only_completed",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="suggestion_score_in_range",
            ),
        ]


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
