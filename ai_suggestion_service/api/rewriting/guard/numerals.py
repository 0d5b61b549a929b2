"""Number words of seven languages: twenty-five, half a dozen, fünfundzwanzig, quatre-vingts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from . import wordlists
from .tokens import Word
from .wordlists import listed

_CONNECTORS = {
    "en": ("and", "a"),
    "de": ("und",),
    "fr": ("et",),
    "es": ("y",),
    "it": ("e",),
    "pt": ("e",),
    "nl": ("en",),
}
_UNITS = {
    "de": ("und", "ein zwei drei vier funf sechs sieben acht neun"),
    "nl": ("en", "een twee drie vier vijf zes zeven acht negen"),
}
_VAGUE_ENGLISH = frozenset({"hundreds", "thousands", "millions", "billions", "dozens"})
_HUNDRED = 100.0
_VAGUE = listed("numerals.vague")


def number_at(words: Sequence[Word], index: int, language: str) -> tuple[float, int] | None:
    """Read the number words that begin at a word: their value and how many words they are."""
    total, current, position, last = 0.0, 0.0, index, index
    while position < len(words) and (position == index or words[position].gap in (" ", "-")):
        value = value_of(words[position].lower, language)
        if value is None:
            if position == index or not _connects(words, position, language, last):
                break
            position += 1
            continue
        if value >= 100 and (current or value > 100):
            current = (current or 1) * value
            if value >= 1000:
                total, current = total + current, 0.0
        elif value == 20 and current == 4 and language == "fr":
            current = 80
        else:
            current += value
        position += 1
        last = position
    return (total + current, last - index) if last > index else None


def _connects(words: Sequence[Word], position: int, language: str, last: int) -> bool:
    """Tell whether "and" stands inside a number, as in two hundred and five."""
    if position != last or words[position].lower not in _CONNECTORS.get(language, ("and",))[:1]:
        return False
    if position + 1 >= len(words):
        return False
    before = value_of(words[position - 1].lower, language) or 0
    after = value_of(words[position + 1].lower, language) or 0
    return after > 0 and before > after and (before >= 20 if language != "en" else before >= 100)


def value_of(lower: str, language: str) -> float | None:
    """Return the value of one number word, English and the given language."""
    if is_vague(lower, language):
        return None
    return _words(language).get(lower) or _words("en").get(lower)


def is_vague(lower: str, language: str) -> bool:
    """Tell whether a word counts without a number: hundreds, dozens, milliers."""
    return lower in _VAGUE_ENGLISH or (language != "en" and lower in _VAGUE)


@cache
def table(section: str) -> dict[str, str]:
    """Return one section of the numerals file as word → value."""
    rows = (entry.partition("=") for entry in wordlists.sections("numerals.txt")[section])
    return {word: value for word, _, value in rows}


@cache
def _words(language: str) -> dict[str, float]:
    listed = {word: float(value) for word, value in table(language).items()}
    if language not in _UNITS:
        return listed
    link, units = _UNITS[language]
    tens = [(word, value) for word, value in listed.items() if 20 <= value <= 90]
    compounds = {
        unit + link + ten: value + number
        for number, unit in enumerate(units.split(), start=1)
        for ten, value in tens
    }
    hundred = next(word for word, value in listed.items() if value == _HUNDRED)
    hundreds = {
        unit + hundred: number * _HUNDRED for number, unit in enumerate(units.split(), start=1)
    }
    return listed | compounds | hundreds
