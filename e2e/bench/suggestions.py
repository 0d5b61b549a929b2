"""P3, P4, P5: many suggestions at once, one suggestion, and other requests meanwhile.

python -m e2e.bench.suggestions [how many at once, default 200]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter

from e2e.bench.figures import report
from e2e.bench.transfers import family, resident_megabytes
from e2e.fakes.llm_server import LlmServer
from e2e.pair import Pair, Person, running
from scripts.launch.instance import ROOT

PROVIDER_SECONDS = 5.0
SENDERS = 16
ROUNDS = 60
REACH = {200: "at most 1.10×", 1000: "at most 1.5×"}


def main() -> None:
    """Print the rows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, LlmServer() as provider:
        variables = {
            "THROTTLES": "off",
            "OPENAI_API_KEY": "sk-bench",
            "OPENAI_BASE_URL": provider.url,
            "OPENAI_MODEL": "bench",
            "AI_THREADS": str(max(256, count + 32)),
            "LOG_LEVEL": "WARNING",
        }
        provider.state.record = False
        with running(Path(folder), variables=variables) as pair:
            person = Person(pair)
            resume_id = person.parsed_resume(
                (ROOT / "samples" / "resume.pdf").read_bytes(), "r.pdf"
            )
            job = (ROOT / "samples" / "job-fitting.txt").read_text()
            _one(provider, person, resume_id, job)
            _many(provider, pair, person, resume_id, job, count)


def _one(provider: LlmServer, person: Person, resume_id: str, job: str) -> None:
    """P4: both sides in turn; the direct call sends what the service sent."""
    provider.state.delay, provider.state.record = 0.0, True
    person.suggest(resume_id, job)
    sent = provider.state.bodies[-1]["body"].encode()
    provider.state.record = False
    direct_http = requests.Session()

    def direct() -> None:
        url = f"{provider.url}/chat/completions"
        headers = {"Authorization": "Bearer sk-bench", "Content-Type": "application/json"}
        direct_http.post(url, data=sent, headers=headers, timeout=30).raise_for_status()

    def ours() -> None:
        assert person.suggest(resume_id, job).status_code == 201

    taken: dict[str, list[float]] = {"direct": [], "ours": []}
    for _ in range(ROUNDS):
        for name, work in {"direct": direct, "ours": ours}.items():
            started = time.perf_counter()
            work()
            taken[name].append((time.perf_counter() - started) * 1000)
    middle = {name: statistics.median(values) for name, values in taken.items()}
    high = {name: statistics.quantiles(values, n=20)[-1] for name, values in taken.items()}
    for what, figures, reach in (("median", middle, 10), ("p95", high, 20)):
        report(
            "P4",
            f"one suggestion over the direct call, {what}",
            f"+{figures['ours'] - figures['direct']:.1f} ms",
            f"at most +{reach} ms",
            f"{figures['ours']:.1f} ms : {figures['direct']:.1f} ms",
        )


def _many(
    provider: LlmServer, pair: Pair, person: Person, resume_id: str, job: str, count: int
) -> None:
    """P3: through queue and database; P5: another endpoint meanwhile."""
    provider.state.delay = PROVIDER_SECONDS
    provider.state.forget()
    person.http.mount("http://", HTTPAdapter(pool_maxsize=SENDERS))
    before = _memory(pair)
    url = f"{pair.instance.ai_url}/api/job-descriptions"
    idle = _latencies(lambda: person.http.get(url, timeout=30), 200)
    with _Watch(lambda: person.http.get(url, timeout=30)) as busy:
        started = time.perf_counter()
        with ThreadPoolExecutor(SENDERS) as pool:
            answers = list(
                pool.map(
                    lambda n: person.suggest(
                        resume_id, f"{job}\n- Requirement number {n}", Prefer="respond-async"
                    ),
                    range(count),
                )
            )
        assert {answer.status_code for answer in answers} == {202}
        _wait_until_done(person, count + 1 + ROUNDS)
        seconds = time.perf_counter() - started
    report(
        "P3",
        f"{count} suggestions at once, provider takes {PROVIDER_SECONDS:.0f} s",
        f"{seconds / PROVIDER_SECONDS:.2f}×",
        REACH.get(count, "-"),
        f"{seconds:.2f} s : {PROVIDER_SECONDS:.0f} s, {provider.state.most_active} in flight",
    )
    report("P3", "memory added", f"{_memory(pair) - before:.0f} MB", "at most 250 MB", "")
    p99 = {"idle": _p99(idle), "busy": _p99(busy.taken)}
    report(
        "P5",
        "p99 of another endpoint meanwhile",
        f"{p99['busy'] / p99['idle']:.2f}×",
        "at most 1.10×",
        f"{p99['busy']:.0f} ms : {p99['idle']:.0f} ms",
    )


def _wait_until_done(person: Person, count: int) -> None:
    """Ask for the newest page until nothing on it is waiting, then count all of them."""
    while True:
        page = person.http.get(f"{person.ai}/suggestions?page_size=100", timeout=60).json()
        open_ones = [row for row in page["results"] if row["status"] not in ("completed", "failed")]
        if not open_ones and _finished(person) >= count:
            return
        time.sleep(0.05)


def _finished(person: Person) -> int:
    count, url = 0, f"{person.ai}/suggestions?page_size=100"
    while url:
        page = person.http.get(url, timeout=60).json()
        count += sum(row["status"] == "completed" for row in page["results"])
        url = page["next"]
    return count


class _Watch:
    """Asks one endpoint again and again beside the load."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.taken: list[float] = []

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(0.02):
            self.taken += _latencies(self._call, 1)


def _latencies(call: Callable[[], object], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[-1]


def _memory(pair: Pair) -> float:
    return sum(
        resident_megabytes(pid)
        for name in ("ai-web", "ai-worker")
        for pid in family(pair.processes[name].pid)
    )


if __name__ == "__main__":
    main()
