"""R12: four keys, one of them rate-limited and one revoked, under load from all processes."""

from __future__ import annotations

from e2e.bench.figures import report
from e2e.chaos.provider_load import asking
from e2e.fakes.llm_server import LlmServer

JOBS = 240
AT_ONCE = 24
KEYS = ("canary-limited", "canary-revoked", "canary-third", "canary-fourth")
MOST_UNEVEN = 0.1


def run() -> list[str]:
    """Print the row and return what did not hold."""
    bad = {KEYS[0]: "rate_limit", KEYS[1]: "revoked"}
    with (
        LlmServer(keys=bad, retry_after=2, delay=0.2) as provider,
        asking(OPENAI_API_KEY=",".join(KEYS), OPENAI_BASE_URL=provider.url, OPENAI_MODEL="any") as (
            pair,
            asker,
        ),
    ):
        orders = [{"leave": number % 3 == 0} for number in range(JOBS)]
        outcomes = asker.ask_many(orders, threads=AT_ONCE)
        logs = pair.logs()
        calls = [provider.state.by_key[key] for key in KEYS]
    failed = [outcome.code for outcome in outcomes if outcome.row["status"] != "completed"]
    uneven = abs(calls[2] - calls[3]) / max(1, calls[2] + calls[3])
    report("R12", f"{JOBS} jobs with 2 of 4 keys fit: failed", str(len(failed)), "0", "")
    report("R12", "share of the healthy keys apart", f"{uneven:.1%}", "at most 10 %",
           f"calls by key {calls}")  # fmt: skip
    return [
        *(f"R12 a job ended with {code}" for code in failed),
        *([f"R12 healthy keys made {calls[2:]} calls"] if uneven > MOST_UNEVEN else []),
        *([] if "provider_key_refused" in logs else ["R12 the revoked key was not reported"]),
        *(["R12 a key is in the logs"] if "canary-" in logs else []),
    ]
