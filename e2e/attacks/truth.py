"""S8: planted inventions against the truth guard, and honest rewrites it must let stand.

Run as `python -m e2e.attacks.truth` from the repository root. Prints how many inventions of each
kind are caught and how many honest rewrites are refused; ends with 1 if an invention is missed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "ai_suggestion_service"))

from api.rewriting.guard import Refusal, Source, review  # noqa: E402
from e2e.quality.inventions import cases, made  # noqa: E402
from e2e.quality.inventions.cases import Rewrite  # noqa: E402

_ALLOWED = 0.02


@dataclass
class Score:
    """What came of one set of rewrites."""

    name: str
    caught: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    missed: list[Rewrite] = field(default_factory=list)
    refused: list[tuple[Rewrite, list[Refusal]]] = field(default_factory=list)
    honest: int = 0
    seconds: list[float] = field(default_factory=list)


def judge(rewrite: Rewrite, source: Source) -> list[Refusal]:
    """Review one rewrite as the service would."""
    return review(
        source,
        rewrite.proposal,
        pointer=rewrite.pointer,
        context="letter" if rewrite.is_letter else "rewrite",
        posting=cases.postings().get(rewrite.resume, "") if rewrite.is_letter else "",
    )


def score(name: str, planted: Iterable[Rewrite], honest: Iterable[Rewrite]) -> Score:
    """Review a set of inventions and honest rewrites."""
    result = Score(name)
    for rewrite in planted:
        result.total[rewrite.kind] += 1
        if _timed(result, rewrite):
            result.caught[rewrite.kind] += 1
        else:
            result.missed.append(rewrite)
    for rewrite in honest:
        result.honest += 1
        refusals = _timed(result, rewrite)
        if refusals:
            result.refused.append((rewrite, refusals))
    return result


def _timed(result: Score, rewrite: Rewrite) -> list[Refusal]:
    source = cases.source(rewrite.resume)
    begin = time.perf_counter()
    refusals = judge(rewrite, source)
    result.seconds.append(time.perf_counter() - begin)
    return refusals


def report(result: Score) -> None:
    """Print the figures of one set."""
    print(f"\n{result.name}")
    for kind, total in sorted(result.total.items()):
        print(f"  {kind:<14}{result.caught[kind]:>5} of {total}")
    print(f"  {'caught':<14}{result.caught.total():>5} of {result.total.total()}")
    share = len(result.refused) / max(result.honest, 1)
    print(f"  honest refused{len(result.refused):>5} of {result.honest} ({share:.1%})")
    times = sorted(result.seconds)
    median, high = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"  a review      {median * 1000:>5.1f} ms median, {high * 1000:.1f} ms p95")
    for rewrite in result.missed:
        print(f"  MISSED  {rewrite.resume} {rewrite.kind}: {rewrite.claim} | {rewrite.proposal}")
    for rewrite, refusals in result.refused:
        claims = "; ".join(f"{one.kind}: {one.claim}" for one in refusals)
        print(f"  REFUSED {rewrite.resume}: {rewrite.proposal}\n          {claims}")


def main() -> int:
    """Print all sets; 1 if an invention was missed or too many honest rewrites refused."""
    results = [
        score("written by hand", cases.planted(), cases.honest()),
        score("made by rule", made.planted(), made.honest()),
    ]
    if (cases.HERE / "held_out_planted.txt").exists():
        planted, honest = "held_out_planted.txt", "held_out_honest.txt"
        results.append(
            score("held out (never tuned on)", cases.planted(planted), cases.honest(honest))
        )
    for result in results:
        report(result)
    missed = sum(len(result.missed) for result in results)
    honest_total = sum(result.honest for result in results)
    refused = sum(len(result.refused) for result in results)
    share = refused / honest_total
    print(f"\nS8 inventions missed: {missed}; honest rewrites refused: {share:.1%}")
    return 1 if missed or share > _ALLOWED else 0


if __name__ == "__main__":
    sys.exit(main())
