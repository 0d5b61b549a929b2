"""The figures a scope gives, with the text they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from .quantity_types import Quantity
from .reading import Reading
from .source import Scope, Segment

_HOURS = {
    "millisecond": 1 / 3_600_000,
    "second": 1 / 3600,
    "minute": 1 / 60,
    "hour": 1.0,
    "day": 24.0,
    "week": 168.0,
    "month": 730.5,
    "year": 8766.0,
    "decade": 87660.0,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of the résumé with the text it stands in."""

    segment: Segment
    quantity: Quantity

    @property
    def reading(self) -> Reading:
        return self.segment.reading


def figures(scope: Scope) -> list[Figure]:
    """List the quantities of a scope's own segments."""
    return [figure for segment in scope.own for figure in figures_of(segment)]


def figures_of(segment: Segment) -> list[Figure]:
    return [Figure(segment, quantity) for quantity in segment.quantities]


def amount(quantity: Quantity) -> float:
    """Return the largest reading of a quantity, durations in hours."""
    return max(quantity.values) * _HOURS.get(quantity.unit, 1.0)
