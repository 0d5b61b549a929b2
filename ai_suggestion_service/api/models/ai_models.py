"""The models that callers may choose from, and how often each was used today."""

from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

# Also hosts without a dot, such as a container's name.
HTTP_URL = RegexValidator(r"^https?://[^\s/@]+(?:/\S*)?\Z", "An http or https address.")


class AIModelQuerySet(models.QuerySet["AIModel"]):
    """The sets of models that are asked for."""

    def active(self) -> AIModelQuerySet:
        """Keep the models that staff have switched on, the preferred ones first."""
        return self.filter(is_active=True).order_by("priority", "id")


class AIModel(models.Model):
    """A model of a provider, as staff set it up.

    `provider` is a name in `LLM_PROVIDERS`; an empty `model_name` or `base_url` means the one set
    there. `key_names` are names of environment variables, never keys. `daily_limit` counts
    requests of one user in a UTC day, None for no limit. `credits_per_use` times what the kind of
    work weighs (`BILLING_ACTION_CREDITS`) is its price in credits. The usable model with the
    lowest `priority` is the default.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    display_name = models.CharField(max_length=100)
    provider = models.CharField(max_length=32)
    model_name = models.CharField(max_length=200, blank=True)
    base_url = models.CharField(max_length=500, blank=True, validators=[HTTP_URL])
    key_names = models.JSONField(default=list, blank=True)
    description = models.CharField(max_length=500, blank=True)
    is_active = models.BooleanField(default=True)
    login_required = models.BooleanField(default=True)
    daily_limit = models.PositiveIntegerField(null=True, blank=True)
    credits_per_use = models.PositiveSmallIntegerField(default=1)
    priority = models.PositiveSmallIntegerField(default=100)
    fallback = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    input_price = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    output_price = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AIModelQuerySet.as_manager()

    class Meta:
        verbose_name = "AI model"
        constraints = [
            models.UniqueConstraint(fields=["display_name"], name="ai_model_name_unique"),
            models.CheckConstraint(
                condition=~models.Q(display_name=""), name="ai_model_name_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(input_price__isnull=True) | models.Q(input_price__gte=0),
                name="ai_model_input_price_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(output_price__isnull=True) | models.Q(output_price__gte=0),
                name="ai_model_output_price_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name


class DailyUse(models.Model):
    """How many requests of one user a model has taken on one UTC day."""

    user_id = models.CharField(max_length=36)
    model = models.ForeignKey(AIModel, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "model", "day"], name="daily_use_unique")
        ]
        indexes = [models.Index(fields=["day"], name="daily_use_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.model_id} {self.day}"
