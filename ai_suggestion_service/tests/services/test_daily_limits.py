"""Daily limits."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction

from api.models import AIModel, DailyUse
from api.services import daily_limits
from api.services.daily_limits import DailyLimitReached

pytestmark = [pytest.mark.usefixtures("tables"), pytest.mark.django_db(transaction=True)]


def _model(limit: int | None) -> AIModel:
    model = AIModel.objects.get(provider="offline")
    model.daily_limit = limit
    model.save()
    return model


def _use(model: AIModel, user_id: str = "u") -> None:
    day = daily_limits.open_day(user_id=user_id, model=model)
    assert day is not None
    with transaction.atomic():
        daily_limits.count(user_id=user_id, model=model, day=day)


def test_a_model_without_a_limit_is_not_counted() -> None:
    assert daily_limits.open_day(user_id="u", model=_model(None)) is None
    assert not DailyUse.objects.exists()


def test_one_more_than_the_limit_is_refused_until_midnight() -> None:
    model = _model(2)
    _use(model)
    _use(model)

    with pytest.raises(DailyLimitReached) as raised:
        _use(model)

    now = datetime.now(UTC)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    assert raised.value.retry_after == pytest.approx((midnight - now).total_seconds(), abs=5)


def test_users_are_counted_apart() -> None:
    model = _model(1)
    _use(model, "u")

    _use(model, "v")

    assert DailyUse.objects.count() == 2


def test_what_is_given_back_can_be_used_again() -> None:
    model = _model(1)
    _use(model)
    today = datetime.now(UTC).date()

    daily_limits.give_back(user_id="u", model_id=model.pk, day=today)

    _use(model)
    with pytest.raises(DailyLimitReached):
        _use(model)


def test_a_limit_of_nothing_admits_nothing() -> None:
    with pytest.raises(DailyLimitReached):
        _use(_model(0))


def test_the_limit_is_exact_when_many_come_at_once() -> None:
    model = _model(7)
    admitted: list[int] = []
    start = threading.Barrier(20)

    def work(number: int) -> None:
        start.wait()
        try:
            _use(model)
        except DailyLimitReached:
            return
        else:
            admitted.append(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(admitted) == 7
    assert DailyUse.objects.get().count == 7
