import pytest

from api.llm.errors import Code, ProviderError
from api.llm.keys import SECOND_CHANCE, KeyRing


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
    assert ring.take() is key


def test_a_server_that_wants_no_key_gets_an_empty_one() -> None:
    assert KeyRing([]).take().secret == ""
