from collections.abc import Callable

import pytest

from api.llm.assessing import Assessment
from api.llm.budget import CallBudget
from api.llm.errors import ProviderError
from api.llm.fallback import Fallback
from api.llm.offline import OfflineProvider
from api.llm.remote import RemoteModel
from e2e.fakes.llm_server import LlmServer

Connect = Callable[..., RemoteModel]
Ask = Callable[..., Assessment]


def test_the_next_provider_answers_when_the_first_is_down(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.modes = ["failing"]

    answer = ask(Fallback([connect(), OfflineProvider()]))

    assert answer.origin.provider == "offline"


def test_a_call_is_kept_back_for_the_one_that_follows(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.keys = {"bad": "failing"}
    budget = CallBudget()

    answer = ask(Fallback([connect("bad"), connect("good")]), budget)

    assert len(answer.judgements) == 2
    assert server.state.by_key == {"bad": 2, "good": 1}
    assert budget.calls == 0


def test_nothing_is_kept_back_for_one_that_needs_no_call(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.modes = ["failing"]

    ask(Fallback([connect(), OfflineProvider()]))

    assert server.state.calls == 3


def test_one_that_hangs_leaves_time_to_the_one_that_follows(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.keys = {"bad": "hang"}
    budget = CallBudget(seconds=2.0)

    answer = ask(Fallback([connect("bad"), connect("good")]), budget)

    assert len(answer.judgements) == 2
    assert 0 < budget.remaining() < 1.1


def test_the_last_failure_is_raised(server: LlmServer, connect: Connect, ask: Ask) -> None:
    server.state.modes = ["failing"]

    with pytest.raises(ProviderError):
        ask(Fallback([connect(), connect()]))

    assert server.state.calls == 3


def test_one_outside_provider_makes_the_whole_chain_outside(connect: Connect) -> None:
    assert Fallback([OfflineProvider(), connect()]).outside
    assert not Fallback([OfflineProvider()]).outside
