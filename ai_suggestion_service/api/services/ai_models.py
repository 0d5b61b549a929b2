"""Choosing a model, and what is left of its daily limit."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from api.models import AIModel, DailyUse, ProviderWork
from api.services import providers
from api.services.providers import is_usable
from servicekit.errors import FieldError, Invalid, Unavailable

FRESH_SECONDS = 2.0
BY_LOAD = frozenset({"", "auto"})
_standing: tuple[list[AIModel], float] = [], float("-inf")


class UnknownModel(Invalid):
    """No active model has that name or id."""

    code = "unknown_model"

    def __init__(self, name: str) -> None:
        detail = f"There is no model {name!r}; see /api/ai/models."
        super().__init__(detail, errors=[FieldError("model", "unknown_model", detail)])


class NoModel(Unavailable):
    """Staff have switched every model off."""

    code = "no_model_available"
    detail = "No model is available right now."


@dataclass(frozen=True, slots=True)
class Offer:
    """A model as it is offered; `remaining_today` is None where nothing limits the caller."""

    model: AIModel
    is_default: bool
    remaining_today: int | None


def usable() -> list[AIModel]:
    """List the models that can be asked, the default first; changes show within two seconds."""
    global _standing
    models, read_at = _standing
    if time.monotonic() - read_at > FRESH_SECONDS:
        models, read_at = list(AIModel.objects.active()), time.monotonic()
        _standing = models, read_at
    return [model for model in models if is_usable(model)]


def forget() -> None:
    """Read the models anew at the next request."""
    global _standing
    _standing = [], float("-inf")


def offers(*, models: list[AIModel], default: UUID | None, user_id: str | None) -> list[Offer]:
    """Tell of each model what is left for the caller today."""
    used = _used_today(user_id) if user_id is not None else {}
    return [
        Offer(model, model.pk == default, _remaining(model, used.get(model.pk, 0), user_id))
        for model in models
    ]


def choose(name: str = "") -> AIModel:
    """Return the usable model with that name or id; the default for "" or "auto".

    Where several are the default alike, it is one that would be asked now, with the least work.

    Raises:
        UnknownModel, NoModel
    """
    models = usable()
    wanted = name.strip().casefold()
    for model in models:
        if wanted in (model.display_name.casefold(), str(model.pk)):
            return model
    if wanted not in BY_LOAD:
        raise UnknownModel(name)
    if not models:
        raise NoModel
    return _least_loaded([model for model in models if model.priority == models[0].priority])


def with_fallbacks(model: AIModel) -> list[AIModel]:
    """Return the model and the usable ones it falls back on, in order, each once.

    Whoever needs no login for the model is not handed on to one that asks for it.
    """
    chain, passed = [model], {model.pk}
    standing = {row.pk: row for row in usable()} if model.fallback_id else {}
    following = standing.get(model.fallback_id) if model.fallback_id else None
    while following is not None and following.pk not in passed:
        passed.add(following.pk)
        if model.login_required or not following.login_required:
            chain.append(following)
        following = standing.get(following.fallback_id) if following.fallback_id else None
    return chain


def _least_loaded(models: list[AIModel]) -> AIModel:
    """Choose by what is waiting; one that is spared or has no key left comes last."""
    if len(models) == 1:
        return models[0]
    work = _unfinished_work([model.pk for model in models])

    def load(model: AIModel) -> tuple[bool, int, float]:
        spread = random.random()  # noqa: S311 - spreads the load, guards nothing
        return not providers.standing(model).is_fit, work[model.pk], spread

    return min(models, key=load)


def _unfinished_work(model_ids: list[UUID]) -> Counter[UUID]:
    counts: Counter[UUID] = Counter()
    for kind in ProviderWork.__subclasses__():
        waiting = kind.objects.unfinished().filter(ai_model__in=model_ids)
        counts.update(dict(waiting.values_list("ai_model_id").annotate(Count("pk"))))
    return counts


def _used_today(user_id: str) -> dict[UUID, int]:
    today: QuerySet[DailyUse] = DailyUse.objects.filter(user_id=user_id, day=timezone.now().date())
    return dict(today.values_list("model_id", "count"))


def _remaining(model: AIModel, used: int, user_id: str | None) -> int | None:
    if model.daily_limit is None or user_id is None:
        return None
    return max(model.daily_limit - used, 0)
