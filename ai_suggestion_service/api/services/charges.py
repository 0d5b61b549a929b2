"""What a piece of work costs the user who asks for it: a use of the model's daily limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.models import AIModel
from api.models.work import ProviderWork
from api.services import daily_limits


@dataclass(frozen=True, slots=True)
class Charge:
    """What will be charged; `day` is the UTC day whose limit counts, None where none does."""

    user_id: str
    model: AIModel
    day: date | None

    def take(self, work: ProviderWork) -> None:
        """Charge in the transaction that writes the work, and note there what was charged.

        Raises:
            DailyLimitReached
        """
        work.input = {**(work.input or {}), "charge": {"day": self.day and self.day.isoformat()}}
        if self.day is not None:
            daily_limits.count(user_id=self.user_id, model=self.model, day=self.day)


def prepare(*, user_id: str, model: AIModel) -> Charge:
    """Get ready to charge, outside of any transaction."""
    return Charge(user_id, model, daily_limits.open_day(user_id=user_id, model=model))


def give_back(work: ProviderWork) -> None:
    """Undo the charge of work that came to nothing, in the transaction that says so."""
    day = (work.input or {}).get("charge", {}).get("day")
    if day and work.ai_model_id:
        daily_limits.give_back(
            user_id=work.user_id, model_id=work.ai_model_id, day=date.fromisoformat(day)
        )
