"""R13: collecting at 30 requests a second with 4 workers, ten of which are killed.

python -m e2e.chaos.collection [how many records, default 2400]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from e2e.collecting import rows, start_workers, status, trigger, used, variables, wait_for
from e2e.fakes.ats_server import AtsServer
from e2e.pair import Pair, Person, running

RATE = 30
WORKERS = 4
KILLS = 10
FAULT_EVERY = 80
SEED = 13


def main() -> None:
    """Print what held; exit 1 when records are missing or twice, or the limit was passed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2400
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        AtsServer(rate=RATE, fault_every=FAULT_EVERY, total=2 * count) as server,
    ):
        own = variables(server, collectors=WORKERS)
        with running(Path(folder), parts=("resume-web",), per_service={"resume": own}) as pair:
            names = start_workers(pair, WORKERS)
            person = Person(pair)
            url = trigger(person, {"count": count, "per_page": 1, "batch_size": 10_000})
            kills = _kill_now_and_then(pair, names, person, url, count)
            wait_for(person, url, "parsing", "completed", "failed")
            print(f"R13  collected; {kills} kills; waiting for the last records", flush=True)
            told = wait_for(person, url, "completed", "failed")
            problems = [*_problems(pair, server, told, count, kills)]
            _print(server, told, kills)
    for problem in problems:
        print("R13  ", problem)
    sys.exit(1 if problems else 0)


def _kill_now_and_then(pair: Pair, names: list[str], person: Person, url: str, count: int) -> int:
    """Kill a worker at random times, spread over four fifths of the run, and start it again."""
    chance = random.Random(SEED)
    pause = count / RATE * 0.8 / KILLS
    kills = 0
    while kills < KILLS and status(person, url)["status"] in ("queued", "collecting"):
        time.sleep(chance.uniform(0.5, 1.5) * pause)
        name = chance.choice(names)
        pair.kill(name)
        pair.start(name)
        kills += 1
    return kills


def _problems(
    pair: Pair, server: AtsServer, told: dict[str, Any], count: int, kills: int
) -> Iterator[str]:
    if told["status"] != "completed" or told["counts"]["failed"]:
        yield f"it ended {told['status']}: {told['error']}, {told['counts']}, {told['errors'][:3]}"
    if server.state.worst > RATE or server.state.answers[429]:
        yield f"over the limit: {server.state.told()}"
    if kills != KILLS:
        yield f"only {kills} workers were killed before it was collected"
    ((records, ids),) = rows(pair, "SELECT count(*), count(DISTINCT external_id) FROM api_rawdata")
    ((resumes, candidates),) = rows(
        pair, "SELECT (SELECT count(*) FROM api_resume), (SELECT count(*) FROM api_candidate)"
    )
    if {records, ids, resumes, candidates} != {count}:
        yield f"{records} records, {ids} ids, {resumes} résumés, {candidates} people of {count}"


def _print(server: AtsServer, told: dict[str, Any], kills: int) -> None:
    print(
        f"R13  {told['counts']['stored']} records, {kills} kills of {WORKERS} workers:"
        f" at most {server.state.worst} requests in a second (limit {RATE}),"
        f" {used(server, RATE):.1%} of it used (reach 95 %),"
        f" {told['counts']['parsed']} read, {told['counts']['duplicates']} twice;"
        f" answers {dict(server.state.answers)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
