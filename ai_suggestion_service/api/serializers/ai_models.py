"""Shapes of models."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class AIModelOut(serializers.Serializer[Any]):
    """A model that may be chosen, by `display_name` or `id`."""

    id = serializers.UUIDField(source="model.id")
    display_name = serializers.CharField(source="model.display_name")
    provider = serializers.CharField(source="model.provider")
    description = serializers.CharField(source="model.description")
    is_default = serializers.BooleanField(help_text="Taken when none is named.")
    login_required = serializers.BooleanField(source="model.login_required")
    daily_limit = serializers.IntegerField(
        source="model.daily_limit", allow_null=True, help_text="Requests a user and UTC day."
    )
    remaining_today = serializers.IntegerField(
        allow_null=True, help_text="Null without a limit or a login."
    )
    credits_per_use = serializers.IntegerField(
        source="model.credits_per_use",
        help_text="Times what the kind of work weighs: its price, where credits are charged.",
    )
