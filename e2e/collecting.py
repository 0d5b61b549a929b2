"""A pair that collects from the fake applicant tracking system, for programs that watch it."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from e2e.fakes.ats_server import AtsServer
from e2e.pair import Pair, Person

PATIENCE = 900.0


def variables(server: AtsServer, *, collectors: int) -> dict[str, str]:
    """Return what the résumé service needs to know of the fake."""
    return {
        "ATS_SOURCES": json.dumps({"sample": server.source()}),
        "COLLECTORS": str(collectors),
        "RESUME_WORKERS": "2",
        "THROTTLES": "off",
        "LOG_LEVEL": "WARNING",
    }


def start_workers(pair: Pair, number: int, **changes: Any) -> list[str]:
    """Start several workers, each a process of its own; return their names."""
    names = [f"resume-worker-{place}" for place in range(number)]
    for name in names:
        pair.commands[name] = replace(pair.commands["resume-worker"], name=name, **changes)
        pair.start(name)
    return names


def trigger(person: Person, order: Mapping[str, Any]) -> str:
    """Ask for records and return the address of the status."""
    url = f"{person.resumes}/data-collection/trigger"
    answer = person.http.post(url, json={"source": "sample", **order}, timeout=30)
    answer.raise_for_status()
    return f"{person.resumes}/data-collection/status/{answer.json()['data_request_id']}"


def status(person: Person, url: str) -> dict[str, Any]:
    """Return how far the request is."""
    answer = person.http.get(url, timeout=60)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def wait_for(person: Person, url: str, *states: str, every: float = 1.0) -> dict[str, Any]:
    """Wait until the request is in one of the states.

    Raises:
        TimeoutError
    """
    deadline = time.monotonic() + PATIENCE
    while (told := status(person, url))["status"] not in states:
        if time.monotonic() > deadline:
            raise TimeoutError(f"still {told['status']}: {told['counts']}, {told['checkpoint']}")
        time.sleep(every)
    return told


def used(server: AtsServer, rate: int) -> float:
    """Return which share of the limit was used between the first and the last request.

    The first second's requests may come at once, so they are not counted as time well used.
    """
    arrivals = server.state.arrivals
    return (len(arrivals) - rate) / rate / (arrivals[-1] - arrivals[0])


def rows(pair: Pair, query: str) -> list[tuple[Any, ...]]:
    """Read from the service's database, a SQLite file here."""
    with sqlite3.connect(pair.instance.data_dir / "resume.sqlite3", timeout=30) as database:
        return database.execute(query).fetchall()
