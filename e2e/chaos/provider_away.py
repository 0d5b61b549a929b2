"""R11: a provider that cannot be reached, while others use the service, and that comes back."""

from __future__ import annotations

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from e2e.bench.figures import report
from e2e.chaos.provider_load import Asker, Outcome, asking
from e2e.fakes.llm_server import LlmServer

COOL_DOWN = 3.0
FAILURES_TO_OPEN = 5
JOBS_IN_TURN = 9
SENDERS = 8
PER_SECOND = 10.0
SECONDS = 12.0
ONE_CALL = 1.5


def run() -> list[str]:
    """Print the row and return what did not hold."""
    with (
        LlmServer() as provider,
        asking(
            OPENAI_API_KEY="k",
            OPENAI_BASE_URL=provider.url,
            OPENAI_MODEL="any",
            AI_PROVIDER_TIMEOUT="2",
            AI_PROVIDER_COOL_DOWN=str(COOL_DOWN),
        ) as (_, asker),
    ):
        return [
            *_one_after_the_other(provider, asker),
            *_under_load(provider, asker),
            *_comes_back(provider, asker),
        ]


def _one_after_the_other(provider: LlmServer, asker: Asker) -> list[str]:
    """Ask in turn of all processes, two of them web and one a worker, that know of no failure."""
    provider.state.forget()
    provider.state.modes = ["reset"]
    for number in range(JOBS_IN_TURN):
        asker.ask(leave=number % 3 == 2)
    return _opened_in_time("in turn", provider.state.times, in_flight=1)


def _opened_in_time(what: str, times: list[float], in_flight: int) -> list[str]:
    """Count the calls from the first on until the cool-down after the fifth is over."""
    fifth = times[FAILURES_TO_OPEN - 1]
    calls = sum(at < fifth + COOL_DOWN * 0.95 for at in times)
    most = FAILURES_TO_OPEN + in_flight - 1
    report("R11", f"calls until the breaker is open, {what}", str(calls), f"at most {most}",
           f"{FAILURES_TO_OPEN} failures and what was on its way")  # fmt: skip
    return [] if calls <= most else [f"R11 {calls} calls, {what}, before the breaker opened"]


def _under_load(provider: LlmServer, asker: Asker) -> list[str]:
    """Compare another endpoint's p99 while nobody asks, with the provider well, and away."""
    taken: dict[str, list[float]] = {"idle": [], "well": [], "away": []}
    wrong = _at_once(provider, asker)
    for _ in range(3):  # in turn, so that whatever else the machine does meets all alike
        taken["idle"] += _latencies(asker, SECONDS / 3)
        for mode, name in (("honest", "well"), ("reset", "away")):
            _settle(provider, asker, mode)
            with _Load(asker) as load:
                taken[name] += _latencies(asker, SECONDS / 3)
            if name == "away":
                wrong += [f"R11 ended {o.row['status']} {o.code}" for o in load.done if _bad(o)]
    p99 = {name: statistics.quantiles(values, n=100)[-1] for name, values in taken.items()}
    for against in ("idle", "well"):
        report("R11", f"p99 of another endpoint, away against {against}",
               f"{p99['away'] / p99[against]:.2f}×", "at most 1.10×",
               f"{p99['away']:.1f} ms : {p99[against]:.1f} ms")  # fmt: skip
    return wrong


def _at_once(provider: LlmServer, asker: Asker) -> list[str]:
    """Let the provider go away under load."""
    _settle(provider, asker, "honest")
    with _Load(asker):
        time.sleep(1.0)
        provider.state.forget()
        provider.state.modes = ["reset"]
        time.sleep(COOL_DOWN)
    return _opened_in_time("under load", provider.state.times, in_flight=SENDERS)


def _comes_back(provider: LlmServer, asker: Asker) -> list[str]:
    """Take the time from the provider's recovery to the first answer, callers asking on."""
    longest = 0.0
    for _ in range(3):
        _settle(provider, asker, "reset")
        provider.state.modes = ["honest"]
        back = time.monotonic()
        while asker.ask().row["status"] != "completed":
            time.sleep(0.05)
        longest = max(longest, time.monotonic() - back)
    held = longest <= COOL_DOWN + ONE_CALL
    report("R11", "seconds until it is used again", f"{longest:.1f} s",
           f"at most {COOL_DOWN:.0f} s", "one cool-down; plus one call")  # fmt: skip
    return [] if held else [f"R11 it took {longest:.1f} s to close"]


def _settle(provider: LlmServer, asker: Asker, mode: str) -> None:
    """Put the provider into a mode and wait until the service has noticed."""
    provider.state.modes = [mode]
    wanted = "completed" if mode == "honest" else "failed"
    quiet = 0
    while quiet < 6:
        before = provider.state.calls
        ended = asker.ask().row["status"] == wanted
        spared = mode == "honest" or provider.state.calls == before
        quiet = quiet + 1 if ended and spared else 0


def _bad(outcome: Outcome) -> bool:
    return outcome.code != "provider_unavailable" or outcome.row["score"] is not None


def _latencies(asker: Asker, seconds: float) -> list[float]:
    """Ask another endpoint again and again; milliseconds."""
    http, url = asker.person.http, f"{asker.person.ai}/job-descriptions"
    taken: list[float] = []
    until = time.perf_counter() + seconds
    while (started := time.perf_counter()) < until:
        http.get(url, timeout=30).raise_for_status()
        taken.append((time.perf_counter() - started) * 1000)
        time.sleep(0.005)
    return taken


class _Load:
    """Callers who ask for suggestions at a steady rate beside what is measured."""

    def __init__(self, asker: Asker) -> None:
        self.done: list[Outcome] = []
        self._asker = asker
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(SENDERS)

    def __enter__(self) -> _Load:
        for _ in range(SENDERS):
            self._pool.submit(self._ask_on)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pool.shutdown()

    def _ask_on(self) -> None:
        while not self._stop.wait(SENDERS / PER_SECOND):
            self.done.append(self._asker.ask())
