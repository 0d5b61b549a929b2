"""Daily limits per user and model, exact under any number of parallel requests."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from api.models import AIModel, DailyUse
from servicekit.errors import TooMany


class DailyLimitReached(TooMany):
    """The user has used the model as often as a day allows."""

    code = "daily_limit_reached"

    def __init__(self, limit: int, now: datetime) -> None:
        detail = f"This model may be used {limit} times a day; the count starts again at 00:00 UTC."
        tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
        super().__init__(detail, retry_after=(tomorrow - now).total_seconds())


def open_day(*, user_id: str, model: AIModel) -> date | None:
    """Make today's counter exist; None when nothing limits the model.

    Outside of any transaction: two that insert the same row and then count on it would deadlock.
    """
    if model.daily_limit is None:
        return None
    today = timezone.now().date()
    if not _counters(user_id, model, today).exists():
        counter = DailyUse(user_id=user_id, model=model, day=today)
        DailyUse.objects.bulk_create([counter], ignore_conflicts=True)
    return today


def count(*, user_id: str, model: AIModel, day: date) -> None:
    """Count one use in the transaction that spends it. Raises DailyLimitReached."""
    assert model.daily_limit is not None
    within = _counters(user_id, model, day).filter(count__lt=model.daily_limit)
    if not within.update(count=F("count") + 1):
        raise DailyLimitReached(model.daily_limit, timezone.now())


def give_back(*, user_id: str, model_id: UUID, day: date) -> None:
    """Undo one use: the provider failed, which is not the user's affair."""
    DailyUse.objects.filter(user_id=user_id, model_id=model_id, day=day, count__gt=0).update(
        count=F("count") - 1
    )


def _counters(user_id: str, model: AIModel, day: date) -> QuerySet[DailyUse]:
    return DailyUse.objects.filter(user_id=user_id, model=model, day=day)
