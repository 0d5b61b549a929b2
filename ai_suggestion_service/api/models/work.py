"""What a provider makes for a user: the columns that every such row has."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from api.models.ai_models import AIModel


class WorkStatus(models.TextChoices):
    """How far it is."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class ProviderWorkQuerySet(models.QuerySet[Any]):
    """The sets of rows that are asked for."""

    def for_user(self, user_id: str) -> Self:
        """Keep the user's own."""
        return self.filter(user_id=user_id)

    def shown(self) -> Self:
        """Read what callers see in one statement, and not what only the job needs."""
        model: type[ProviderWork] = self.model
        return self.select_related(*model.SHOWN_WITH).defer("input", *model.NOT_SHOWN)

    def unfinished(self) -> Self:
        """Keep those that have neither result nor error yet."""
        return self.filter(status__in=(WorkStatus.QUEUED, WorkStatus.PROCESSING))


class ProviderWork(models.Model):
    """A piece of work that a provider does, in a job, for the user who asked for it.

    `model_name` and `provider` are kept as they were when it was asked for. `input` is what the job
    needs, with what was charged for it (`charge`): a copy, because the job must survive the
    request that brought the caller's token. It goes in the statement that ends the work.
    `NOUN` names the work in answers and records; `SHOWN_WITH` are relations that callers see too,
    `NOT_SHOWN` columns that they do not.
    """

    NOUN: ClassVar[str]
    SHOWN_WITH: ClassVar[tuple[str, ...]] = ()
    NOT_SHOWN: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    ai_model = models.ForeignKey(AIModel, null=True, on_delete=models.SET_NULL, related_name="+")
    model_name = models.CharField(max_length=200)
    provider = models.CharField(max_length=32)
    status = models.CharField(max_length=10, choices=WorkStatus.choices, default=WorkStatus.QUEUED)
    input = models.JSONField(null=True)
    warnings = models.JSONField(default=list)
    usage = models.JSONField(default=dict)
    error_code = models.CharField(max_length=64, blank=True)
    error_detail = models.CharField(max_length=500, blank=True)
    error_retryable = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    completed_at = models.DateTimeField(null=True)

    objects = ProviderWorkQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status="failed", error_code__gt="")
                | (~Q(status="failed") & Q(error_code="")),
                name="%(class)s_error_only_failed",
            ),
            models.CheckConstraint(
                condition=Q(input__isnull=True) | Q(status__in=("queued", "processing")),
                name="%(class)s_input_only_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing more will happen to it."""
        return self.status in (WorkStatus.COMPLETED, WorkStatus.FAILED)
