"""Something that an applicant can do."""

from dataclasses import dataclass
from enum import StrEnum


class ActionKind(StrEnum):
    """What an action rests on."""

    TRUTHFUL_GAIN = "truthful_gain"
    GAP = "gap"
    FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Action:
    """Advice in words; `points` is what its requirement can still earn, 0 for matters of form."""

    text: str
    kind: ActionKind
    requirement_id: str | None
    points: float
