"""Measure how well résumés are read: Q1 (text) and Q2 (fields), on documents made here.

Run from the repository root: `python -m e2e.quality.parsing [--each N] [--seed S] [--show DESIGN]`.
Some designs are held out: they were measured before the parser was mended on what they showed, and
it knows none of them by name. Their figures are printed apart. The program measures and prints; it
never fails on a low figure.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "resume_management_service"))

from api.extraction.errors import UnreadableFile  # noqa: E402
from api.extraction.extract import extract_bytes  # noqa: E402
from api.parsing.parse import parse  # noqa: E402
from e2e.quality.corpus.build import Sample, samples  # noqa: E402
from e2e.quality.fields import FIELDS, Counts, compare, whole_jobs  # noqa: E402
from e2e.quality.reading import bullet_contiguity, word_recall  # noqa: E402

_KINDS: dict[str, str] = {}


@dataclass
class Tally:
    """The figures of one group of documents."""

    fields: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    jobs: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    bullets: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def macro(self) -> float:
        """Return the mean F1 over the fields."""
        return mean(self.fields[name].f1 for name in FIELDS)


def main() -> None:
    """Print the tables of Q1 and Q2."""
    arguments = _arguments()
    groups: dict[str, Tally] = defaultdict(Tally)
    for sample in samples(each=arguments.each, seed=arguments.seed):
        if arguments.show and not sample.name.startswith(arguments.show):
            continue
        _measure(sample, groups, verbose=bool(arguments.show))
    _print(groups)


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--each", type=int, default=5, help="documents of each design")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--show", default="", help="only this design, with every difference")
    return reader.parse_args()


def _measure(sample: Sample, groups: dict[str, Tally], *, verbose: bool) -> None:
    try:
        document = extract_bytes(sample.data, _KINDS.get(sample.design.kind, sample.design.kind))
        begun = time.perf_counter()
        found = parse(document).sections
        spent = 1000 * (time.perf_counter() - begun)
        text = document.text
    except UnreadableFile as error:
        print(f"{sample.name}: {error}")
        found, spent, text = {}, 0.0, ""
    differences = compare(sample.truth, found)
    split = "held out" if sample.design.held_out else "tuned on"
    for name in (split, "all", sample.design.name):
        _add(groups[name], sample.truth, found, text, spent)
    if verbose:
        _show(sample, differences)


def _add(
    tally: Tally, truth: dict[str, Any], found: dict[str, Any], text: str, spent: float
) -> None:
    for name, result in compare(truth, found).items():
        tally.fields[name].add(result.counts)
    tally.jobs += whole_jobs(truth, found)
    tally.recall.append(word_recall(truth, text))
    tally.bullets += bullet_contiguity(truth, text)
    tally.milliseconds.append(spent)


def _show(sample: Sample, differences: dict[str, Any]) -> None:
    print(f"== {sample.name}")
    for name, result in differences.items():
        if result.missed or result.extra:
            print(f"   {name}: missed {result.missed} extra {result.extra}")


def _print(groups: dict[str, Tally]) -> None:
    splits = [name for name in ("tuned on", "held out", "all") if name in groups]
    print(f"{'Q2 field':<14}" + "".join(f"{name:>10}" for name in splits))
    for name in FIELDS:
        print(f"{name:<14}" + "".join(f"{groups[one].fields[name].f1:>10.3f}" for one in splits))
    _row("macro", splits, [groups[one].macro() for one in splits])
    _row("whole job", splits, [_mean(groups[one].jobs) for one in splits])
    _row("Q1 words", splits, [_mean(groups[one].recall) for one in splits])
    _row("Q1 bullets", splits, [_mean(groups[one].bullets) for one in splits])
    _row("ms median", splits, [median(groups[one].milliseconds or [0]) for one in splits])
    _row("ms worst", splits, [max(groups[one].milliseconds or [0]) for one in splits])
    print("\ndesign: macro, whole job, worst fields")
    for name in (one for one in groups if one not in splits):
        tally = groups[name]
        worst = sorted((tally.fields[one].f1, one) for one in FIELDS)[:4]
        low = ", ".join(f"{one} {value:.2f}" for value, one in worst if value < 0.95)
        print(f"{name:<22}{tally.macro():>7.3f}{_mean(tally.jobs):>7.2f}  {low}")


def _row(label: str, splits: Sequence[str], values: Iterable[float]) -> None:
    print(
        f"{label:<14}" + "".join(f"{value:>10.3f}" for _, value in zip(splits, values, strict=True))
    )


def _mean(values: Sequence[float]) -> float:
    return mean(values) if values else 1.0


if __name__ == "__main__":
    main()
