import threading
import time
from collections.abc import Callable

import pytest

from api.llm.assessing import Assessment
from api.llm.breaker import Breaker, BreakerRules
from api.llm.budget import CallBudget
from api.llm.errors import Code, ProviderError
from api.llm.remote import RemoteModel
from api.matching.ledger import Verdict
from e2e.fakes.llm_server import LlmServer

Connect = Callable[..., RemoteModel]
Ask = Callable[..., Assessment]

FAULTS = [
    ("rate_limit", Code.RATE_LIMITED, True),
    ("rate_limit_date", Code.RATE_LIMITED, True),
    ("quota", Code.RATE_LIMITED, False),
    ("failing", Code.UNAVAILABLE, True),
    ("bad_gateway", Code.UNAVAILABLE, True),
    ("overloaded", Code.UNAVAILABLE, True),
    ("reset", Code.UNAVAILABLE, True),
    ("close", Code.UNAVAILABLE, True),
    ("cut_body", Code.UNAVAILABLE, True),
    ("not_found", Code.UNAVAILABLE, False),
    ("bad_request", Code.UNAVAILABLE, False),
    ("unauthorized", Code.REFUSED_KEY, False),
    ("revoked", Code.REFUSED_KEY, False),
    ("html", Code.INVALID_REPLY, True),
    ("nonsense", Code.INVALID_REPLY, True),
    ("cut_json", Code.INVALID_REPLY, True),
    ("length", Code.INVALID_REPLY, True),
    ("off_schema", Code.INVALID_REPLY, True),
    ("empty", Code.INVALID_REPLY, True),
    ("huge", Code.INVALID_REPLY, True),
    ("refusal", Code.INVALID_REPLY, False),
]


@pytest.mark.parametrize(("mode", "code", "retryable"), FAULTS)
def test_a_fault_ends_in_its_code_within_three_calls(
    server: LlmServer, connect: Connect, ask: Ask, mode: str, code: Code, retryable: bool
) -> None:
    server.state.modes = [mode]
    budget = CallBudget()

    with pytest.raises(ProviderError) as failure:
        ask(connect(), budget)

    assert (failure.value.code, failure.value.retryable) == (code, retryable)
    assert 1 <= server.state.calls <= 3
    assert len(budget.sent) == server.state.calls


@pytest.mark.parametrize("mode", ["hang", "hang_midway", "trickle"])
def test_a_server_that_never_finishes_is_given_up_in_time(
    server: LlmServer, connect: Connect, ask: Ask, mode: str
) -> None:
    server.state.modes = [mode]
    started = time.monotonic()

    with pytest.raises(ProviderError) as failure:
        ask(connect(timeout=0.3), CallBudget(seconds=1.0))

    assert failure.value.code is Code.TIMEOUT
    assert time.monotonic() - started < 2.0


@pytest.mark.parametrize("mode", ["failing", "reset", "html", "off_schema", "cut_json", "length"])
def test_a_passing_fault_is_made_good(
    server: LlmServer, connect: Connect, ask: Ask, mode: str
) -> None:
    server.state.modes = [mode, "honest"]

    answer = ask(connect())

    assert [row.verdict for row in answer.judgements] == [Verdict.MET, Verdict.MISSING]
    assert answer.origin.usage.calls == server.state.calls == 2


def test_a_rate_limit_is_waited_for_as_long_as_the_server_says(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.modes, server.state.retry_after = ["rate_limit", "honest"], 0.4

    ask(connect())

    first, second = server.state.times
    assert 0.4 <= second - first < 0.8


def test_others_wait_for_a_key_that_rests_for_a_moment(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    provider = connect()
    provider.keys.rest(provider.keys.take(), 0.4)
    started = time.monotonic()

    ask(provider)

    assert server.state.calls == 1
    assert 0.35 <= time.monotonic() - started < 1.5


def test_a_wait_beyond_the_budget_is_not_waited_for(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.modes, server.state.retry_after = ["rate_limit"], 30

    with pytest.raises(ProviderError) as failure:
        ask(connect())

    assert failure.value.retry_after == 30
    assert server.state.calls == 1


def test_healthy_keys_share_the_load_of_a_limited_and_a_revoked_one(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.keys = {"k1": "rate_limit", "k2": "revoked"}
    server.state.retry_after = 60
    provider = connect("k1", "k2", "k3", "k4")

    for _ in range(20):
        ask(provider)

    assert server.state.by_key["k1"] == server.state.by_key["k2"] == 1
    assert server.state.by_key["k3"] == server.state.by_key["k4"] == 10
    assert len(provider.keys.refused()) == 1


def test_an_open_breaker_spares_the_server(server: LlmServer, connect: Connect, ask: Ask) -> None:
    server.state.modes = ["failing"]
    breaker = Breaker("any", rules=BreakerRules(failures=2, cool_down=0.3))
    provider = connect(breaker=breaker)

    for _ in range(5):
        with pytest.raises(ProviderError):
            ask(provider)
    seen = server.state.calls
    server.state.modes = ["honest"]
    time.sleep(0.35)
    ask(provider)

    assert seen == 2
    assert server.state.calls == 3


def test_a_hundred_threads_ask_at_once(server: LlmServer, connect: Connect, ask: Ask) -> None:
    server.state.delay = 1.0
    provider = connect()
    done: list[str] = []
    threads = [
        threading.Thread(target=lambda: done.append(ask(provider).origin.model)) for _ in range(100)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 100
    assert server.state.most_active > 50


def test_calls_at_the_same_time_learn_from_one_complaint(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.modes, server.state.delay = ["no_schema"], 0.3
    provider = connect()
    done: list[int] = []
    threads = [
        threading.Thread(target=lambda: done.append(len(ask(provider).judgements)))
        for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert done == [2] * 8
