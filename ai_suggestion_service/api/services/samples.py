"""Judging the same résumé several times, to see how far a model agrees with itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from api.llm.assessing import Assessment
from api.llm.budget import CallBudget
from api.llm.errors import ProviderError
from api.matching.judgement import Verified
from api.services.works import Errand


@dataclass(frozen=True)
class Judged:
    """One judgement, verified, with the score that follows from it."""

    assessment: Assessment
    verified: Verified
    score: float | None


def judge(
    ask: Callable[[CallBudget], Judged], errand: Errand, samples: int
) -> tuple[Judged, dict[str, Any] | None]:
    """Return the judgement that counts, and how far all of them agree.

    Of several the one with the middle score counts, whole, so that its ledger gives its score.
    They are asked for side by side with one call each; those that fail are left out.

    Raises:
        ProviderError: none succeeded.
    """
    if samples == 1:
        return ask(errand.budget()), None
    budgets = [errand.budget(at_most=1) for _ in range(samples)]
    with ThreadPoolExecutor(samples, thread_name_prefix="sample") as pool:
        futures = [pool.submit(ask, budget) for budget in budgets]
    errors = [future.exception() for future in futures]
    judged = [
        future.result() for future, error in zip(futures, errors, strict=True) if error is None
    ]
    for error in errors:
        if error is not None and (not judged or not isinstance(error, ProviderError)):
            raise error
    for budget, error in zip(budgets, errors, strict=True):
        if error is not None:
            errand.give_up(budget)
    ordered = sorted(judged, key=lambda one: (one.score is not None, one.score or 0.0))
    return ordered[(len(ordered) - 1) // 2], _stability(judged, samples)


def _stability(judged: Sequence[Judged], samples: int) -> dict[str, Any]:
    scores = [one.score for one in judged]
    known = [score for score in scores if score is not None]
    verdicts: dict[str, set[str]] = {}
    for one in judged:
        for row in one.verified.rows:
            verdicts.setdefault(row.id, set()).add(row.verdict)
    return {
        "samples": samples,
        "scores": scores,
        "spread": round(max(known) - min(known), 1) if known else None,
        "unsettled": [row_id for row_id, said in verdicts.items() if len(said) > 1],
    }
