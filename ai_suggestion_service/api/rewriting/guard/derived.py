"""Amounts that follow from a "from A to B" of the résumé."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .findings import Case
from .given_figures import amount, figures
from .quantity_types import Measure, Quantity
from .source import Scope

EXACT = 1e-6
_UP_TO = frozenset({"to", "auf", "a", "à", "naar"})


def is_derived(case: Case, quantity: Quantity) -> bool:
    """Tell whether an amount follows from a "from A to B" of the scope."""
    before = case.reading.words[quantity.first - 1].lower if quantity.first else ""
    if quantity.bound == "over" or before in ("to", "from"):
        return False
    spans = _spans(case.scope)
    return any(_follows(case, quantity, one, two) for one, two in spans) or _doubles(case, quantity)


def _is_points(case: Case, quantity: Quantity) -> bool:
    """Tell whether a difference of percentages is counted in points."""
    after = case.reading.words[quantity.last + 1 : quantity.last + 2]
    return any(word.lower in ("points", "point", "pp") for word in after)


def _follows(case: Case, quantity: Quantity, one: Quantity, two: Quantity) -> bool:
    before, after = amount(one), amount(two)
    if quantity.measure is Measure.PERCENT:
        derived = {round(abs(after - before) / before * 100.0)}
        if one.measure is two.measure is Measure.PERCENT:
            derived.add(round(abs(after - before)))
        return bool(quantity.values & derived)
    if quantity.measure is Measure.MULTIPLE:
        return bool(quantity.values & {round(after / before, 1), round(before / after, 1)})
    points = _is_points(case, quantity) and two.measure is Measure.PERCENT
    same = (points or quantity.measure is two.measure) and one.measure is two.measure
    return same and abs(amount(quantity) - abs(after - before)) < EXACT


def _doubles(case: Case, quantity: Quantity) -> bool:
    """Read "doubled" as a growth of 100 % and "halved" as a fall of 50 %, and back."""
    for given in (figure.quantity for figure in figures(case.scope)):
        measures = (quantity.measure, given.measure)
        grown: set[float] = set()
        if measures == (Measure.MULTIPLE, Measure.PERCENT):
            grown = {value / 100 + 1 for value in given.values}
        elif measures == (Measure.PERCENT, Measure.MULTIPLE):
            grown = {(value - 1) * 100 for value in given.values}
        if quantity.values & grown:
            return True
    return False


def _spans(scope: Scope) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the pairs of amounts the scope gives as "from A to B"."""
    for segment in scope.own:
        words = segment.reading.words
        for one, two in pairwise(segment.quantities):
            between = [word.lower for word in words[one.last + 1 : two.first]]
            if _UP_TO.intersection(between[-2:]) and amount(one) and amount(two):
                yield one, two
