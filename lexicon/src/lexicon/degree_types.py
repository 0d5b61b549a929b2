"""What a degree is and how high it stands."""

from dataclasses import dataclass
from enum import IntEnum


class DegreeLevel(IntEnum):
    """The ladder of degrees, lowest first."""

    SECONDARY = 1
    VOCATIONAL = 2
    ASSOCIATE = 3
    BACHELOR = 4
    MASTER = 5
    DOCTORATE = 6


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree written at `text[start:end]`; `area` as written, if one is named beside it."""

    level: DegreeLevel
    name: str
    area: str | None
    start: int
    end: int
    raw: str
    area_start: int | None = None
    area_end: int | None = None
