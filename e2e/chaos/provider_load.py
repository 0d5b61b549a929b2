"""Suggestions asked for by many at once, and what became of each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from requests.adapters import HTTPAdapter

from e2e.pair import Pair, Person, running
from scripts.launch.instance import ROOT

SAMPLES = ROOT / "samples"
FINISHED = ("completed", "failed")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one request ended: its HTTP status, 202 for one that a worker did, and its row."""

    status: int
    row: dict[str, Any]

    @property
    def code(self) -> str:
        """Name the failure, "" when there is none."""
        return str((self.row.get("error") or self.row).get("code", ""))


class Asker:
    """Somebody with a parsed résumé who asks for suggestions, from many threads."""

    def __init__(self, pair: Pair, threads: int = 32) -> None:
        self.person = Person(pair)
        self.person.http.mount("http://", HTTPAdapter(pool_maxsize=threads))
        self.resume_id = self.person.parsed_resume((SAMPLES / "resume.pdf").read_bytes(), "r.pdf")
        self.job = (SAMPLES / "job-fitting.txt").read_text()

    def ask(self, *, model: str = "", leave: bool = False) -> Outcome:
        """Ask for a suggestion and wait for its end; `leave` has a worker make it."""
        prefer = {"Prefer": "respond-async"} if leave else {}
        body = {"resume_id": self.resume_id, "job_description": self.job, "model": model}
        url = f"{self.person.ai}/suggestions"
        answer = self.person.http.post(url, json=body, headers=prefer, timeout=120)
        told = answer.json()
        suggestion_id = told.get("suggestion_id") or told.get("id")
        return Outcome(answer.status_code, self._ended(suggestion_id) if suggestion_id else told)

    def ask_many(self, orders: Sequence[dict[str, Any]], threads: int) -> list[Outcome]:
        """Ask for many, so many at a time."""
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(lambda order: self.ask(**order), orders))

    def calls_by_suggestion(self) -> Counter[str]:
        """Count the calls on record for each suggestion."""
        calls: Counter[str] = Counter()
        url = f"{self.person.ai}/egress?page_size=100"
        while url:
            page = self.person.http.get(url, timeout=60).json()
            calls.update(row["subject_id"] for row in page["results"])
            url = page["next"]
        return calls

    def _ended(self, suggestion_id: str) -> dict[str, Any]:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            url = f"{self.person.ai}/suggestions/{suggestion_id}"
            row: dict[str, Any] = self.person.http.get(url, timeout=60).json()
            if row["status"] in FINISHED:
                return row
            time.sleep(0.1)
        raise TimeoutError(f"suggestion {suggestion_id} did not end within 120 s")


@contextmanager
def asking(**variables: str) -> Iterator[tuple[Pair, Asker]]:
    """Run the pair with variables of a provider, and somebody who asks."""
    told = {"THROTTLES": "off", "LOG_LEVEL": "WARNING", **variables}
    with (
        TemporaryDirectory(prefix="chaos-") as folder,
        running(Path(folder), variables=told) as pair,
    ):
        yield pair, Asker(pair)
