"""What processes tell each other of providers."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings

from api.llm.breaker import Breaker, BreakerRules, BreakerState
from api.llm.errors import Code, ProviderError
from api.llm.keys import KeyRing, KeyState, KeyStates
from api.services import shared_states
from api.services.shared_states import SharedStates
from servicekit.database import release_connections

pytestmark = [pytest.mark.usefixtures("tables"), pytest.mark.django_db(transaction=True)]
NOBODY = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": "redis://127.0.0.1:9/0",
}
DOWN = ProviderError(Code.UNAVAILABLE, "down")


def _breakers() -> SharedStates[BreakerState]:
    """Return states as another process has them."""
    return SharedStates("breaker", BreakerState, BreakerState())


def _count(state: BreakerState) -> BreakerState:
    return BreakerState(state.failures + 1, 0.0)


def test_a_change_shows_in_another_process_at_once_when_it_has_not_read_yet() -> None:
    _breakers().change("p", lambda _: BreakerState(3, 12.5))

    assert _breakers().read("p") == BreakerState(3, 12.5)


def test_a_change_shows_in_another_process_within_the_fresh_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here, there = _breakers(), _breakers()
    before = there.read("p")
    here.change("p", _count)
    monkeypatch.setattr(shared_states, "FRESH_SECONDS", -1.0)

    assert (before.failures, there.read("p").failures) == (0, 1)


def test_reading_again_and_again_asks_the_cache_once(django_assert_max_num_queries: Any) -> None:
    states = _breakers()

    with django_assert_max_num_queries(1):
        for _ in range(50):
            states.read("p")


def test_changes_at_the_same_time_are_all_counted() -> None:
    processes = [_breakers() for _ in range(4)]

    def fail(states: SharedStates[BreakerState]) -> None:
        for _ in range(5):
            states.change("p", _count)
        release_connections()

    threads = [threading.Thread(target=fail, args=(states,)) for states in processes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert _breakers().read("p").failures == 20


def test_a_lock_whose_holder_died_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_states, "LONGEST_LOCK_WAIT", 0.05)
    cache.add("provider:breaker:p:lock", 1, 60)

    _breakers().change("p", _count)

    assert _breakers().read("p").failures == 1


def test_without_the_cache_each_process_knows_its_own() -> None:
    here, there = _breakers(), _breakers()

    with override_settings(CACHES={"default": NOBODY}):
        here.change("p", _count)
        here.change("p", _count)

        assert (here.read("p").failures, there.read("p").failures) == (2, 0)


def test_a_cache_that_is_away_is_not_asked_by_every_call(
    caplog: pytest.LogCaptureFixture,
) -> None:
    states = _breakers()

    with override_settings(CACHES={"default": NOBODY}):
        for _ in range(20):
            states.change("p", _count)

    failures = [line for line in caplog.messages if "provider_states_not_shared" in line]
    assert len(failures) == 1


def test_what_an_older_release_left_in_the_cache_is_no_failure() -> None:
    cache.set("provider:breaker:p", {"something": "else"})
    states = _breakers()

    assert states.read("p") == BreakerState()
    assert states.change("p", _count) == BreakerState()


def test_a_breaker_opens_for_all_processes_after_five_failures_of_any() -> None:
    processes = [Breaker("p", store=_breakers(), rules=BreakerRules()) for _ in range(3)]

    for number in range(5):
        processes[number % 3].enter()
        processes[number % 3].leave(DOWN)
    time.sleep(shared_states.FRESH_SECONDS + 0.05)

    for breaker in processes:
        with pytest.raises(ProviderError):
            breaker.enter()


def test_after_the_cool_down_one_of_all_processes_tries() -> None:
    rules = BreakerRules(failures=1, cool_down=0.3)
    processes = [Breaker("p", store=_breakers(), rules=rules) for _ in range(3)]
    processes[0].leave(DOWN)
    time.sleep(0.55)

    admitted = 0
    for breaker in processes:
        try:
            breaker.enter()
        except ProviderError:
            continue
        admitted += 1

    assert admitted == 1


def test_a_key_refused_in_one_process_is_left_out_in_another() -> None:
    def ring() -> KeyRing:
        store = SharedStates[KeyStates]("keys", dict[str, KeyState], {})
        return KeyRing(["a", "b"], name="m", store=store)

    here = ring()
    here.refuse(here.take())

    there = ring()
    assert [there.take().secret for _ in range(3)] == ["b", "b", "b"]
    assert len(there.refused()) == 1
