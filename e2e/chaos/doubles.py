"""R4: every message delivered twice at once, to two Celery workers: no second effect.

python -m e2e.chaos.doubles [how many jobs, default 200]
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from e2e.chaos.ledger import ledger_of
from e2e.chaos.moves import JOBS, Moves
from e2e.chaos.orders import Orders, variables, wait_for_all
from e2e.fakes.llm_server import LlmServer
from e2e.pair import ALL, Pair, running
from scripts.backends import rabbitmq
from scripts.backends.server import NotAvailable

FIRST, SECOND = "ai-worker", "ai-worker-2"
PATIENCE = 240.0


def main() -> None:
    """Print what held; exit with 1 when something happened twice, or not at all."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        try:
            with rabbitmq.start(Path(folder)) as broker, LlmServer(delay=0.2) as provider:
                problems = _run(broker.variables["CELERY_BROKER_URL"], provider, count)
        except NotAvailable as reason:
            raise SystemExit(f"R4   not exercised: {reason}") from reason
    for problem in problems:
        print("R4   ", problem)
    sys.exit(1 if problems else 0)


def _run(broker: str, provider: LlmServer, count: int) -> list[str]:
    own = {**variables(provider), "MORTAL_TWICE": "1"}
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        running(
            Path(folder),
            parts=(*ALL, "resume-beat"),
            variables={"CELERY_BROKER_URL": broker},
            per_service={"ai": own},
        ) as pair,
    ):
        _start_second(pair)
        moves, orders = Moves(pair), Orders(pair)
        orders.place(count - count // 4, count // 4)
        took = wait_for_all(moves, PATIENCE)
        taken = Counter(move.row for move in moves.all() if move.new == "running")
        print(
            f"R4   {orders.count} jobs, {2 * orders.count} messages, two workers:"
            f" {len(moves.ids(JOBS, 'succeeded'))} succeeded, taken {taken.total()} times,"
            f" {provider.state.calls} calls to the provider; over after {took:.1f} s",
            flush=True,
        )
        return list(_problems(orders, moves, provider))


def _start_second(pair: Pair) -> None:
    first = pair.commands[FIRST]
    command = tuple(f"second-{word}" if word.endswith("@%h") else word for word in first.command)
    pair.commands[SECOND] = replace(first, name=SECOND, command=command)
    pair.start(SECOND)


def _problems(orders: Orders, moves: Moves, provider: LlmServer) -> Iterator[str]:
    yield from moves.problems()
    yield from orders.ledger_problems(moves)
    taken = Counter(move.row for move in moves.all() if move.new == "running")
    twice = [row for row, times in taken.items() if times != 1]
    if twice:
        yield f"{len(twice)} jobs were taken more than once"
    if len(moves.ids(JOBS, "succeeded")) != orders.count:
        yield f"{len(moves.ids(JOBS, 'succeeded'))} of {orders.count} jobs succeeded"
    rows = ledger_of(orders.person).rows
    sections = sum(len(row["progress"]["sections"]) for row in rows["Optimization"])
    expected = len(rows["Suggestion"]) + sections
    if {provider.state.calls, len(rows["EgressRecord"])} != {expected}:
        recorded = len(rows["EgressRecord"])
        yield f"{provider.state.calls} calls, {recorded} on record, of {expected} questions"


if __name__ == "__main__":
    main()
