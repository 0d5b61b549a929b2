"""Partial ISO dates written out as people write them."""

from __future__ import annotations

import re
from enum import StrEnum

from api.rendering.wording import Wording

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_MONTHS = 12


class DateStyle(StrEnum):
    """How a month is written: `May 2019` or `05/2019`; a day is always told in words."""

    WORDS = "words"
    NUMBERS = "numbers"


def show_date(value: str, words: Wording, style: DateStyle) -> str:
    """Write `2019`, `2019-05` or `2019-05-14`; anything else stays as it is."""
    match = _ISO.match(value)
    year, month, day = match.groups() if match else (value, None, None)
    if month is None or not 1 <= int(month) <= _MONTHS:
        return value
    if style is DateStyle.NUMBERS and day is None:
        return f"{month}/{year}"
    named = f"{words.months[int(month) - 1]} {year}"
    return f"{int(day)} {named}" if day else named


def show_range(start: str, end: str, words: Wording, style: DateStyle) -> str:
    """Write a period; an open end is the present, a missing start leaves the end alone."""
    if not start:
        return show_date(end, words, style)
    until = show_date(end, words, style) if end else words.present
    return f"{show_date(start, words, style)} – {until}"
