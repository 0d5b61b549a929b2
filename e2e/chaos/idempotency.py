"""R5: 50 requests at once with one Idempotency-Key, for 100 keys.

python -m e2e.chaos.idempotency [how many keys, default 100]
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import requests

from e2e.chaos.databases import Database, run_on_each
from e2e.chaos.ledger import ledger_of
from e2e.fakes.llm_server import LlmServer
from e2e.pair import Person, running

TIMES = 50
PROVIDER_SECONDS = 0.2
RESUME = b"Ada Example\n\nExperience\nDeveloper, Example Works, 2019 - 2022\n- Python and Django\n"
PARTS = ("resume-web", "resume-worker", "ai-web")


def main() -> None:
    """Print what held on each database; exit with 1 when something did not."""
    run_on_each(_run, 100)


def _run(database: Database, count: int) -> list[str]:
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        LlmServer(delay=PROVIDER_SECONDS) as provider,
        running(
            Path(folder),
            parts=PARTS,
            variables=_variables(provider, count),
            per_service={"ai": dict(database.variables)},
        ) as pair,
    ):
        person = Person(pair)
        resume_id = person.parsed_resume(RESUME)
        started, found = time.perf_counter(), []
        statuses: Counter[str] = Counter()
        for number in range(count):
            rush = Rush(person, resume_id, number)
            statuses += rush.send()
            found += rush.problems()
        seconds = time.perf_counter() - started
        calls = Counter(_keys_in(provider, count))
        print(
            f"R5   {database.name}: {count} keys × {TIMES} requests at once in {seconds:.0f} s:"
            f" {dict(statuses)}, {provider.state.calls} calls of the provider",
            flush=True,
        )
        return found + _counts(person, provider, calls, count)


def _variables(provider: LlmServer, count: int) -> dict[str, str]:
    return {
        "BILLING_ENABLED": "1",
        "BILLING_WELCOME_CREDITS": str(2 * count),
        "OPENAI_API_KEY": "sk-chaos",
        "OPENAI_BASE_URL": provider.url,
        "OPENAI_MODEL": "chaos",
        "THROTTLES": "off",
        "LOG_LEVEL": "WARNING",
    }


def _marker(number: int) -> str:
    return f"Kubernetes release 7.{number:03d}"


def _keys_in(provider: LlmServer, count: int) -> list[int]:
    """Return the number of the key of each call that the provider had."""
    texts = [body["body"] for body in provider.state.bodies]
    return [n for n in range(count) for text in texts if _marker(n) in text]


class Rush:
    """Requests at once with the same key."""

    def __init__(self, person: Person, resume_id: str, number: int) -> None:
        self._url = f"{person.ai}/suggestions"
        self._number = number
        self._headers = {
            "Authorization": f"Bearer {person.access}",
            "Idempotency-Key": f"key-{number}",
        }
        job = f"Requirements:\n- Python\n- Experience with {_marker(number)}\n"
        self._order = {"resume_id": resume_id, "job_description": job}
        self._made: list[requests.Response] = []
        self._others: Counter[str] = Counter()

    def send(self) -> Counter[str]:
        """Send all of them at the same moment, and one more after; return the answers' kinds."""
        start = threading.Barrier(TIMES)

        def ask() -> None:
            start.wait()
            self._keep(self._post())

        threads = [threading.Thread(target=ask) for _ in range(TIMES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._keep(self._post())
        return self._others + Counter({"201": len(self._made)})

    def problems(self) -> list[str]:
        """Return what was answered otherwise than it must be."""
        found = [
            f"key {self._number}: {kind}"
            for kind in self._others
            if kind != "409 idempotency_in_progress"
        ]
        if len({answer.content for answer in self._made}) != 1:
            found.append(f"key {self._number}: {len(self._made)} answers that differ")
        first = [one for one in self._made if "Idempotency-Replayed" not in one.headers]
        if len(first) != 1:
            found.append(f"key {self._number}: {len(first)} first answers")
        return found

    def _post(self) -> requests.Response:
        return requests.post(self._url, json=self._order, headers=self._headers, timeout=120)

    def _keep(self, answer: requests.Response) -> None:
        if answer.status_code == 201:
            self._made.append(answer)
        else:
            self._others[f"{answer.status_code} {answer.json().get('code')}"] += 1


def _counts(person: Person, provider: LlmServer, calls: Counter[int], count: int) -> list[str]:
    ledger = ledger_of(person)
    found = ledger.problems()
    for what, there in (
        ("calls of the provider", provider.state.calls),
        ("keys with one call", sum(n == 1 for n in calls.values())),
        ("suggestions", ledger.count("Suggestion")),
        ("debits", ledger.kinds["reserve"]),
        ("settled debits", ledger.kinds["settle"]),
        ("credits spent", 2 * count - ledger.balance),
    ):
        if there != count:
            found.append(f"{there} {what} instead of {count}")
    return found


if __name__ == "__main__":
    main()
