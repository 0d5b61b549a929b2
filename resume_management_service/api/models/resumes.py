"""Résumés."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class ResumeQuerySet(models.QuerySet["Resume"]):
    """The sets of résumés that are asked for."""

    def for_user(self, user_id: str) -> ResumeQuerySet:
        """Keep the user's résumés that are not deleted."""
        return self.filter(user_id=user_id, deleted_at=None)

    def deleted_of(self, user_id: str) -> ResumeQuerySet:
        """Keep the user's résumés that are deleted and can still be restored."""
        return self.filter(user_id=user_id, deleted_at__isnull=False)


class Resume(models.Model):
    """A résumé with its versions; `latest_version` is the one that is shown and read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    name = models.CharField(max_length=255)
    labels = models.JSONField(default=list)
    last_number = models.PositiveIntegerField(default=0)
    latest_version = models.ForeignKey(
        "api.ResumeVersion", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    candidate = models.ForeignKey(
        "api.Candidate", null=True, on_delete=models.SET_NULL, related_name="resumes"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True)

    objects = ResumeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["user_id", "deleted_at", "-created_at", "-id"], name="resume_user_newest"
            ),
            models.Index(fields=["deleted_at"], name="resume_deleted"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="resume_name_not_empty")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ResumeLabel(models.Model):
    """A label of a résumé, kept as a row so that it can be looked up."""

    resume = models.ForeignKey(Resume, on_delete=models.CASCADE, related_name="label_rows")
    label = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resume", "label"], name="resume_label_unique")
        ]
        indexes = [models.Index(fields=["label"], name="resume_label_value")]

    def __str__(self) -> str:
        return self.label
