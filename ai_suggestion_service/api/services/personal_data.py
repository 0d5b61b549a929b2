"""Everything of one user in this service: shown to them as a whole, or removed.

Every table with a `user_id` counts, so that a new one is never forgotten.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models, transaction

from servicekit.audit.models import AuditEvent

# Answers kept for repetitions are copies of what the other tables hold.
NOT_SHOWN = {"IdempotencyRecord"}


def owned_models() -> list[type[models.Model]]:
    """Return the tables whose rows belong to a user."""
    return [
        model
        for model in apps.get_models()
        if any(field.name == "user_id" for field in model._meta.concrete_fields)
    ]


def export(*, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """Return the user's rows by table."""
    return {
        model.__name__: list(model._default_manager.filter(user_id=user_id).values())
        for model in owned_models()
        if model.__name__ not in NOT_SHOWN
    }


def remove(*, user_id: str) -> dict[str, int]:
    """Remove the user's rows; return the counts by table."""
    counts = {}
    with transaction.atomic():
        counts["AuditEvent"] = AuditEvent.objects.for_user(user_id).purge()
        for model in owned_models():
            if model is AuditEvent:
                continue
            rows = model._default_manager.filter(user_id=user_id)
            counts[model.__name__] = rows.count()
            rows.delete()
    return counts
