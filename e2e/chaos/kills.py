"""R1: workers killed at named points while they make 200 suggestions and optimisations.

python -m e2e.chaos.kills [how many jobs, default 200]

Once with the embedded worker, once with Celery and RabbitMQ where that is installed. Each job must
end exactly once, with what was charged for it settled or given back once; no dead worker may keep
a job for more than 60 seconds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from e2e.chaos.mortal.points import POINTS, file_of
from e2e.chaos.moves import JOBS, Moves
from e2e.chaos.orders import Orders, variables, wait_for_all
from e2e.fakes.llm_server import LlmServer
from e2e.pair import ALL, Pair, running
from scripts.backends import rabbitmq
from scripts.backends.server import NotAvailable

WORKER = "ai-worker"
REACHED_SECONDS = 60.0
RECOVERY_SECONDS = 60.0
PATIENCE = 240.0
PROVIDER_SECONDS = 0.2
# Few jobs at a time are in a worker's hand: one that dies with it three times ends as failed.
THREADS = 4


@dataclass(frozen=True)
class Kill:
    """A point where the worker died, and the jobs it held."""

    point: str
    at: float
    held: set[str] = field(default_factory=set)


def main() -> None:
    """Print what held; exit with 1 when something did not."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    problems = _run("embedded worker", ALL, {}, count)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="chaos-") as folder,
            rabbitmq.start(Path(folder)) as broker,
        ):
            parts = (*ALL, "ai-beat", "resume-beat")
            problems += _run("Celery on RabbitMQ", parts, broker.variables, count)
    except NotAvailable as reason:
        print(f"R1   not exercised with a broker: {reason}")
    for problem in problems:
        print("R1   ", problem)
    sys.exit(1 if problems else 0)


def _run(name: str, parts: Sequence[str], broker: Mapping[str, str], count: int) -> list[str]:
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        LlmServer(delay=PROVIDER_SECONDS) as provider,
    ):
        mortal = Path(folder) / "mortal"
        mortal.mkdir()
        own = {**variables(provider), "MORTAL_FOLDER": str(mortal), "AI_THREADS": str(THREADS)}
        with running(Path(folder), parts=parts, variables=broker, per_service={"ai": own}) as pair:
            moves, orders = Moves(pair), Orders(pair)
            kills = list(_kill_at_every_point(pair, orders, moves, mortal, count))
            took = wait_for_all(moves, PATIENCE)
            recoveries = [seconds for kill in kills for seconds in _recoveries(kill, moves)]
            _print(name, orders, moves, kills, recoveries, took)
            return [f"{name}: {one}" for one in _problems(orders, moves, kills, recoveries)]


def _kill_at_every_point(
    pair: Pair, orders: Orders, moves: Moves, folder: Path, count: int
) -> Iterator[Kill]:
    """Order some work before each kill, and start the worker again after it."""
    since = 0.0
    for number, point in enumerate(POINTS):
        due = count * (number + 1) // len(POINTS) - orders.count
        file_of(folder, point).touch()
        orders.place(due - due // 2, due // 2)
        worker = pair.processes[WORKER]
        deadline = time.monotonic() + REACHED_SECONDS
        while worker.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        if worker.poll() is None:
            file_of(folder, point).unlink(missing_ok=True)
            continue
        died = time.time()
        yield Kill(point, died, moves.taken_since(since))
        since = died
        del pair.processes[WORKER]
        pair.start(WORKER)


def _recoveries(kill: Kill, moves: Moves) -> list[float]:
    """Return after how many seconds each job was taken from the dead worker."""
    freed: dict[str, float] = {}
    for move in moves.all():
        if move.row in kill.held and move.old == "running" and move.at > kill.at:
            freed.setdefault(move.row, move.at - kill.at)
    return [freed.get(row, PATIENCE) for row in kill.held]


def _problems(
    orders: Orders, moves: Moves, kills: Sequence[Kill], recoveries: Sequence[float]
) -> Iterator[str]:
    missed = set(POINTS) - {kill.point for kill in kills}
    if missed:
        yield f"never reached: {', '.join(sorted(missed))}"
    if max(recoveries, default=0.0) > RECOVERY_SECONDS:
        yield f"a dead worker kept a job for {max(recoveries):.0f} s"
    yield from moves.problems()
    yield from orders.ledger_problems(moves)


def _print(
    name: str,
    orders: Orders,
    moves: Moves,
    kills: Sequence[Kill],
    recoveries: Sequence[float],
    took: float,
) -> None:
    succeeded = len(moves.ids(JOBS, "succeeded"))
    print(
        f"R1   {name}: {orders.count} jobs, worker killed at {len(kills)} of {len(POINTS)} points"
        f" with {len(recoveries)} jobs in hand: {succeeded} succeeded,"
        f" {len(moves.ids(JOBS, 'failed'))} failed, {moves.unfinished()} unfinished;"
        f" taken from the dead after {max(recoveries, default=0):.1f} s at most (reach 60),"
        f" all over {took:.1f} s after the last kill",
        flush=True,
    )


if __name__ == "__main__":
    main()
