"""How a row of attacks on the parser is reported."""

from __future__ import annotations

import sys
from collections.abc import Sequence

MOST_SHOWN = 20


def report(row: str, what: str, tried: int, gave_way: Sequence[str]) -> None:
    """Print one line of the scorecard and what gave way below it."""
    verdict = "held" if not gave_way else f"GAVE WAY in {len(gave_way)}"
    print(f"{row:<4} {what:<55} {tried:>5} tried  {verdict}", flush=True)
    for line in gave_way[:MOST_SHOWN]:
        print(f"       {line}")


def finish(gave_way: Sequence[str]) -> None:
    """End the program: 1 when anything gave way."""
    sys.exit(1 if gave_way else 0)
