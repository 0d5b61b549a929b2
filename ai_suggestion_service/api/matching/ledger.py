"""Points for every requirement, and the score they add up to.

A must weighs three times a nice-to-have. Met earns the whole weight, partial half of it, missing
nothing; an unassessable row has no weight at all. The score is 100 × Σ points ÷ Σ max_points,
rounded half up to one decimal in whole numbers, so that a replay gives the same figure anywhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from api.matching.kinds import Kind
from api.matching.requirements import Importance, Requirement

RULES_VERSION = "1"
WEIGHTS: Mapping[Importance, int] = {Importance.MUST: 3, Importance.NICE: 1}


class Verdict(StrEnum):
    """How far a résumé answers a requirement."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    UNASSESSABLE = "unassessable"


_HALVES: Mapping[Verdict, int] = {Verdict.MET: 2, Verdict.PARTIAL: 1, Verdict.MISSING: 0}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the résumé: `quote` is its text from `start` to `end`, in characters."""

    quote: str
    start: int
    end: int
    section: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the passage as plain JSON."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "section": self.section,
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement with its verdict, evidence and points."""

    id: str
    text: str
    importance: Importance
    kind: Kind
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    rationale: str
    points: float
    max_points: float

    def as_dict(self) -> dict[str, Any]:
        """Give the row as plain JSON, the form in which it is stored."""
        return {
            "id": self.id,
            "text": self.text,
            "importance": self.importance,
            "kind": self.kind,
            "verdict": self.verdict,
            "evidence": [item.as_dict() for item in self.evidence],
            "rationale": self.rationale,
            "points": self.points,
            "max_points": self.max_points,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Row":
        """Read a stored row. Raises KeyError or ValueError when it is not one."""
        return cls(
            id=stored["id"],
            text=stored["text"],
            importance=Importance(stored["importance"]),
            kind=Kind(stored["kind"]),
            verdict=Verdict(stored["verdict"]),
            evidence=tuple(Evidence(**item) for item in stored["evidence"]),
            rationale=stored["rationale"],
            points=stored["points"],
            max_points=stored["max_points"],
        )


def points_for(importance: Importance, verdict: Verdict) -> tuple[float, float]:
    """Give the points of a verdict and the most that its row can earn."""
    if verdict is Verdict.UNASSESSABLE:
        return 0.0, 0.0
    weight = WEIGHTS[importance]
    return weight * _HALVES[verdict] / 2, float(weight)


def row(
    requirement: Requirement,
    verdict: Verdict,
    evidence: Iterable[Evidence] = (),
    rationale: str = "",
) -> Row:
    """Enter a verdict in the ledger."""
    points, max_points = points_for(requirement.importance, verdict)
    return Row(
        id=requirement.id,
        text=requirement.text,
        importance=requirement.importance,
        kind=requirement.kind,
        verdict=verdict,
        evidence=tuple(evidence),
        rationale=rationale,
        points=points,
        max_points=max_points,
    )


def score(rows: Iterable[Row]) -> float | None:
    """Add the ledger up to 0–100 with one decimal; None when nothing in it can be assessed."""
    halves = full = 0
    for entry in rows:
        halves += round(entry.points * 2)
        full += round(entry.max_points * 2)
    if full == 0:
        return None
    return (2000 * halves + full) // (2 * full) / 10


def replay(stored: Iterable[Mapping[str, Any]]) -> float | None:
    """Compute the score again from stored rows, trusting their verdicts and not their points."""
    return score(_recounted(Row.from_dict(item)) for item in stored)


def _recounted(entry: Row) -> Row:
    points, max_points = points_for(entry.importance, entry.verdict)
    fresh = asdict(entry) | {"points": points, "max_points": max_points}
    return Row.from_dict(fresh)
