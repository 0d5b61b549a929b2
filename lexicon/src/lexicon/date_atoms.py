"""Single dates in text. Every date has a year; what stands around it tells the month."""

import re
from collections.abc import Iterator
from functools import cached_property

from lexicon.date_types import DateHit, PartialDate
from lexicon.date_words import (
    ENGLISH_MONTHS,
    FROM,
    HOMONYMS,
    MONTHS,
    PRESENT,
    SEASONS,
    SEMESTERS,
    TO,
)
from lexicon.not_years import is_other_number, is_part_of_number

YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_OF = r"(?:(?:of|de|del|di|do|des|van|von|d['’])\s*(?<=[\s'’]))?"
_YEARS = re.compile(r"(?:19|20)\d\d(?!\d)|(?<=['’‘´`])\d\d(?!\w)")
_IS_YEAR = re.compile(YEAR)
_WORD_BEFORE = re.compile(
    rf"""(?<![^\W_])(?:(?P<day>{_DAY})(?:st|nd|rd|th|er|ro|º|ª|°|[.])?[ ]*[-/.]?[ ]*{_OF})?
    (?P<word>[^\W\d_]{{2,15}}|[qQ][1-4])[.]?
    (?:[ ]+{_DAY}(?:st|nd|rd|th)?(?=[, ]))?
    [ ]*[,./-]?[ ]*{_OF}['’‘´`]?\Z""",
    re.VERBOSE,
)
_NUMBER_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?P<first>\d\d?)(?P<mark>[-/.])[ ]?)?(?P<second>\d\d?)"
    r"(?:[ ]?/[ ]?|[-\u2010\u2011.])\Z"
    r"|(?<![^\W_])(?P<day>\d\d?)[.][ ](?P<month>\d\d?)[.][ ]\Z"
)
_NUMBER_AFTER = re.compile(
    rf"(?P<mark>[-\u2010\u2011/.])(?P<month>1[0-2]|0[1-9]|[1-9](?=[-/]\d))"
    rf"(?:(?P=mark)(?P<day>{_DAY}))?(?![\d\w]|[-/.](?!{YEAR})\d)"
)
_WORD_AFTER = re.compile(
    r"[ ]?[,./ -]?[ ]?(?P<word>[^\W\d_]{3,15}+|[qQ][1-4])[.]?"
    rf"(?![ ]*[,.'’/-]?[ ]*(?:{YEAR}|\d\d?\b)|\w)"
)
_SCHOOL_YEAR = re.compile(r"/\d\d(?!\d)")
_NO_YEAR_AFTER = re.compile(r"[.,]\d|['’]?s\b|%")
_IN_SENTENCE = re.compile(
    rf"(?!(?<![^\W_])(?:{TO}|{FROM})\s+\Z)(?<![^\W_])[^\W\d_]+[ ]\Z", re.IGNORECASE
)
_SLASHED = re.compile(rf"(?<!\d)(\d\d?)/(\d\d?)/{YEAR}")
_MONTH_WORD = re.compile(r"([^\W\d_]{3,10})\.? (?=\d{4})")
_FOREIGN_PRESENT = re.compile(rf"[-–—]\s*(?!present\b|date\b){PRESENT}", re.IGNORECASE)
_SHORT_YEARS = re.compile(rf"(?<!\d){YEAR}-(?:1[3-9]|[2-9]\d)(?!\d)")
_ISO_MONTHS = re.compile(rf"(?<!\d){YEAR}-0[1-9](?!\d)")
_REACH = 40


class _Habits:
    """How a text writes what can be read in two ways; found out when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def day_first(self) -> bool:
        """Whether 03/04/2019 is in April: by other dates, else by the language."""
        slashed = _SLASHED.findall(self._text)
        if any(int(left) > 12 for left, _ in slashed):
            return True
        if any(int(right) > 12 for _, right in slashed):
            return False
        words = {word.casefold() for word in _MONTH_WORD.findall(self._text)}
        foreign = (words & MONTHS.keys()) - ENGLISH_MONTHS
        return bool(foreign or _FOREIGN_PRESENT.search(self._text))

    @cached_property
    def short_years(self) -> bool:
        """Whether 2009-10 are two years."""
        return bool(_SHORT_YEARS.search(self._text)) and not _ISO_MONTHS.search(self._text)


def atoms(text: str) -> list[DateHit]:
    """Find all dates, in order, none overlapping."""
    habits = _Habits(text)
    found: list[DateHit] = []
    for year in _YEARS.finditer(text):
        end = found[-1].end if found else 0
        if year.start() >= end:
            found += list(_date_at(text, year, end, habits))
    return found


def month_of(word: str) -> tuple[int, int] | None:
    """Return first and last month of the time a word names: of May, of summer, of Q1."""
    known = word.casefold().rstrip(".")
    month = MONTHS.get(known)
    return (month, month) if month else SEASONS.get(known)


def full_year(short: str) -> int:
    """Return the year two digits stand for: 1950 to 2049."""
    return int(short) + (1900 if int(short) >= 50 else 2000)


def _date_at(text: str, year: re.Match[str], floor: int, habits: _Habits) -> Iterator[DateHit]:
    """Yield the date that has its year at the match, if it is one."""
    worded = _worded(text, year, floor)
    if worded:
        yield worded
    elif _IS_YEAR.fullmatch(year[0]) and not text[year.start() - 1 : year.start()].isdigit():
        numeric = _numeric(text, year, floor, habits)
        if numeric:
            yield numeric
        elif not is_other_number(text, year.start(), year.end()):
            yield _year_alone(text, year)


def _worded(text: str, year: re.Match[str], floor: int) -> DateHit | None:
    """Read March 2019, 3. März 2019, March 3, 2019, Sept '19, Q1 2019."""
    before = _WORD_BEFORE.search(text, max(floor, year.start() - _REACH), year.start())
    months = month_of(before["word"]) if before else None
    if not before or not months or _NO_YEAR_AFTER.match(text, year.end()):
        return None
    if before["word"] in HOMONYMS and _is_homonym(text, before):
        return None
    end = year.end()
    school_year = months[0] != months[1] and _SCHOOL_YEAR.match(text, end)
    value = full_year(year[0]) if len(year[0]) == 2 else int(year[0])
    return _hit(text, value, months, before.start(), school_year.end() if school_year else end)


def _is_homonym(text: str, before: re.Match[str]) -> bool:
    """Tell the English "rolled out 2019" from "out 2019" and "out/2019"."""
    plain = before.string[before.end("word") : before.end()] == " "
    start = before.start("word")
    return (
        plain and not before["day"] and bool(_IN_SENTENCE.search(text[max(0, start - 20) : start]))
    )


def _numeric(text: str, year: re.Match[str], floor: int, habits: _Habits) -> DateHit | None:
    """Read 05/2019, 12.05.2019, 2019-05, 2019-05-12."""
    before = _NUMBER_BEFORE.search(text, max(floor, year.start() - 12), year.start())
    start, end = before.start() if before else year.start(), year.end()
    after = None if before else _NUMBER_AFTER.match(text, end)
    if after and not after["day"] and _is_next_year(year[0], after, habits):
        return None
    end = after.end() if after else end
    month = _month_before(before, habits) if before else int(after["month"]) if after else 0
    if not month or is_part_of_number(text, start, end):
        return None
    return _hit(text, int(year[0]), (month, month), start, end)


def _is_next_year(year: str, after: re.Match[str], habits: _Habits) -> bool:
    """Tell the school year 2009/10 from the month 2009/10, by other dates if by hyphen."""
    if int(after["month"]) != (int(year) + 1) % 100:
        return False
    return after["mark"] == "/" or habits.short_years


def _month_before(before: re.Match[str], habits: _Habits) -> int:
    """Return the month of 05/, 12.05. or 05/12/, 0 if there is none."""
    first, second = before["first"] or before["day"], int(before["second"] or before["month"])
    if first is None:
        return second if second <= 12 else 0
    day, month = int(first), second
    if month > 12 or (before["mark"] == "/" and day <= 12 and not habits.day_first):
        day, month = month, day
    return month if 1 <= month <= 12 and 1 <= day <= 31 else 0


def _year_alone(text: str, year: re.Match[str]) -> DateHit:
    """Read 2019, and 2019 March."""
    after = _WORD_AFTER.match(text, year.end())
    word = after["word"].casefold() if after else ""
    months = None if word in HOMONYMS | SEMESTERS else month_of(word)
    if after and months:
        return _hit(text, int(year[0]), months, year.start(), after.end())
    return _hit(text, int(year[0]), None, year.start(), year.end())


def _hit(text: str, year: int, months: tuple[int, int] | None, start: int, end: int) -> DateHit:
    if months is None:
        return DateHit(PartialDate(year), PartialDate(year), start, end, text[start:end])
    first, last = months
    overlap, last = divmod(last - 1, 12)
    return DateHit(
        PartialDate(year, first), PartialDate(year + overlap, last + 1), start, end, text[start:end]
    )
