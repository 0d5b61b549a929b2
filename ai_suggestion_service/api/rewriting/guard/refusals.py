"""What the truth guard refuses, in words for the person whose résumé it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Kinds of claims a résumé must support before a rewrite may make them."""

    EMPLOYER = "employer"
    TITLE = "title"
    SENIORITY = "seniority"
    DATE = "date"
    DURATION = "duration"
    DEGREE = "degree"
    INSTITUTION = "institution"
    CERTIFICATE = "certificate"
    NUMBER = "number"
    TEAM_SIZE = "team_size"
    SKILL = "skill"
    LANGUAGE = "language"
    LEVEL = "level"
    SCOPE = "scope"
    ACTIVITY = "activity"
    AWARD = "award"
    PUBLICATION = "publication"
    CLIENT = "client"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"
    SUPERLATIVE = "superlative"
    OUTCOME = "outcome"
    NEGATION = "negation"
    CONTACT = "contact"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim the résumé does not support.

    `start` and `end` are character offsets of the claim in the reviewed text; `pointer` names the
    reviewed place when a whole document was reviewed.
    """

    kind: Kind
    claim: str
    detail: str
    start: int
    end: int
    pointer: str = ""

    def to_json(self) -> dict[str, Any]:
        """Write the refusal as plain JSON."""
        return {name: getattr(self, name) for name in self.__slots__} | {"kind": self.kind.value}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Refusal:
        """Read what `to_json` wrote."""
        return cls(**(data | {"kind": Kind(data["kind"])}))
