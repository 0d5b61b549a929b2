"""Dates inside a row: where they stand and what is left without them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lexicon.dates import DateRange, PartialDate, find_dates, find_ranges

_DURATION = re.compile(
    r"(?i)\(?\s*\b(?:\d{1,2}(?:[.,]\d)?\s*\+?\s*(?:years?|yrs?|jahre?n?|ans?|an|ann[ée]es?|"
    r"a[nñ]os?|ann[io]|anos?|jaar|"
    r"months?|mos?|monate?n?|mois|mes(?:es)?|mes[ei]|maand(?:en)?)\.?(?:\s*(?:,|and|und|et|y|e|"
    r"en)?\s*))+\)?(?=\W|$)"
)
# A hyphen right between two dates is a range, not a part of either.
_TIGHT = re.compile(
    r"(?<=(?:19|20)\d\d)-(?=(?:19|20)\d\d(?!\d)|(?:0?[1-9]|1[0-2])[./](?:19|20)?\d\d(?!\d))"
)
_UNTIL_NOW = re.compile(r"(?i)\bat[ée] (?:ao?|o) (?:presente )?momento\b|\bat[ée] [àa] data\b")
_LABEL = re.compile(
    r"(?i)^\W*(?:dates?|period|duration|zeitraum|dauer|periode|p[ée]riode|per[ií]odo|fechas?|"
    r"dur[ée]e|"
    r"graduated|graduation|expected(?: graduation)?|completed|issued|class of|since|from|von|"
    r"abschluss|"
    r"obtained|awarded|obtenu(?: en)?|erlangt|voraussichtlich|anticipated)\b[^\w\x00]*"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A time at `start:end` of a text; a single date has the same date at both ends."""

    start: int
    end: int
    first: PartialDate | None
    last: PartialDate | None
    current: bool
    single: bool

    def moved(self, offset: int) -> Span:
        """Return the same time at another place of a text."""
        return replace(self, start=self.start + offset, end=self.end + offset)


@lru_cache(maxsize=4096)
def time_spans(text: str) -> tuple[Span, ...]:
    """Find ranges, and single dates outside them, in order; none goes over a wide gap."""
    if not any(char.isdigit() for char in text):
        return ()
    spans: list[Span] = []
    begin = 0
    for cell in text.split("\t"):
        plain = _UNTIL_NOW.sub(_as_present, _TIGHT.sub("–", cell))
        spans += (span.moved(begin) for span in _cell_spans(plain))
        begin += len(cell) + 1
    return tuple(spans)


def _as_present(found: re.Match[str]) -> str:
    """Say in one word, and as many characters, that something goes on."""
    return "presente".ljust(len(found[0]))


def _cell_spans(text: str) -> list[Span]:
    spans = [_of_range(found) for found in find_ranges(text)]
    for hit in find_dates(text):
        if not any(span.start < hit.end and hit.start < span.end for span in spans):
            spans.append(Span(hit.start, hit.end, hit.date, hit.date, False, True))
    return sorted(spans, key=lambda span: span.start)


def _of_range(found: DateRange) -> Span:
    return Span(found.start_pos, found.end_pos, found.start, found.end, found.current, False)


def begins_dated(text: str) -> bool:
    """Tell whether a text begins with a range."""
    spans = time_spans(text)
    return bool(spans) and spans[0].start < 3 and not spans[0].single


def only_dates(text: str) -> bool:
    """Tell whether a text is dates and nothing else."""
    return bool(time_spans(text)) and not any(char.isalnum() for char in without_dates(text))


@lru_cache(maxsize=4096)
def without_dates(text: str) -> str:
    """Blank out dates, durations and their labels, keeping every other character in its place."""
    blank = text
    for span in time_spans(text):
        blank = blank[: span.start] + "\x00" * (span.end - span.start) + blank[span.end :]
    if blank != text:
        blank = _DURATION.sub(lambda found: "\x00" * len(found[0]), blank)
        label = _LABEL.match(blank)
        if label and blank[label.end() :].startswith("\x00"):
            blank = "\x00" * label.end() + blank[label.end() :]
    return blank


def is_duration(text: str) -> bool:
    """Tell whether a text is a length of time such as `2 years 3 months` and nothing else."""
    return bool(text.strip()) and not any(char.isalnum() for char in _DURATION.sub("", text))
