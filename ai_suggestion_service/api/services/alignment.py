"""How well sections answer a job: the same rules as for suggestions, without any model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from api.matching import ledger
from api.matching.analysis import analyse
from api.matching.judgement import verify
from api.matching.kinds import Kind
from api.matching.ledger import Row
from api.matching.requirements import Importance, Requirement
from api.matching.resume_facts import facts_of
from api.rendering import Format, render


@dataclass(frozen=True, slots=True)
class Alignment:
    """The ledger of a job's requirements, and the score it adds up to."""

    rows: tuple[Row, ...]

    @property
    def score(self) -> float | None:
        """Return 0 to 100; None when nothing in the ledger can be assessed."""
        return ledger.score(self.rows)


@dataclass(frozen=True, slots=True)
class Posting:
    """What a job asks for, read once: its wording may change or go while versions stay."""

    title: str
    requirements: tuple[Requirement, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the form in which it is stored."""
        return {"title": self.title, "requirements": [asdict(one) for one in self.requirements]}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Posting:
        """Read what `as_dict` gave."""
        return cls(stored["title"], tuple(_requirement(row) for row in stored["requirements"]))


def _requirement(stored: Mapping[str, Any]) -> Requirement:
    typed = {
        "importance": Importance(stored["importance"]),
        "kind": Kind(stored["kind"]),
        "skills": tuple(stored["skills"]),
    }
    return Requirement(**{**stored, **typed})


def align(sections: Mapping[str, Any], posting: Posting) -> Alignment:
    """Judge sections by their plain text, which is all that a reader gets to see."""
    text = render(sections, format=Format.TEXT).data.decode()
    judgements = analyse(posting.requirements, facts_of(text, sections), title=posting.title)
    return Alignment(verify(judgements, posting.requirements, text).rows)
