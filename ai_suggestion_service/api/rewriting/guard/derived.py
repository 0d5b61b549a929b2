"""Amounts that follow from a "from A to B" of the résumé."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .findings import Case
from .given_figures import amount, figures
from .quantity_types import Measure, Quantity
from .source import Scope

EXACT = 1e-6
_RISING = ("increas", "rais", "grow", "grew", "boost", "expand", "lift", "doubl", "tripl")
_EITHER = ("improv", "optimi", "streamlin", "enhanc", "accelerat")
_FALLING = ("reduc", "cut", "lower", "decreas", "shorten", "minimi", "halv")
_UP_TO = frozenset({"to", "auf", "a", "à", "naar"})


def is_derived(case: Case, quantity: Quantity) -> bool:
    """Tell whether an amount follows from a "from A to B" of the scope."""
    before = case.reading.words[quantity.first - 1].lower if quantity.first else ""
    if quantity.bound == "over" or before in ("to", "from"):
        return False
    spans = _spans(case.scope)
    if any(_follows(case, quantity, one, two) for one, two in spans):
        return True
    return _doubles(case, quantity) or _sums_up(case, quantity)


def _sums_up(case: Case, quantity: Quantity) -> bool:
    """Read "three people: two cooks and a porter": the parts are judged by themselves."""
    sentence = case.reading.words[quantity.last].sentence
    parts = [
        amount(one)
        for one in case.quantities
        if one.first > quantity.last and case.reading.words[one.first].sentence == sentence
    ]
    singles = case.reading.words[quantity.last + 1 :]
    ones = sum(word.lower == "one" for word in singles if word.sentence == sentence)
    return len(parts) + ones > 1 and sum(parts) + ones == amount(quantity)


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


def shows_direction(case: Case, index: int) -> bool:
    """Tell whether two figures of the scope show that something rose or fell as the word says."""
    lower = case.reading.words[index].lower
    rises, either = lower.startswith(_RISING), lower.startswith(_EITHER)
    if not (rises or either or lower.startswith(_FALLING)):
        return False
    clause = case.reading.clause_of[index]
    inside = [one for one in case.quantities if clause.start <= one.first < clause.end + 1]
    given = {value for figure in figures(case.scope) for value in figure.quantity.values}
    for one, two in pairwise(inside):
        between = case.reading.words[one.last + 1 : two.first]
        joined = any(word.lower in _UP_TO for word in between)
        if joined and one.values & given and two.values & given:
            return either or (amount(two) > amount(one)) == rises
    return False
