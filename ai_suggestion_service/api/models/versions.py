"""Optimised versions: a résumé with those changes that its owner accepted."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from api.models.optimizations import Optimization


class OptimizedVersionQuerySet(models.QuerySet["OptimizedVersion"]):
    """The sets of versions that are asked for."""

    def for_user(self, user_id: str) -> OptimizedVersionQuerySet:
        """Keep the user's own."""
        return self.filter(user_id=user_id)

    def summarised(self) -> OptimizedVersionQuerySet:
        """Leave out what only a single version shows."""
        return self.defer("sections", "diff", "ledger")


class OptimizedVersion(models.Model):
    """The sections of a résumé (JSON Resume) after a set of accepted changes.

    `accepted` are ids of changes, sorted, `accepted_sha256` their digest: a set of changes of an
    optimisation makes one version. `resume_version_id` is what it was made from; `number` counts
    a résumé's optimised versions, `parent` is the one that had been saved as what this one was made
    from. `score` is computed from `ledger`, the requirements as this version shows them;
    `base_score` is the score of what it was made from. `saved_file_id` and `saved_number` name the
    résumé version that holds this one's file; `saved_at` says that its sections are there too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    optimization = models.ForeignKey(
        Optimization, on_delete=models.CASCADE, related_name="versions"
    )
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="children"
    )
    resume_id = models.UUIDField()
    resume_version_id = models.UUIDField()
    resume_number = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    accepted = models.JSONField(default=list)
    accepted_sha256 = models.CharField(max_length=64)
    sections = models.JSONField(default=dict)
    diff = models.JSONField(default=list)
    ledger = models.JSONField(default=list)
    score = models.FloatField(null=True)
    base_score = models.FloatField(null=True)
    saved_file_id = models.UUIDField(null=True)
    saved_number = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OptimizedVersionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "-created_at", "-id"], name="optimized_version_newest"),
            models.Index(fields=["saved_file_id"], name="optimized_version_saved"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["optimization", "accepted_sha256"], name="optimized_version_accepted_unique"
            ),
            models.UniqueConstraint(
                fields=["user_id", "resume_id", "number"], name="optimized_version_number_unique"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="optimized_version_score_in_range",
            ),
            models.CheckConstraint(
                condition=Q(base_score__isnull=True) | Q(base_score__gte=0, base_score__lte=100),
                name="optimized_version_base_score_in_range",
            ),
            models.CheckConstraint(
                condition=Q(saved_file_id__isnull=True, saved_number__isnull=True)
                | Q(saved_file_id__isnull=False, saved_number__isnull=False),
                name="optimized_version_saved_whole",
            ),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True) | Q(saved_file_id__isnull=False),
                name="optimized_version_saved_at_with_file",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
