import pytest

from api.llm.errors import Code, ProviderError
from api.llm.keys import SECOND_CHANCE, KeyRing, KeyStates
from api.llm.states import MemoryStore


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_keys_are_used_in_turn() -> None:
    ring = KeyRing(["a", "b"])

    assert [ring.take().secret for _ in range(4)] == ["a", "b", "a", "b"]


def test_a_limited_key_rests_as_long_as_it_is_told() -> None:
    clock = Clock()
    ring = KeyRing(["a", "b"], clock=clock)
    ring.rest(ring.take(), 30)

    resting = [ring.take().secret for _ in range(2)]
    clock.now += 31
    rested = {ring.take().secret for _ in range(2)}

    assert resting == ["b", "b"]
    assert rested == {"a", "b"}


def test_all_keys_resting_tells_the_shortest_wait() -> None:
    ring = KeyRing(["a", "b"], clock=Clock())
    ring.rest(ring.take(), 30)
    ring.rest(ring.take(), 10)

    with pytest.raises(ProviderError) as failure:
        ring.take()

    assert (failure.value.code, failure.value.retry_after) == (Code.RATE_LIMITED, 10)
    assert ring.wait() == 10


def test_a_refused_key_is_reported_and_tried_again_later() -> None:
    clock = Clock()
    ring = KeyRing(["secret"], clock=clock)
    key = ring.take()
    ring.refuse(key)

    with pytest.raises(ProviderError) as failure:
        ring.take()
    clock.now += SECOND_CHANCE + 1

    assert failure.value.code is Code.REFUSED_KEY
    assert ring.refused() == [key.fingerprint]
    assert "secret" not in key.fingerprint
    assert ring.take() == key


def test_a_server_that_wants_no_key_is_told_that_there_is_none() -> None:
    assert KeyRing([]).take().secret == "none"


def test_a_refused_key_is_tried_by_one_caller_and_comes_back_when_it_works() -> None:
    clock = Clock()
    ring = KeyRing(["a"], clock=clock)
    key = ring.take()
    ring.refuse(key)
    clock.now += SECOND_CHANCE + 1
    ring.take()

    with pytest.raises(ProviderError):
        ring.take()
    ring.accept(key)

    assert ring.take() == key
    assert ring.refused() == []


def test_rings_of_one_store_share_what_they_know() -> None:
    clock, store = Clock(), MemoryStore[KeyStates]({})
    told: list[str] = []
    first, second = (
        KeyRing(["a", "b"], name="m", store=store, on_refused=told.append, clock=clock)
        for _ in range(2)
    )
    key = first.take()
    first.refuse(key)
    second.refuse(key)

    assert [second.take().secret for _ in range(3)] == ["b", "b", "b"]
    assert told == [key.fingerprint]


def test_a_key_does_not_tell_its_secret_when_it_is_shown() -> None:
    assert "hidden" not in repr(KeyRing(["hidden"]).take())
