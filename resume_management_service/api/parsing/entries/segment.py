"""A section cut into entries: which rows begin a job, a course of study, a project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from api.parsing.dates import begins_dated, only_dates, time_spans, without_dates
from api.parsing.entries.bodies import SUBHEADING
from api.parsing.entries.wrapping import unbroken
from api.parsing.layout.prose import goes_on, is_prose
from api.parsing.layout.rows import Row
from api.parsing.lexical.degrees import degrees_in
from api.parsing.lexical.folding import is_small
from api.parsing.lexical.organisations import is_legal_form
from api.parsing.lexical.titles import title_score

_TAIL = re.compile(
    r"(?i)^(?:technolog\w*|tech(?:nical)? stack|stack|tools?|skills|keywords|environment|"
    r"technologien|werkzeuge|outils|"
    r"environnement|tecnolog\w*|herramientas|strumenti|ferramentas|gereedschap|"
    r"relevant coursework|coursework|courses|"
    r"key achievements?|achievements?|responsibilities|duties|highlights|aufgaben|"
    r"t[äa]tigkeiten|missions?|erfolge|"
    r"logros|responsabilidades|reference|supervisor)\b[^:]{0,24}:"
)


@dataclass(slots=True)
class Entry:
    """The rows that head an entry and the rows that describe it."""

    header: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [*self.header, *self.body]


def segment(rows: Sequence[Row], *, bullets_are_entries: bool = False) -> list[Entry]:
    """Cut the rows of a section into entries."""
    if not rows:
        return []
    rows = unbroken(rows)
    body = _body_flags(rows, bullets_are_entries)
    starts = _Starts(rows, body).find()
    entries = [
        _entry(rows[begin:end], body[begin:end])
        for begin, end in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]
    return [entry for entry in entries if entry.rows]


def _entry(rows: Sequence[Row], body: Sequence[bool]) -> Entry:
    first = next((place for place, flag in enumerate(body) if flag), len(rows))
    return Entry(list(rows[:first]), list(rows[first:]))


def _body_flags(rows: Sequence[Row], bullets_are_entries: bool) -> list[bool]:
    """Tell rows that describe from rows that head an entry."""
    flags: list[bool] = []
    mark: Row | None = None
    heads: set[int] = set()
    for place, row in enumerate(rows):
        above = rows[place - 1] if place else None
        flag = _is_body(row, above, bool(flags) and flags[-1], mark, bullets_are_entries)
        flag = flag or (bool(flags) and flags[-1] and _same_block(above, row, heads))
        mark = row if row.bullet and flag else (mark if flag else None)
        heads |= set() if flag else {row.line.block}
        flags.append(flag)
    return flags


def _same_block(above: Row | None, row: Row, heads: set[int]) -> bool:
    """Tell lines of one paragraph in which no entry has begun; without positions only."""
    if above is None or row.box or row.line.block != above.line.block or row.line.block in heads:
        return False
    return row.style == above.style and not time_spans(row.text)


def _is_body(
    row: Row, above: Row | None, after_body: bool, mark: Row | None, bullets_are_entries: bool
) -> bool:
    if row.bullet:
        return not bullets_are_entries
    if _TAIL.match(row.text) or SUBHEADING.match(row.text):
        return True
    if after_body and above is not None and _continues(above, row, mark):
        return True
    if only_dates(row.text) or (row.beside and above is not None and only_dates(above.text)):
        return False
    return _describes(row)


def _continues(above: Row, row: Row, mark: Row | None) -> bool:
    if (row.bold and not above.bold) or row.size > above.size + 0.04:
        return False
    if time_spans(row.text) and (begins_dated(row.text) or not is_prose(row.text)):
        return False
    if "\t" in row.text and not row.begins_lower and not is_prose(row.text):
        return False
    if mark is not None and mark.box and row.box:
        if row.box.x0 < mark.box.x0 - 3 or (row.apart and not row.begins_lower):
            return False
        if row.box.x0 > mark.box.x0 + 3:
            return True
    return goes_on(above, row)


def _describes(row: Row) -> bool:
    """Tell a sentence from a heading line by its words."""
    text = row.text
    if is_prose(text):
        return not _headed_by_date(text) and not _reads_as_title(text)
    tokens = text.split()
    if is_legal_form(text):
        return False
    if text.endswith((".", ";")) and len(tokens) >= 4 and not time_spans(text):
        plain = [token for token in tokens[1:] if token.islower() and not is_small(token)]
        return bool(plain) and (not re.search(r"\b\w{1,5}\.$", text) or len(tokens) >= 6)
    return len(text) > 130 and not time_spans(text)


def _headed_by_date(text: str) -> bool:
    """Tell a long heading line, with its date at an end, from a sentence about a date."""
    spans = time_spans(text)
    if not spans or len(text) > 160:
        return False
    at_end = any(span.end > len(text) - 4 for span in spans if not span.single)
    at_begin = spans[0].start < 4 and (not spans[0].single or "\t" in text[: spans[0].end + 2])
    return at_begin or (at_end and not text.rstrip().endswith("."))


def _reads_as_title(text: str) -> bool:
    """Tell a long title or degree, in languages that write them in lower case, from a sentence."""
    if len(text) > 90 or text.rstrip().endswith("."):
        return False
    return title_score(row_start(text)) > 2 or bool(degrees_in(text[:40]))


def row_start(text: str) -> str:
    """Return what stands before the first separator."""
    return re.split(r"\s*[|•·,/–—(\t]\s*|\s-\s", text)[0]


class _Starts:
    """Finds the rows at which entries start."""

    def __init__(self, rows: Sequence[Row], body: Sequence[bool]) -> None:
        self.rows, self.body = rows, body
        heads = [row for row, flag in zip(rows, body, strict=True) if not flag]
        self._gaps_tell = sum(row.apart for row in heads) <= 0.75 * len(heads)
        alike = sum(row.style == rows[0].style for row in heads)
        self._styles_tell = alike <= 0.75 * len(heads)

    def find(self) -> list[int]:
        """Return the places of first rows, in order; the section's first row is one."""
        dated = self._dated()
        usual = self._usual_offset(dated)
        starts = {0}
        previous = -1
        for place in dated:
            start = self._start_for(place, previous, usual)
            if start is not None:
                starts.add(start)
            previous = place
        starts |= set(self._undated(dated, starts))
        return sorted(starts)

    def _dated(self) -> list[int]:
        """Return the heading rows that hold a time, ranges before single dates."""
        heads = [place for place, flag in enumerate(self.body) if not flag]
        ranges = [
            place
            for place in heads
            if any(not span.single for span in time_spans(self.rows[place].text))
        ]
        singles = [place for place in heads if place not in ranges and self._is_dated_head(place)]
        near = {place + step for place in ranges for step in (-1, 0, 1)}
        return sorted(
            [
                *ranges,
                *(place for place in singles if place not in near or len(ranges) < len(singles)),
            ]
        )

    def _is_dated_head(self, place: int) -> bool:
        text = self.rows[place].text
        spans = time_spans(text)
        if not spans:
            return False
        rest = without_dates(text).replace("\x00", " ").strip(" ,;()|–—-·•\t")
        edge = spans[-1].end >= len(text.rstrip(" )")) or spans[0].start <= 1
        return not rest or edge

    def _usual_offset(self, dated: Sequence[int]) -> int:
        """Return how many heading rows usually stand above the dated one."""
        votes: Counter[int] = Counter()
        for place in dated:
            first = place
            while first > 0 and not self.body[first - 1] and first - 1 not in dated:
                first -= 1
            if first == 0 or self.body[first - 1]:
                votes[min(3, place - first)] += 1
        return votes.most_common(1)[0][0] if votes else 0

    def _start_for(self, dated: int, previous: int, usual: int) -> int | None:
        first = dated
        while first > previous + 1 and not self.body[first - 1]:
            first -= 1
        choices = range(first, dated + 1)
        return max(choices, key=lambda place: self._rate(place, dated, usual))

    def _rate(self, place: int, dated: int, usual: int) -> float:
        """Rate a row as the first of the entry whose date stands in another."""
        row = self.rows[place]
        score = 2.0 if place == 0 or self.body[place - 1] else 0.0
        score += 1.2 if dated - place == usual else -0.4 * abs(dated - place - usual)
        score += 0.8 if row.bold or row.size > 1.05 else 0.0
        score += self._sets_apart(place)
        score -= sum(1.2 * self._sets_apart(between) for between in range(place + 1, dated + 1))
        return score - (2.0 if _TAIL.match(row.text) else 0.0)

    def _sets_apart(self, place: int) -> float:
        """Rate how much space and style speak for a row as the first of an entry."""
        row = self.rows[place]
        alike = self._styles_tell and row.style == self.rows[0].style
        return 1.3 * (self._gaps_tell and row.apart) + 0.9 * alike

    def _undated(self, dated: Sequence[int], starts: set[int]) -> list[int]:
        """Return first rows of entries without a date: they look like those of the others."""
        styles = Counter(self.rows[start].style for start in starts)
        found = []
        for place in range(1, len(self.rows)):
            if self.body[place] or place in starts or not self.body[place - 1]:
                continue
            if self._run_has_date(place, dated):
                continue
            if self._looks_first(place, styles, bool(dated)):
                found.append(place)
        return found

    def _looks_first(
        self, place: int, styles: Counter[tuple[float, bool, bool, bool]], dated: bool
    ) -> bool:
        row = self.rows[place]
        if not dated:
            return True
        return row.style in styles and (row.bold or row.size > 1.04 or row.upper)

    def _run_has_date(self, place: int, dated: Sequence[int]) -> bool:
        end = place
        while end < len(self.rows) and not self.body[end]:
            end += 1
        return any(place <= date < end for date in dated)
