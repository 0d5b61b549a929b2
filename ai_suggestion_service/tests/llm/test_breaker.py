import pytest

from api.llm.breaker import Breaker, BreakerRules, BreakerState
from api.llm.errors import Code, ProviderError
from api.llm.states import MemoryStore

DOWN = ProviderError(Code.UNAVAILABLE, "down")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _breaker(clock: Clock, store: MemoryStore[BreakerState] | None = None) -> Breaker:
    rules = BreakerRules(failures=3, cool_down=30)
    return Breaker("p", store=store, rules=rules, clock=clock)


def _fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        breaker.enter()
        breaker.leave(DOWN)


def test_it_opens_after_enough_failures_in_a_row() -> None:
    breaker = _breaker(Clock())
    _fail(breaker, 3)

    with pytest.raises(ProviderError) as refusal:
        breaker.enter()

    assert refusal.value.retry_after == 30
    assert refusal.value.retryable


def test_a_success_between_failures_starts_the_count_anew() -> None:
    breaker = _breaker(Clock())
    _fail(breaker, 2)
    breaker.leave(None)

    _fail(breaker, 2)

    breaker.enter()


def test_a_bad_reply_is_no_sign_of_being_down() -> None:
    breaker = _breaker(Clock())

    for _ in range(9):
        breaker.enter()
        breaker.leave(ProviderError(Code.INVALID_REPLY, "nonsense"))

    breaker.enter()


def test_a_request_that_is_not_accepted_is_no_sign_of_being_down() -> None:
    breaker = _breaker(Clock())

    for _ in range(9):
        breaker.enter()
        breaker.leave(ProviderError(Code.UNAVAILABLE, "not accepted", retryable=False))

    breaker.enter()


def test_late_failures_do_not_keep_it_open_for_longer() -> None:
    clock = Clock()
    breaker = _breaker(clock)
    _fail(breaker, 3)
    clock.now = 20

    breaker.leave(DOWN)
    still = breaker.wait()
    clock.now = 31

    assert still == 10
    breaker.enter()


def test_after_the_cool_down_one_call_tries_and_closes_it() -> None:
    clock = Clock()
    breaker = _breaker(clock)
    _fail(breaker, 3)
    clock.now = 31

    breaker.enter()
    with pytest.raises(ProviderError):
        breaker.enter()
    breaker.leave(None)

    breaker.enter()


def test_a_try_that_fails_keeps_it_open() -> None:
    clock = Clock()
    breaker = _breaker(clock)
    _fail(breaker, 3)
    clock.now = 31
    _fail(breaker, 1)

    with pytest.raises(ProviderError):
        breaker.enter()


def test_breakers_of_one_store_share_what_they_know() -> None:
    clock, store = Clock(), MemoryStore(BreakerState())
    _fail(_breaker(clock, store), 3)

    with pytest.raises(ProviderError):
        _breaker(clock, store).enter()
