"""R10: every fault of a provider, twenty times, in both wire formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from e2e.bench.figures import report
from e2e.chaos.provider_load import Asker, Outcome, asking
from e2e.fakes.llm_server import LlmServer

TIMES = 20
MOST_CALLS = 3
MODELS = ("OpenAI", "Anthropic Claude")
STATUSES = {
    "provider_unavailable": 503,
    "provider_rate_limited": 503,
    "provider_timeout": 504,
    "provider_invalid_reply": 502,
}
# Last those after which a key is not used for minutes.
FAULTS = {
    "rate_limit": "provider_rate_limited",
    "rate_limit_date": "provider_rate_limited",
    "rate_limit_bare": "provider_rate_limited",
    "failing": "provider_unavailable",
    "bad_gateway": "provider_unavailable",
    "overloaded": "provider_unavailable",
    "reset": "provider_unavailable",
    "close": "provider_unavailable",
    "cut_body": "provider_unavailable",
    "bad_request": "provider_unavailable",
    "hang": "provider_timeout",
    "hang_midway": "provider_timeout",
    "trickle": "provider_timeout",
    "html": "provider_invalid_reply",
    "nonsense": "provider_invalid_reply",
    "cut_json": "provider_invalid_reply",
    "off_schema": "provider_invalid_reply",
    "length": "provider_invalid_reply",
    "empty": "provider_invalid_reply",
    "refusal": "provider_invalid_reply",
    "unauthorized": "provider_unavailable",
}


def run() -> list[str]:
    """Print the row and return what did not hold."""
    with (
        LlmServer(retry_after=0.3) as provider,
        asking(
            OPENAI_API_KEY="k-openai",
            OPENAI_BASE_URL=provider.url,
            OPENAI_MODEL="any",
            ANTHROPIC_API_KEY="k-anthropic",
            ANTHROPIC_BASE_URL=provider.url,
            ANTHROPIC_MODEL="any",
            AI_PROVIDER_TIMEOUT="1",
            AI_PROVIDER_COOL_DOWN="0.01",  # every fault shall be met, not spared
        ) as (_, asker),
    ):
        failures = [failure for mode in FAULTS for failure in _meet(provider, asker, mode)]
        calls = asker.calls_by_suggestion()
    most = max(calls.values())
    if most > MOST_CALLS:
        failures.append(f"R10 a job made {most} calls")
    report(
        "R10",
        f"{len(FAULTS)} faults × {TIMES}: other than documented",
        str(len(failures)),
        "0",
        f"most calls of a job: {most}, at most {MOST_CALLS}",
    )
    return failures


def _meet(provider: LlmServer, asker: Asker, mode: str) -> Iterator[str]:
    _make_well(provider, asker)
    provider.state.modes = [mode]
    provider.state.forget()
    orders = [{"model": MODELS[number % 2], "leave": number % 4 > 1} for number in range(TIMES)]
    outcomes = asker.ask_many(orders, threads=TIMES)
    seen = Counter(outcome.code or outcome.row["status"] for outcome in outcomes)
    print(f"     {mode:<16} {dict(seen)}, {provider.state.calls} calls", flush=True)
    if provider.state.calls > MOST_CALLS * TIMES:
        yield f"R10 {mode}: {provider.state.calls} calls for {TIMES} jobs"
    for outcome in outcomes:
        if (wrong := _wrong(outcome, FAULTS[mode])) is not None:
            yield f"R10 {mode}: {wrong}"


def _make_well(provider: LlmServer, asker: Asker) -> None:
    """Let both models answer once, so that what was learnt of the last fault is forgotten."""
    provider.state.modes = ["honest"]
    for model in MODELS:
        while asker.ask(model=model).row["status"] != "completed":
            pass


def _wrong(outcome: Outcome, code: str) -> str | None:
    """Say what is not as documented; spared by the breaker is documented for all that is away."""
    row = outcome.row
    documented = {code} | ({"provider_unavailable"} if code == "provider_timeout" else set())
    if row.get("status") != "failed" or row.get("score") is not None:
        return f"ended {row.get('status')} with the score {row.get('score')}"
    if outcome.code not in documented:
        return f"ended with {outcome.code}"
    if outcome.status not in (202, STATUSES[outcome.code]):
        return f"{outcome.code} with HTTP {outcome.status}"
    return None
