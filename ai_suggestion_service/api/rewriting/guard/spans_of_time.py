"""Dates and durations: years stand in the résumé, durations follow from its dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexicon.dates import (
    DateHit,
    DateRange,
    PartialDate,
    find_dates,
    find_ranges,
    total_months,
)

from ..pointers import join, split
from .derived import is_derived
from .entries import sentence_entries
from .findings import Case, Finding
from .given_figures import amount, figures
from .quantity_types import Measure, Quantity
from .reading import Reading
from .refusals import Kind
from .senses import union
from .source import Scope, Source
from .wordlists import listed

_TENURE = listed("spans_of_time.tenure")
_CONVERSION = 0.02
_HOURS_A_MONTH = 730.5
_SHARED_WORDS = 2
_ROUNDING_MONTHS = 6
_OVERALL = frozenset({"experience", "career", "background", "total", "overall"})
_LONG = frozenset({"month", "year", "decade"})
_DATED = ("work", "volunteer", "projects", "education")


def wrong_dates(case: Case) -> Iterator[Finding]:
    """Yield the dates that the scope does not give."""
    text = case.reading.folded.text
    if not any(char.isdigit() for char in text):
        return
    given = _given_dates(case)
    for hit in find_dates(text):
        if not (_is_given(hit.date, given) and _is_given(hit.last, given)):
            yield _dated(case, hit)
    for span in find_ranges(text):
        if span.current and span.start and not _goes_on(case, span.start):
            first, last = _words_between(case.reading, span.start_pos, span.end_pos)
            yield Finding(Kind.DATE, first, last, "The résumé says that this has ended.")


def _dated(case: Case, hit: DateHit) -> Finding:
    first, last = _words_between(case.reading, hit.start, hit.end)
    claim = case.reading.claim(first, last)
    return Finding(Kind.DATE, first, last, f"The résumé does not give the date “{claim}” here.")


def _words_between(reading: Reading, start: int, end: int) -> tuple[int, int]:
    found = reading.between(start, end)
    assert found, reading.folded.text[start:end]
    return found


def _given_dates(case: Case) -> set[PartialDate]:
    found = set()
    for segment in case.scope.own:
        for hit in segment.dates:
            found |= {hit.date, hit.last}
    return found


def _is_given(claimed: PartialDate, given: set[PartialDate]) -> bool:
    if claimed.month is None:
        return any(one.year == claimed.year for one in given)
    return claimed in given


def _same_employer(source: Source, entry: str) -> str:
    """Return the employer's name of an entry, in lower case."""
    section, index = split(entry)[:2]
    return str(source.sections[section][int(index)].get("name", "")).lower()


def _began_earlier(case: Case, start: PartialDate) -> bool:
    """Tell whether an earlier job at the present employer began then."""
    spans = list(dated_entries(case.source))
    present = {_same_employer(case.source, entry) for entry, span in spans if span.current}
    return case.is_document_wide and any(
        span.start
        and span.start.year == start.year
        and _same_employer(case.source, entry) in present
        for entry, span in spans
    )


def _goes_on(case: Case, start: PartialDate) -> bool:
    """Tell whether something that began then still goes on by the résumé."""
    if _began_earlier(case, start):
        return True
    for entry, span in dated_entries(case.source):
        here = case.is_document_wide or case.pointer.startswith(entry)
        if here and span.current and span.start and span.start.year == start.year:
            return True
    return any(
        span.current and span.start and span.start.year == start.year
        for segment in case.scope.own
        for span in segment.ranges
    )


def dated_entries(source: Source) -> Iterator[tuple[str, DateRange]]:
    """Yield each entry of the sections that has a start, with its span of time."""
    for section in _DATED:
        rows = source.sections.get(section)
        for index, row in enumerate(rows if isinstance(rows, list) else []):
            span = _span(row) if isinstance(row, dict) else None
            if span:
                yield join((section, index)), span


def _span(row: dict[str, object]) -> DateRange | None:
    start = _first(row.get("startDate"))
    if start is None:
        return None
    end = _first(row.get("endDate"))
    return DateRange(start, end, end is None, 0, 0, "")


def _first(value: object) -> PartialDate | None:
    hits = find_dates(str(value)) if value else []
    return hits[0].last if hits else None


def wrong_durations(case: Case) -> Iterator[Finding]:
    """Yield durations that the résumé neither states nor implies by its dates."""
    for quantity in case.quantities:
        if quantity.measure is not Measure.DURATION or _is_stated(case, quantity):
            continue
        if is_derived(case, quantity):
            continue
        claim = case.reading.claim(quantity.first, quantity.last)
        if quantity.unit not in _LONG:
            detail = f"The résumé does not give the duration “{claim}” here."
            yield Finding(Kind.NUMBER, quantity.first, quantity.last, detail)
        elif not _is_covered(case, quantity):
            detail = f"The dates of the résumé do not add up to “{claim}”."
            yield Finding(Kind.DURATION, quantity.first, quantity.last, detail)


def _is_stated(case: Case, quantity: Quantity) -> bool:
    claimed = amount(quantity)
    for figure in figures(case.scope):
        given = figure.quantity
        if given.measure is not Measure.DURATION:
            continue
        is_weaker = quantity.bound != "over" or given.bound == "over"
        slack = 0.0 if given.unit == quantity.unit else _CONVERSION * claimed
        if is_weaker and abs(amount(given) - claimed) <= slack:
            return True
    return False


def _is_covered(case: Case, quantity: Quantity) -> bool:
    if not _is_tenure(case.reading, quantity) or _is_told_otherwise(case, quantity):
        return False
    claimed, worked = amount(quantity) / _HOURS_A_MONTH, _months(case, quantity)
    if not case.is_document_wide and quantity.bound != "over":
        return abs(claimed - worked) <= _ROUNDING_MONTHS
    slack = 0 if quantity.bound == "over" else _ROUNDING_MONTHS
    return claimed <= worked + slack


def _is_told_otherwise(case: Case, quantity: Quantity) -> bool:
    """Tell whether the entry gives another duration for the same thing."""
    if case.is_document_wide:
        return False
    around = {index for index in range(len(case.reading.words)) if case.reading.is_content(index)}
    wanted = union(case.all_senses[index] for index in around)
    return any(
        figure.quantity.measure is Measure.DURATION
        and figure.quantity.unit == quantity.unit
        and sum(not wanted.isdisjoint(senses) for senses in figure.reading.senses) > _SHARED_WORDS
        for figure in figures(case.scope)
    )


def _is_tenure(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a duration is about time worked, not about a delay or a warranty."""
    sentence = reading.words[quantity.first].sentence
    near = reading.words[max(0, quantity.first - 6) : quantity.last + 7]
    if any(word.lower in _TENURE for word in near if word.sentence == sentence):
        return True
    before = reading.words[quantity.first - 1].lower if quantity.first else ""
    return before in (
        "for",
        "over",
        "seit",
        "pendant",
        "durante",
        "per",
        "gedurende",
        "spent",
        "of",
    )


def _months(case: Case, quantity: Quantity) -> int:
    """Count the months worked that the claim is about: at this entry, or on its subject."""
    spans = list(dated_entries(case.source))
    if not case.is_document_wide:
        here = [span for entry, span in spans if case.pointer.startswith(entry + "/")]
        return total_months(here, case.source.today)
    worked = [(entry, span) for entry, span in spans if not entry.startswith("/education")]
    if not worked:
        return _months_of_text(case.scope, case.source.today)
    about = _entries_about(case, quantity) or _entry_named(case, quantity)
    chosen = [span for entry, span in worked if not about or entry in about]
    return total_months(chosen, case.source.today)


def _entry_named(case: Case, quantity: Quantity) -> set[str]:
    """Name the employer a sentence speaks of: years "at Acorn" are years there."""
    sentence = case.reading.words[quantity.first].sentence
    forms = {word.lower for word in case.reading.words if word.sentence == sentence}
    entry = sentence_entries(case).get(sentence)
    return {entry} if entry and not forms & _OVERALL else set()


def _months_of_text(scope: Scope, today: date) -> int:
    spans = [span for segment in scope.own for span in segment.ranges]
    return total_months(spans, today)


def _entries_about(case: Case, quantity: Quantity) -> set[str]:
    """Name the entries that mention what the years are said to be of."""
    sentence = case.reading.words[quantity.last].sentence
    chunk = range(quantity.last + 1, min(quantity.last + 8, len(case.reading.words)))
    found: set[str] = set()
    for index in chunk:
        word = case.reading.words[index]
        if word.sentence != sentence or "," in word.gap:
            break
        if case.reading.is_content(index):
            places = case.places(index)
            found |= {place.segment.entry for place in places if place.segment.entry}
    return {entry for entry in found if split(entry)[0] in _DATED}
