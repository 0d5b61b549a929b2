"""What a quantity is: a number, what it measures, its unit and bound."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What a number measures."""

    PERCENT = "percent"
    MONEY = "money"
    MULTIPLE = "multiple"
    DURATION = "duration"
    YEAR = "year"
    COUNT = "count"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    `values` are its possible readings (1.200 is 1.2 or 1,200); `unit` a currency or unit of time;
    `bound` over, under or empty; `first` to `last` its words, units included.
    """

    values: frozenset[float]
    measure: Measure
    unit: str
    bound: str
    first: int
    last: int

    @property
    def is_rounded(self) -> bool:
        """Tell whether it is written in thousands or millions."""
        return any(value >= 1000 and value % 100 == 0 for value in self.values)
