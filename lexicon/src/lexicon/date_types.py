"""Dates as résumés give them: to the year or to the month."""

from dataclasses import dataclass
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps with its month (1–12). A bare year sorts before its months."""

    year: int
    month: int | None = None

    def __post_init__(self) -> None:
        """Refuse months that no calendar has."""
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"month must be 1 to 12, not {self.month}")

    @property
    def iso(self) -> str:
        """The date as `2019` or `2019-05`."""
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"

    def __lt__(self, other: object) -> bool:
        """Order by time."""
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.year, self.month or 0) < (other.year, other.month or 0)


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date written at `text[start:end]`; `last` differs from `date` for seasons, quarters."""

    date: PartialDate
    last: PartialDate
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """A span of time written at `text[start_pos:end_pos]`.

    `start` is None for "until 2019"; `end` is None if it still goes on (`current`).
    """

    start: PartialDate | None
    end: PartialDate | None
    current: bool
    start_pos: int
    end_pos: int
    raw: str
