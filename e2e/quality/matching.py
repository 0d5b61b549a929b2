"""How well résumés are matched with jobs, by rules and without a network.

    python -m e2e.quality.matching [--table]

Q3: a résumé of the right profession ranks over another's for the same job (AUC, 1 is perfect).
Q4: quotes that stand in the résumé. Q5: the same input, and the stored ledger, give the same score.
Q7: personal data in what an outside provider is sent. S7: how far planted orders move a score.
Exits 1 when what must hold exactly does not.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "ai_suggestion_service"))

from api.matching import ledger
from e2e.quality.matching_attacks import orders_moved
from e2e.quality.matching_pairs import Case, Judged, cases, judge
from e2e.quality.matching_people import leaks


def main() -> int:
    """Print the figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--table", action="store_true", help="print the mean score by profession")
    chosen = options.parse_args()
    known = cases()
    started = time.perf_counter()
    judged = _all_pairs(known)
    milliseconds = 1000 * (time.perf_counter() - started) / len(judged)
    aucs = _aucs(known, judged)
    own = [pair.score for name, pair in judged.items() if _fit(known, name) is True]
    other = [pair.score for name, pair in judged.items() if _fit(known, name) is False]
    _print_pairs(known, judged, aucs, own, other, milliseconds)
    if chosen.table:
        _print_table(known, judged)
    quotes, standing = _quotes(known, judged)
    print(f"Q4 quotes that stand in the résumé: {standing} of {quotes}")
    changed = _changed(known, judged)
    print(f"Q5 scores that a second run or the replay changes: {changed} of {len(judged)}")
    told, sent = leaks(known)
    print(f"Q7 personal data sent to an outside provider: {len(told)} of {sent} items")
    for leak in told[:20]:
        print(f"   {leak}")
    moved, tried = orders_moved(known)
    print(f"S7 scores that planted orders move by more than 2 points: {len(moved)} of {tried}")
    for line in moved[:20]:
        print(f"   {line}")
    return int(bool(standing < quotes or changed or told or moved))


Pair = tuple[tuple[str, int], tuple[str, int]]


def _all_pairs(known: list[Case]) -> dict[Pair, Judged]:
    return {
        ((wanted.profession, at), (had.profession, place)): judge(resume, job)
        for wanted in known
        for at, job in enumerate(wanted.jobs)
        for had in known
        for place, resume in enumerate(had.resumes)
    }


def _fit(known: list[Case], pair: Pair) -> bool | None:
    """Tell whether a résumé is of the job's profession; None for a sister of it."""
    (wanted, at), (had, place) = pair
    if wanted != had:
        return False
    case = next(case for case in known if case.profession == wanted)
    return True if at in case.fits[place] else None


def _aucs(known: list[Case], judged: dict[Pair, Judged]) -> dict[tuple[str, int], float]:
    """For each job, the chance that one of its own résumés scores over one of another's."""
    scores: dict[tuple[str, int], tuple[list[float], list[float]]] = {}
    for name, pair in judged.items():
        right, wrong = scores.setdefault(name[0], ([], []))
        fit = _fit(known, name)
        if fit is not None:
            (right if fit else wrong).append(pair.score)
    return {job: _auc(right, wrong) for job, (right, wrong) in scores.items()}


def _auc(right: list[float], wrong: list[float]) -> float:
    won = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return won / (len(right) * len(wrong))


def _print_pairs(
    known: list[Case],
    judged: dict[Pair, Judged],
    aucs: dict[tuple[str, int], float],
    own: list[float],
    other: list[float],
    milliseconds: float,
) -> None:
    jobs = sum(len(case.jobs) for case in known)
    print(f"{len(known)} professions, {jobs} jobs, {len(judged)} pairs, {milliseconds:.1f} ms each")
    print(f"Q3 AUC: {statistics.mean(aucs.values()):.4f} (lowest {min(aucs.values()):.3f})")
    print(f"   pooled over all jobs: {_auc(own, other):.4f}")
    low = {name: auc for name, auc in aucs.items() if auc < 0.97}
    for (profession, at), auc in sorted(low.items(), key=lambda item: item[1]):
        print(f"   {profession} {at + 1}: {auc:.3f}")
    print(f"   mean score: own {statistics.mean(own):.1f}, other {statistics.mean(other):.1f}")


def _print_table(known: list[Case], judged: dict[Pair, Judged]) -> None:
    for wanted in known:
        means = [
            statistics.mean(
                pair.score
                for (job, resume), pair in judged.items()
                if job[0] == wanted.profession and resume[0] == had.profession
            )
            for had in known
        ]
        print(f"{wanted.profession:20}", " ".join(f"{mean:4.0f}" for mean in means))


def _resume(known: list[Case], name: tuple[str, int]) -> str:
    return next(case.resumes[name[1]] for case in known if case.profession == name[0])


def _quotes(known: list[Case], judged: dict[Pair, Judged]) -> tuple[int, int]:
    found = [
        (evidence, _resume(known, resume))
        for (_, resume), pair in judged.items()
        for row in pair.verified.rows
        for evidence in row.evidence
    ]
    standing = sum(text[item.start : item.end] == item.quote for item, text in found)
    return len(found), standing


def _changed(known: list[Case], judged: dict[Pair, Judged]) -> int:
    again = _all_pairs(known)
    return sum(
        again[name].score != pair.score
        or (ledger.replay([row.as_dict() for row in pair.verified.rows]) or 0.0) != pair.score
        for name, pair in judged.items()
    )


if __name__ == "__main__":
    sys.exit(main())
