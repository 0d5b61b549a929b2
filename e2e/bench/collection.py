"""P10: records collected at 30 requests a second, each then read for 2 s (simulated).

python -m e2e.bench.collection [how many records, default 3000]
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from e2e.bench.figures import report
from e2e.collecting import rows, start_workers, trigger, used, variables, wait_for
from e2e.fakes.ats_server import AtsServer
from e2e.pair import Pair, Person, running
from scripts.launch.instance import ROOT

RATE = 30
READING_SECONDS = 2.0
WORKERS = 3
THREADS = 32
LAST_READ = "SELECT max(finished_at) FROM servicekit_job WHERE kind = 'parse_resume'"


def main() -> None:
    """Print the row."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        AtsServer(rate=RATE, total=2 * count) as server,
    ):
        own = variables(server, collectors=WORKERS)
        with running(Path(folder), parts=("resume-web",), per_service={"resume": own}) as pair:
            _start(pair)
            person = Person(pair)
            url = trigger(person, {"count": count, "per_page": 1, "batch_size": 10_000})
            told = wait_for(person, url, "completed", "failed")
            _print(pair, server, told, count)


def _start(pair: Pair) -> None:
    given = pair.commands["resume-worker"]
    command = (sys.executable, "-m", "e2e.bench.slow_reader", str(READING_SECONDS), str(THREADS))
    start_workers(
        pair, WORKERS, command=command, environment={**given.environment, "PYTHONPATH": str(ROOT)}
    )


def _print(pair: Pair, server: AtsServer, told: dict[str, Any], count: int) -> None:
    floor = count / RATE
    began = datetime.fromisoformat(told["started_at"])
    collected = datetime.fromisoformat(told["collected_at"])
    ((text,),) = rows(pair, LAST_READ)
    last_read = datetime.fromisoformat(text).replace(tzinfo=UTC)
    seconds = (collected - began).total_seconds()
    load = os.getloadavg()[0]
    counts = told["counts"]
    report(
        "P10",
        f"{count} records collected at {RATE}/s",
        f"{seconds / floor:.3f}×",
        "at most 1.03×",
        f"{seconds:.1f} s : {floor:.1f} s; {used(server, RATE):.1%} of the limit used,"
        f" at most {server.state.worst} in a second; load {load:.1f} on {os.cpu_count()} cores",
    )
    report(
        "P10",
        f"last of {counts['parsed']} read after the last was collected",
        f"+{(last_read - collected).total_seconds():.1f} s",
        "at most +4 s",
        f"{WORKERS} workers of {THREADS} threads; {counts['failed']} failed",
    )


if __name__ == "__main__":
    main()
