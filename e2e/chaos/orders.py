"""Many suggestions and optimisations, left to workers."""

from __future__ import annotations

import time
from collections.abc import Iterator

from e2e.chaos.ledger import ledger_of
from e2e.chaos.moves import Moves
from e2e.fakes.llm_server import LlmServer
from e2e.pair import Pair, Person
from scripts.launch.instance import ROOT

SAMPLES = ROOT / "samples"
WELCOME_CREDITS = 100_000


def variables(provider: LlmServer) -> dict[str, str]:
    """Return the variables of an AI service that charges, and refuses nobody."""
    return {
        "DJANGO_SETTINGS_MODULE": "e2e.chaos.mortal.settings",
        "PYTHONPATH": str(ROOT),
        "OPENAI_API_KEY": "k1",
        "OPENAI_BASE_URL": provider.url,
        "OPENAI_MODEL": "any",
        "OPTIMIZATIONS_AT_ONCE": "1000",
        "BILLING_ENABLED": "1",
        "BILLING_WELCOME_CREDITS": str(WELCOME_CREDITS),
        "THROTTLES": "off",
    }


class Orders:
    """Somebody who asks and does not wait."""

    def __init__(self, pair: Pair) -> None:
        self.person = Person(pair)
        self.count = 0
        self._resume_id = self.person.parsed_resume((SAMPLES / "resume.pdf").read_bytes(), "r.pdf")
        job = {"title": "Python engineer", "text": (SAMPLES / "job-fitting.txt").read_text()}
        told = self.person.http.post(f"{self.person.ai}/job-descriptions", json=job, timeout=30)
        self._job_id = told.json()["id"]

    def place(self, suggestions: int, optimizations: int) -> None:
        """Ask for so many of each."""
        for path, count in (("suggestions", suggestions), ("optimize", optimizations)):
            for _ in range(count):
                answer = self.person.http.post(
                    f"{self.person.ai}/{path}",
                    json={"resume_id": self._resume_id, "job_description_id": self._job_id},
                    headers={"Prefer": "respond-async"},
                    timeout=60,
                )
                answer.raise_for_status()
                self.count += 1

    def ledger_problems(self, moves: Moves) -> Iterator[str]:
        """Say where what was charged is not what was made."""
        ledger = ledger_of(self.person)
        yield from ledger.problems()
        works = ("api_suggestion", "api_optimization")
        made = sum(len(moves.ids(table, "completed")) for table in works)
        failed = sum(len(moves.ids(table, "failed")) for table in works)
        told = (ledger.kinds["reserve"], ledger.kinds["settle"], ledger.kinds["refund"])
        if told != (self.count, made, failed):
            yield f"reserved, settled, given back: {told}, not {(self.count, made, failed)}"


def wait_for_all(moves: Moves, seconds: float) -> float:
    """Wait until every job has ended, at most so long; return the seconds it took."""
    begun = time.monotonic()
    while moves.unfinished() and time.monotonic() - begun < seconds:
        time.sleep(0.2)
    return time.monotonic() - begun
