"""Dates and spans of time as résumés write them, in seven languages."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from lexicon.date_atoms import atoms, full_year, month_of
from lexicon.date_types import DateHit, DateRange, PartialDate
from lexicon.date_words import AND, DASHES, FILLER, FROM, PRESENT, SINCE, TO, UNTIL
from lexicon.folding import Projection, composed

__all__ = [
    "DateHit",
    "DateRange",
    "PartialDate",
    "find_dates",
    "find_ranges",
    "months_between",
    "total_months",
]

_I = re.IGNORECASE
_REACH = 40
_DASH = rf"(?:[{DASHES}]{{1,3}}>?|[»>])"
_LINE = r"[ \t]{0,9}\n?[ \t]{0,9}"
_JOIN = re.compile(rf"(?:{_LINE}{_DASH}{_LINE}|\s+(?:{TO})\s+){FILLER}", _I)
_SLASH = re.compile(r"\s?/\s?")
_BOTH = re.compile(rf"\s+(?:{AND})\s+{FILLER}", _I)
_BETWEEN = re.compile(rf"\b(?:between|entre|zwischen|tra|tussen)\s+{FILLER}\Z", _I)
_TO_NOW = r"(?=\s+(?:onwards?|bis\s+heute|to\s+date|till\s|until\s|up\s+to\s))"
_GOES_ON = re.compile(
    rf"(?P<join>{_LINE}{_DASH}{_LINE}|\s+(?:{TO})\s+|{_TO_NOW})\s*[(]?{PRESENT}", _I
)
_OPEN = re.compile(rf"[ \t]{{0,9}}{_DASH}[ \t]*(?=$|[\n),;|])")
_SHORT_END = re.compile(rf"(?:[ ]?(?:{_DASH}|/)[ ]?['’]?|\s+to\s+['’])(\d\d)(?!\w|[.,/-]\d)")
_SINCE = re.compile(rf"(?<![^\W_])(?:{SINCE})\s*(?<=[\s'’]){FILLER}\Z", _I)
_UNTIL = re.compile(rf"(?<![^\W_])(?:{UNTIL})\s+{FILLER}\Z", _I)
_FROM = re.compile(rf"(?<![^\W_])(?:{FROM})\s*(?<=[\s'’]){FILLER}\Z", _I)
_BARE_START = re.compile(
    rf"""(?<![^\W_])(?:
      (?:\d{{1,2}}\.?[ ])?(?P<word>[^\W\d_]{{3,10}}+)\.?(?:[ ]\d{{1,2}}(?:st|nd|rd|th)?)?
      (?:[ ]?(?:{_DASH}|/)[ ]?|\s+(?:{TO}|{AND})\s+)
    | (?P<month>1[0-2]|0?[1-9])\.?(?:[ ]?{_DASH}[ ]?|\s+(?:{TO})\s+)
    )\Z""",
    _I | re.VERBOSE,
)
_SHORT_DATE = (
    r"(?:(?<!\w)(?:(0?[1-9]|1[0-2])[/.]|([^\W\d_]{3,10})\.?[ /-]?)['’]?|(?<!\w)(?=['’])['’])(\d\d)"
)
_SHORT_JOINT = re.compile(rf"(?<=\d\d)(?:\s?{_DASH}\s?|\s+(?:{TO})\s+)", _I)
_SHORT_BEFORE = re.compile(rf"{_SHORT_DATE}\Z")
_SHORT_AFTER = re.compile(rf"{_SHORT_DATE}(?![\w/]|[.,]\s?\d)")
_NOW = re.compile(PRESENT, _I)


def find_dates(text: str) -> list[DateHit]:
    """Find the single dates of a text, in order; those within ranges too."""
    prepared = composed(text)
    return [_dated(prepared, found) for found in atoms(prepared.text)]


def find_ranges(text: str) -> list[DateRange]:
    """Find the spans of time of a text, in order: from–to, since, until, seasons.

    Month and year as written; a season or quarter stands for its first and last month.
    """
    prepared = composed(text)
    found = list(_ranges(prepared.text))
    found += [short for short in _short_ranges(prepared.text) if not _covered(short, found)]
    return [_placed(prepared, span) for span in sorted(found, key=lambda span: span.start_pos)]


def months_between(start: PartialDate, end: PartialDate) -> int:
    """Count the months from `start` to `end`, both included.

    Where no month is known the middle of the year is meant: 2018 to 2020 are 24 months.
    """
    first, last = _extent(start, end)
    return last - first + 1


def total_months(ranges: Iterable[DateRange], today: date) -> int:
    """Count the months the ranges cover, overlaps once; what goes on counts to `today`."""
    now = PartialDate(today.year, today.month)
    covered: set[int] = set()
    for span in ranges:
        end = now if span.current else span.end
        if span.start and end and span.start <= end:
            first, last = _extent(span.start, end)
            covered.update(range(first, last + 1))
    return len(covered)


def _extent(start: PartialDate, end: PartialDate) -> tuple[int, int]:
    """Return first and last month as months since year 0."""
    same = start.year == end.year
    if same and start.month is None and end.month is None:
        return start.year * 12 + 3, start.year * 12 + 8
    first = start.month or (1 if same else 7)
    last = end.month or (12 if same else 6)
    begin = start.year * 12 + first - 1
    return begin, max(begin, end.year * 12 + last - 1)


def _ranges(text: str) -> Iterator[DateRange]:
    hits = atoms(text)
    done = -1
    for number, current in enumerate(hits):
        if current.start < done:
            continue
        following = hits[number + 1] if number + 1 < len(hits) else None
        span = _range_from(text, current, following)
        if span:
            done = span.end_pos
            yield span


def _range_from(text: str, first: DateHit, second: DateHit | None) -> DateRange | None:
    """Return the range that begins with a date, if one does."""
    if second and _joined(text, first, second):
        begin = _prefixed(text, first.start, _FROM)
        return _range(text, first.date, second.last, begin, second.end)
    goes_on = _GOES_ON.match(text, first.end, first.end + 2 * _REACH)
    if goes_on and _stays_in_line(text, goes_on["join"], goes_on.end()):
        begin = _prefixed(text, first.start, _FROM)
        return _range(text, first.date, None, begin, goes_on.end())
    return _short_end(text, first) or _bare_start(text, first) or _one_ended(text, first)


def _joined(text: str, first: DateHit, second: DateHit) -> bool:
    if (first.date.year, first.date.month or 0) > (second.last.year, second.last.month or 13):
        return False
    gap = text[first.end : second.start]
    if len(gap) > _REACH:
        return False
    if _SLASH.fullmatch(gap):
        return first.date.month is None and second.date.month is None
    if _BOTH.fullmatch(gap):
        return bool(_BETWEEN.search(text[max(0, first.start - _REACH) : first.start]))
    if not _JOIN.fullmatch(gap) or not _stays_in_line(text, gap, second.end):
        return False
    return "\n" not in gap or not _begins_range(text, second)


def _stays_in_line(text: str, joint: str, end: int) -> bool:
    """Tell a dash between dates from a bullet: behind a line break nothing else may follow."""
    return not joint.startswith("\n") or text[end : end + 1] in {"", "\n", ")", "|"}


def _begins_range(text: str, date_hit: DateHit) -> bool:
    return bool(re.match(rf"[ ]?{_DASH}", text[date_hit.end : date_hit.end + 4]))


def _short_end(text: str, first: DateHit) -> DateRange | None:
    """Read 2015–16 and 2015/16."""
    match = _SHORT_END.match(text, first.end)
    if not match:
        return None
    year = full_year(match[1])
    if not first.date.year <= year <= first.date.year + 50 or (
        first.date.month and "/" in match[0]
    ):
        return None
    begin = _prefixed(text, first.start, _FROM)
    return _range(text, first.date, PartialDate(year), begin, match.end())


def _bare_start(text: str, last: DateHit) -> DateRange | None:
    """Read "Jan – Mar 2019" and "05–08/2019", where one year serves both months."""
    if last.date.month is None:
        return None
    match = _BARE_START.search(text, max(0, last.start - _REACH), last.start)
    months = match and (month_of(match["word"]) if match["word"] else (int(match["month"]),) * 2)
    if not match or not months or months[0] > (last.last.month or 0):
        return None
    start = last.start - len(match[0])
    return _range(text, PartialDate(last.date.year, months[0]), last.last, start, last.end)


def _one_ended(text: str, only: DateHit) -> DateRange | None:
    """Read "since 2019", "until 2019", "2019 –", and seasons."""
    before = text[max(0, only.start - 30) : only.start]
    until, since = _UNTIL.search(before), _SINCE.search(before)
    if since:
        return _range(text, only.date, None, _prefixed(text, only.start, _SINCE), only.end)
    if until:
        return _range(text, None, only.last, _prefixed(text, only.start, _UNTIL), only.end)
    left_open = _OPEN.match(text, only.end)
    if left_open:
        return _range(text, only.date, None, only.start, only.end + len(left_open[0].rstrip()))
    if only.date != only.last:
        return _range(text, only.date, only.last, only.start, only.end)
    return None


def _short_ranges(text: str) -> Iterator[DateRange]:
    """Read ranges whose years have two digits: 05/18 – 10/20, Sep 18 – heute, '18 – '20."""
    for joint in _SHORT_JOINT.finditer(text):
        before = _SHORT_BEFORE.search(text, max(0, joint.start() - _REACH), joint.start())
        start = _short_date(before)
        if before is None or start is None:
            continue
        after, now = _SHORT_AFTER.match(text, joint.end()), _NOW.match(text, joint.end())
        end = _short_date(after)
        if now:
            yield _range(text, start, None, before.start(), now.end())
        elif after and end and start <= end:
            yield _range(text, start, end, before.start(), after.end())


def _short_date(match: re.Match[str] | None) -> PartialDate | None:
    if match is None:
        return None
    number, word, year = match.groups()
    months = (int(number), 0) if number else month_of(word) if word else None
    if word and not months:
        return None
    return PartialDate(full_year(year), months[0] if months else None)


def _prefixed(text: str, start: int, words: re.Pattern[str]) -> int:
    match = words.search(text, max(0, start - 30), start)
    return match.start() if match else start


def _range(
    text: str, start: PartialDate | None, end: PartialDate | None, begin: int, stop: int
) -> DateRange:
    return DateRange(start, end, end is None, begin, stop, text[begin:stop])


def _covered(span: DateRange, others: list[DateRange]) -> bool:
    return any(span.start_pos < o.end_pos and o.start_pos < span.end_pos for o in others)


def _dated(prepared: Projection, found: DateHit) -> DateHit:
    start, end = prepared.span(found.start, found.end)
    return DateHit(found.date, found.last, start, end, prepared.source[start:end])


def _placed(prepared: Projection, span: DateRange) -> DateRange:
    start, end = prepared.span(span.start_pos, span.end_pos)
    return DateRange(span.start, span.end, span.current, start, end, prepared.source[start:end])
