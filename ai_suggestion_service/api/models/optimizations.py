"""Optimisations: a résumé reworded for a job, change by change."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from api.models.job_descriptions import JOB_NOT_SHOWN, JobDescription
from api.models.work import ProviderWork


class Optimization(ProviderWork):
    """The changes that are proposed, and those that the truth guard refused.

    `base_sha256` names the text and sections that the changes replace. Scores are computed from the
    ledger of requirements, of the base and of the base with every proposed change. `input` is
    `resume_text`, `sections`, `job_text`, `job_title` and, where a mail was asked for, `notice`,
    the ticket for it. While it is unfinished, `slot` counts among those of its user. `progress` is
    how it went; while it runs, its job knows.
    """

    NOUN = "optimization"
    SHOWN_WITH = ("job_description",)
    NOT_SHOWN = ("receipt", *JOB_NOT_SHOWN)

    resume_id = models.UUIDField()
    resume_version_id = models.UUIDField()
    resume_number = models.PositiveIntegerField()
    base_sha256 = models.CharField(max_length=64)
    job_description = models.ForeignKey(
        JobDescription, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    strategy = models.CharField(max_length=32)
    slot = models.PositiveSmallIntegerField(null=True)
    summary = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    score_before = models.FloatField(null=True)
    score_after = models.FloatField(null=True)
    progress = models.JSONField(default=dict)
    receipt = models.JSONField(default=dict)

    class Meta(ProviderWork.Meta):
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="optimization_newest"),
            models.Index(fields=["user_id", "resume_id"], name="optimization_resume"),
        ]
        constraints = [
            *ProviderWork.Meta.constraints,
            models.UniqueConstraint(fields=["user_id", "slot"], name="optimization_slot_unique"),
            models.CheckConstraint(
                condition=Q(slot__isnull=True) | Q(status__in=("queued", "processing")),
                name="optimization_slot_only_unfinished",
            ),
            models.CheckConstraint(
                condition=Q(score_before__isnull=True)
                | Q(score_before__gte=0, score_before__lte=100),
                name="optimization_score_before_in_range",
            ),
            models.CheckConstraint(
                condition=Q(score_after__isnull=True) | Q(score_after__gte=0, score_after__lte=100),
                name="optimization_score_after_in_range",
            ),
        ]
