"""How often something may happen in a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from servicekit import budgets
from servicekit.budgets import Budget


class Clock:
    """A time that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000_020.0  # 0 s into a minute

    def time(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Clock]:
    """Stop the time that budgets see."""
    clock = Clock()
    clock.now -= clock.now % 60
    monkeypatch.setattr(budgets, "time", clock)
    cache.clear()
    yield clock
    cache.clear()


def test_a_budget_is_spent_exactly(clock: Clock) -> None:
    budget = Budget("uploads", 3, 60)

    assert [budget.spend() is None for _ in range(5)] == [True, True, True, False, False]


@pytest.mark.parametrize("offset", [0.0, 1.0, 30.0, 59.0])
@pytest.mark.parametrize("limit", [1, 3, 30])
def test_after_the_time_that_is_named_one_more_use_is_allowed(
    clock: Clock, offset: float, limit: int
) -> None:
    clock.now += offset
    budget = Budget("uploads", limit, 60)
    for _ in range(limit):
        assert budget.spend() is None
    wait = budget.spend()
    assert wait is not None
    clock.now += wait * 0.5
    assert budget.spend() is not None

    clock.now += wait * 0.5 + 1

    assert budget.spend() is None


def test_the_end_of_a_window_is_no_way_around_the_limit(clock: Clock) -> None:
    budget = Budget("uploads", 100, 60)
    clock.now += 59.9
    for _ in range(100):
        assert budget.spend() is None

    clock.now += 0.2
    allowed = sum(budget.spend() is None for _ in range(100))

    assert allowed <= 1


def test_a_use_given_back_can_be_spent_again(clock: Clock) -> None:
    budget = Budget("uploads", 1, 60)
    budget.spend()
    budget.give_back()

    assert budget.spend() is None


def test_budgets_with_other_names_do_not_feel_each_other(clock: Clock) -> None:
    Budget("uploads", 1, 60).spend()

    assert Budget("mails", 1, 60).spend() is None


def test_a_forgotten_budget_begins_anew(clock: Clock) -> None:
    budget = Budget("uploads", 1, 60)
    budget.spend()
    budget.forget()

    assert budget.spend() is None
