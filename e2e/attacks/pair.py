"""S1, S2, S3, S12, S13, S14: strangers, forged tokens, replays, floods, planted fields, canaries.

    python -m e2e.attacks.pair [--servers | --both]

Routes are read from the OpenAPI files, so a new endpoint is attacked without a change here.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from e2e import servers
from e2e.attacks import canaries, flood, forged_tokens, planted_fields, refresh_replay, strangers
from e2e.attacks.stage import Stage, staged
from e2e.pair import Pair, running

ROWS: tuple[tuple[str, str, Callable[[Stage], list[str]]], ...] = (
    ("S1", "strangers, nobody and the disabled on every route", strangers.attack),
    ("S2", "forged tokens", forged_tokens.attack),
    ("S3", "one refresh token 50 times at once, and later again", refresh_replay.attack),
    ("S13", "every model field set in every write", planted_fields.attack),
    ("S14", "canaries in logs, queue and errors", canaries.attack),
)


def main() -> None:
    """Attack pairs of our own on each ground that is asked for; exit with 1 when one gave way."""
    failures = 0
    for name in servers.chosen(sys.argv[1:]):
        with _pair_on(name, THROTTLES="off", LOG_LEVEL="DEBUG") as pair:
            stage = staged(pair)
            for row, what, attack in ROWS:
                failures += _report(row, what, stage, attack(stage))
        with _pair_on(name) as pair:
            failures += _report("S12", "one user floods", None, flood.attack(pair))
    sys.exit(1 if failures else 0)


@contextmanager
def _pair_on(name: str, **variables: str) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder, servers.ground(name) as ground:
        print(f"on {ground.name}", flush=True)
        with running(
            Path(folder),
            parts=ground.parts,
            variables={**ground.variables, **variables},
            per_service=ground.per_service,
        ) as pair:
            yield pair


def _report(row: str, what: str, stage: Stage | None, gave_way: list[str]) -> int:
    tried = stage.take_count() if stage else flood.TRIED
    verdict = "held" if not gave_way else f"GAVE WAY in {len(gave_way)}"
    print(f"{row:<4} {what:<55} {tried:>5} tried  {verdict}", flush=True)
    for line in gave_way[:20]:
        print(f"       {line}")
    return len(gave_way)


if __name__ == "__main__":
    main()
