from collections.abc import Callable

import pytest

from api.llm.assessing import Assessment
from api.llm.dialect import Dialect, Structure
from api.llm.openai_compatible import OpenAICompatible
from e2e.fakes.llm_server import LlmServer

Ask = Callable[..., Assessment]


@pytest.mark.parametrize(("mode", "first"), [("no_schema", 2), ("no_json_mode", 3)])
def test_what_a_server_does_not_take_is_learnt_once(
    server: LlmServer, ask: Ask, mode: str, first: int
) -> None:
    server.state.modes = [mode]
    provider = OpenAICompatible(base_url=server.url, model="any", keys=["k1"])

    ask(provider)
    learnt = server.state.calls
    ask(provider)
    provider.close()

    assert (learnt, server.state.calls) == (first, first + 1)


def test_a_fenced_answer_amid_talk_is_read(server: LlmServer, ask: Ask) -> None:
    server.state.modes = ["fenced"]
    provider = OpenAICompatible(base_url=server.url, model="any", keys=["k1"])

    answer = ask(provider)
    provider.close()

    assert len(answer.judgements) == 2


@pytest.mark.parametrize(
    ("complaint", "learnt"),
    [
        ("Unsupported value: 'temperature' does not support 0", Dialect(temperature=False)),
        (
            "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
            Dialect(length="max_completion_tokens"),
        ),
        ("response_format json_schema is not supported", Dialect(structure=Structure.JSON)),
        ("This model's context is 8192 long", None),
    ],
)
def test_a_complaint_names_what_to_leave_out(complaint: str, learnt: Dialect | None) -> None:
    assert Dialect().without(complaint) == learnt


@pytest.mark.parametrize(
    ("model", "takes"),
    [("gpt-4o-mini", True), ("gpt-5-mini", False), ("openai/o4-mini", False), ("llama3", True)],
)
def test_models_that_reason_are_asked_without_a_temperature(model: str, takes: bool) -> None:
    assert Dialect.of(model).temperature is takes
