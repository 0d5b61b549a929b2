"""What a piece of work costs the user who asks for it: a use of the day's limit, and credits.

What was charged is noted in the work itself, so that exactly that is settled or given back,
whatever settings and prices have become meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from api.models import AIModel
from api.models.work import ProviderWork, WorkStatus
from api.services import credits, daily_limits


@dataclass(frozen=True, slots=True)
class Charge:
    """What will be charged; `day` is the UTC day whose limit counts, None where none does."""

    user_id: str
    model: AIModel
    day: date | None

    def take(self, work: ProviderWork) -> None:
        """Charge in the transaction that writes the work, and note there what was charged.

        Raises:
            DailyLimitReached, InsufficientCredits
        """
        times = (work.input or {}).get("samples", 1)
        price = credits.price(action=work.NOUN, model=self.model) * times
        charged = {"day": self.day and self.day.isoformat(), "credits": price}
        work.input = {**(work.input or {}), "charge": charged}
        if self.day is not None:
            daily_limits.count(user_id=self.user_id, model=self.model, day=self.day)
        if price:
            credits.reserve(user_id=self.user_id, amount=price, **_subject(work))


def prepare(*, user_id: str, model: AIModel) -> Charge:
    """Get ready to charge, outside of any transaction."""
    if settings.BILLING_ENABLED and model.credits_per_use:
        credits.open_account(user_id=user_id)
    return Charge(user_id, model, daily_limits.open_day(user_id=user_id, model=model))


def settle(work: ProviderWork) -> None:
    """Keep the charge of work that ends well, in the transaction that ends it."""
    if _charged(work).get("credits"):
        credits.settle(user_id=work.user_id, **_subject(work))


def give_back(work: ProviderWork) -> None:
    """Undo the charge of work that came to nothing, in the transaction that says so."""
    charged = _charged(work)
    if charged.get("day") and work.ai_model_id:
        day = date.fromisoformat(charged["day"])
        daily_limits.give_back(user_id=work.user_id, model_id=work.ai_model_id, day=day)
    if charged.get("credits"):
        credits.release(user_id=work.user_id, amount=charged["credits"], **_subject(work))


def stop(work: ProviderWork) -> None:
    """Charge for unfinished work that its owner ends, in the transaction that ends it.

    Nothing while it waited; what a provider was asked counts.
    """
    end = give_back if work.status == WorkStatus.QUEUED else settle
    end(work)


def _charged(work: ProviderWork) -> dict[str, Any]:
    charged: dict[str, Any] = (work.input or {}).get("charge", {})
    return charged


def _subject(work: ProviderWork) -> dict[str, Any]:
    return {"purpose": work.NOUN, "subject_id": work.pk}
