"""Figures: a number stands only where the résumé gives it, for the thing it gives it for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from . import wording
from .derived import EXACT, is_derived
from .findings import Case, Finding
from .given_figures import Figure, figures, figures_of
from .ladder import served
from .quantity_types import Measure, Quantity
from .reading import Reading
from .refusals import Kind
from .senses import Senses, union
from .wordlists import listed

_GENERIC = listed("words.generic")
_GROUP_WORDS = listed("figures.group_words")
_UP_TO = frozenset({"to", "auf", "a", "à", "naar"})
_COUNTED = frozenset({Measure.COUNT, Measure.YEAR})


def unsupported(case: Case) -> Iterator[Finding]:
    """Yield the figures that the scope does not give for the same thing."""
    for quantity in case.quantities:
        is_date = {quantity.first, quantity.last} <= case.reading.date_words
        is_date = is_date and not _is_pair_of_years(case, quantity)
        if quantity.measure is Measure.DURATION or is_date:
            continue
        problem = _problem(case, quantity)
        if problem:
            yield Finding(_kind(case, quantity), quantity.first, quantity.last, problem)


def _is_pair_of_years(case: Case, quantity: Quantity) -> bool:
    """Tell a season such as 2022/23 from a year with its month, 2022/11."""
    first, last = (case.reading.words[place].text for place in (quantity.first, quantity.last))
    return quantity.unit == "/" and len(first) == 4 and last.isdecimal() and int(last) > 12


def _problem(case: Case, quantity: Quantity) -> str:
    claim = case.reading.claim(quantity.first, quantity.last)
    same = [figure for figure in figures(case.scope) if is_same(quantity, figure.quantity)]
    if not same and is_derived(case, quantity):
        return ""
    if not same:
        return f"The résumé does not give the figure “{claim}” here."
    if any(is_about_the_same(case, quantity, figure) for figure in same):
        return ""
    return f"The résumé gives the figure “{claim}” for something else."


def is_same(claimed: Quantity, given: Quantity) -> bool:
    """Tell whether two quantities are the same amount of the same measure, or less is claimed."""
    if not _is_comparable(claimed, given):
        return False
    if claimed.bound == "over" and given.bound != "over":
        return any(_is_just_over(one, other) for one in given.values for other in claimed.values)
    if given.bound == "under" and claimed.bound != "under":
        return False
    return any(_equals(one, other, claimed) for one in given.values for other in claimed.values)


def _is_comparable(claimed: Quantity, given: Quantity) -> bool:
    if claimed.measure is Measure.MONEY and given.measure is Measure.MONEY:
        return claimed.unit == given.unit
    if claimed.measure is Measure.DURATION and given.measure is Measure.DURATION:
        return True
    if claimed.measure in _COUNTED and given.measure in (Measure.MONEY, Measure.DURATION):
        return True
    if claimed.measure in _COUNTED and given.measure in _COUNTED:
        return claimed.unit == given.unit
    return claimed.measure is given.measure and claimed.unit == given.unit


def _is_just_over(given: float, claimed: float) -> bool:
    return claimed < given <= claimed * 1.25


def _equals(given: float, claimed: float, quantity: Quantity) -> bool:
    if abs(given - claimed) <= EXACT * max(abs(given), 1.0):
        return True
    return quantity.is_rounded and given > 1000 and _rounds_to(given, claimed)


def _rounds_to(given: float, claimed: float) -> bool:
    """Tell whether an amount written shorter is the given one rounded to two digits or more."""
    digits = len(f"{claimed:.0f}".rstrip("0"))
    return digits >= 2 and float(f"{given:.{digits - 1}e}") == claimed


def is_about_the_same(case: Case, quantity: Quantity, figure: Figure) -> bool:
    """Tell whether claim and résumé mean the same thing by the same amount."""
    if quantity.measure in _COUNTED and not quantity.unit:
        return _counts_the_same(case, quantity, figure)
    return _measures_the_same(case, quantity, figure)


def _counts_the_same(case: Case, quantity: Quantity, figure: Figure) -> bool:
    claimed = list(heads(case.reading, quantity))
    given = list(heads(figure.reading, figure.quantity))
    if not claimed or not given:
        return _measures_the_same(case, quantity, figure)
    if not _senses(case.reading, claimed).isdisjoint(_senses(figure.reading, given)):
        return True
    if _counts_something_else(case, claimed, figure):
        return False
    if _is_told_beside(case, claimed, figure) or _acts_on_the_same(case, quantity, figure):
        return True
    if not _are_people(case.reading, claimed) or not _are_people(figure.reading, given):
        return False
    return any(
        reading.words[index].stem in _GROUP_WORDS
        for reading, indices in ((case.reading, claimed), (figure.reading, given))
        for index in indices
    )


def _acts_on_the_same(case: Case, quantity: Quantity, figure: Figure) -> bool:
    """Read "vaccinated 90 people" for "90 vaccinations": the verb says what is counted."""
    if not all(
        case.reading.words[index].lower in _GENERIC for index in heads(case.reading, quantity)
    ):
        return False
    verb = case.reading.clause_of[quantity.first].start
    given = _senses(figure.reading, list(heads(figure.reading, figure.quantity)))
    return not case.all_senses[verb].isdisjoint(given)


def _is_told_beside(case: Case, claimed: list[int], figure: Figure) -> bool:
    """Tell whether the figure's sentence is about what is counted."""
    sentence = figure.reading.words[figure.quantity.first].sentence
    words = [index for index, word in enumerate(figure.reading.words) if word.sentence == sentence]
    return not _senses(case.reading, claimed).isdisjoint(_senses(figure.reading, words))


def _counts_something_else(case: Case, claimed: list[int], figure: Figure) -> bool:
    """Tell whether the figure's sentence counts what is claimed by another figure."""
    wanted = _senses(case.reading, claimed)
    sentence = figure.reading.words[figure.quantity.first].sentence
    rivals = [
        other.quantity
        for other in figures_of(figure.segment)
        if other.quantity != figure.quantity
        and other.reading.words[other.quantity.first].sentence == sentence
    ]
    return any(
        not wanted.isdisjoint(_senses(figure.reading, list(heads(figure.reading, rival))))
        for rival in rivals
    )


def heads(reading: Reading, quantity: Quantity) -> Iterator[int]:
    """Yield the words that say what is counted; both ends of a range count the same."""
    after = reading.range_ends.get(quantity.last)
    if after is not None:
        quantity = replace(quantity, first=after, last=after)
    chunk = reading.chunks[quantity.last]
    following = [
        index
        for index in range(quantity.last + 1, min(quantity.last + 6, len(reading.words)))
        if reading.chunks[index] == chunk and reading.is_content(index)
    ]
    yield from following[:3]
    first = quantity.first
    if first and reading.words[first - 1].lower in ("of", "de", "von", "di", "van"):
        before = [index for index in range(max(0, first - 4), first) if reading.is_content(index)]
        yield from (index for index in before if reading.chunks[index] == reading.chunks[first])


def _are_people(reading: Reading, indices: list[int]) -> bool:
    return any(
        wording.kind_of(reading.words[index]) is Kind.TITLE
        or reading.words[index].stem in _GROUP_WORDS
        or reading.words[index].stem in served()
        for index in indices
    )


def _measures_the_same(case: Case, quantity: Quantity, figure: Figure) -> bool:
    """Refuse only on evidence: the claim's own words stand elsewhere and not by this figure."""
    near = _around(case.reading, quantity, case.reading.items)
    claimed = [index for index in near if case.scope.has(case.all_senses[index])]
    if not claimed:
        return True
    wanted = union(case.all_senses[index] for index in claimed)
    beside = _around(figure.reading, figure.quantity, figure.reading.items, with_verbs=True)
    if not beside or not wanted.isdisjoint(_senses(figure.reading, beside)):
        return True
    sentence = figure.reading.words[figure.quantity.first].sentence
    rivals = [
        other
        for other in figures_of(figure.segment)
        if other.quantity.measure is figure.quantity.measure
        and other.reading.words[other.quantity.first].sentence == sentence
    ]
    whole = [index for index, word in enumerate(figure.reading.words) if word.sentence == sentence]
    return len(rivals) < 2 and not wanted.isdisjoint(_senses(figure.reading, whole))


def _around(
    reading: Reading, quantity: Quantity, parts: tuple[int, ...], *, with_verbs: bool = False
) -> list[int]:
    """List the content words in the same part of the sentence as a quantity."""
    part = parts[quantity.first]
    acts = set() if with_verbs else {clause.start for clause in reading.clauses if clause.has_verb}
    return [
        index
        for index in range(len(parts))
        if parts[index] == part
        and not quantity.first <= index <= quantity.last
        and index not in acts
        and reading.is_content(index)
    ]


def _senses(reading: Reading, indices: list[int]) -> Senses:
    phrases = (phrase.senses for phrase in reading.phrases if phrase.start in indices)
    return union([*(reading.senses[index] for index in indices), *phrases])


def _kind(case: Case, quantity: Quantity) -> Kind:
    counted = list(heads(case.reading, quantity)) if quantity.measure is Measure.COUNT else []
    stems = {case.reading.words[index].stem for index in counted}
    return Kind.TEAM_SIZE if stems & _GROUP_WORDS else Kind.NUMBER
