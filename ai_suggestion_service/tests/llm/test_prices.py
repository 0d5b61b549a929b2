"""What calls cost, and what is known of each."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from api.llm.assessing import Assessment
from api.llm.budget import CallBudget
from api.llm.errors import ProviderError
from api.llm.prices import Prices
from api.llm.remote import RemoteModel
from e2e.fakes.llm_server import LlmServer

Connect = Callable[..., RemoteModel]
Ask = Callable[..., Assessment]
CHEAP = Prices(Decimal("0.25"), Decimal(2))


def test_a_cost_is_by_the_million_tokens() -> None:
    assert CHEAP.cost(1_000_000, 500_000) == Decimal("1.25")
    assert CHEAP.cost(1, 0) == Decimal("0.00000025")


@pytest.mark.parametrize(
    ("prices", "counts"),
    [
        (Prices(), (10, 10)),
        (CHEAP, (None, 10)),
        (CHEAP, (10, None)),
        (Prices(Decimal(1), None), (1, 1)),
    ],
)
def test_what_is_not_known_costs_nobody_knows_what(
    prices: Prices, counts: tuple[int | None, int | None]
) -> None:
    assert prices.cost(*counts) is None


def test_every_call_tells_its_tokens_time_and_cost(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.modes = ["off_schema", "honest"]
    budget = CallBudget()

    ask(connect(prices=CHEAP), budget)

    assert len(budget.sent) == 2
    for call in budget.sent:
        assert call.input_tokens
        assert call.output_tokens
        assert call.latency is not None
        assert call.cost == CHEAP.cost(call.input_tokens, call.output_tokens)


def test_a_call_without_an_answer_has_a_time_and_no_cost(
    server: LlmServer, connect: Connect, ask: Ask
) -> None:
    server.state.modes = ["failing"]
    budget = CallBudget(calls=1)

    with pytest.raises(ProviderError):
        ask(connect(prices=CHEAP), budget)

    call = budget.sent[0]
    assert (call.input_tokens, call.output_tokens, call.cost) == (None, None, None)
    assert call.latency is not None
