"""The rate of requests over all workers, seen as the source sees it."""

from __future__ import annotations

import random

import pytest

from api.clients.ats.sources import Source
from api.models import RequestRate
from api.services import data_collection_rate as rate
from api.services.data_collection_rate import SECOND

SOURCE = Source(name="sample", base_url="https://ats.example.com", accounts=("*",), rate=30)


@pytest.fixture(autouse=True)
def _window(db: None) -> None:
    rate.open_window(SOURCE)


def _most_in_a_second(arrivals: list[int]) -> int:
    arrivals = sorted(arrivals)
    return max(
        sum(start <= other < start + SECOND for other in arrivals[place : place + 64])
        for place, start in enumerate(arrivals)
    )


@pytest.mark.parametrize("latest_answer", [0.002, 0.05, 1.9])
def test_no_second_sees_more_than_the_rate_however_late_requests_arrive(
    latest_answer: float,
) -> None:
    chance = random.Random(4)
    now, arrivals = 1_000 * SECOND, []
    waiting: list[tuple[int, rate.Permit]] = []
    for _ in range(300):
        permit = rate.reserve(SOURCE, now)
        answered = permit.at + int(chance.uniform(0.001, latest_answer) * SECOND)
        arrivals.append(chance.randint(permit.at, answered))
        waiting.append((answered, permit))
        now = max(now, permit.at)
        for one in [one for one in waiting if one[0] <= now]:
            waiting.remove(one)
            rate.release(SOURCE, one[1], answered_at=one[0])

    assert _most_in_a_second(arrivals) <= SOURCE.rate


def test_quick_answers_leave_nearly_the_whole_rate() -> None:
    now = start = 1_000 * SECOND
    for _ in range(600):
        permit = rate.reserve(SOURCE, now)
        now = max(now, permit.at)
        rate.release(SOURCE, permit, answered_at=permit.at + 5_000)

    assert 600 / ((now - start) / SECOND) >= 0.97 * SOURCE.rate


def test_permits_are_given_in_the_order_of_asking() -> None:
    permits = [rate.reserve(SOURCE, 1_000 * SECOND) for _ in range(SOURCE.rate)]

    assert [one.at for one in permits] == sorted({one.at for one in permits})


def test_a_permit_that_is_never_released_comes_back_by_itself() -> None:
    for _ in range(SOURCE.rate):
        lost = rate.reserve(SOURCE, 1_000 * SECOND)

    later = lost.until + SECOND

    assert rate.reserve(SOURCE, later).at == later


def test_a_pause_holds_for_everybody() -> None:
    permit = rate.reserve(SOURCE, 1_000 * SECOND)

    rate.release(SOURCE, permit, answered_at=1_001 * SECOND, pause_seconds=60)

    with pytest.raises(rate.Paused):
        rate.reserve(SOURCE, 1_002 * SECOND)
    assert rate.reserve(SOURCE, 1_061 * SECOND).at == 1_061 * SECOND
    assert RequestRate.objects.get().paused_until == 1_061 * SECOND
