"""Multiples, fractions and halves: doubled, eightfold, by a quarter, a year and a half."""

from __future__ import annotations

from .numerals import number_at, table, value_of
from .quantity_types import Measure, Quantity
from .reading import Reading
from .wordlists import listed

_NOT_MULTIPLES = listed("quantities.not_multiples")
_FREQUENCIES = frozenset(
    {"a", "per", "each", "every", "daily", "weekly", "monthly", "yearly", "annually"}
)
_SHARES = {"quarter": 25.0, "third": 33.3, "fifth": 20.0, "tenth": 10.0}
_PARTS = {"thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10}
_AFTER_UNIT = 3


def and_a_half(reading: Reading, index: int) -> Quantity | None:
    """Read "a year and a half" and "two and a half years"."""
    words = reading.words
    number = number_at(words, index, reading.language)
    value, length = number or (1.0, 1 if words[index].lower in ("a", "one") else 0)
    forms = [word.lower for word in words[index + length : index + length + 4]]
    if not length or "half" not in forms[2:]:
        return None
    half = forms.index("half")
    unit = table("time").get(forms[0] if half == _AFTER_UNIT else (forms[3:] or [""])[0])
    if unit is None or forms[half - 2 : half + 1] != ["and", "a", "half"]:
        return None
    values = frozenset({value + 0.5})
    return Quantity(values, Measure.DURATION, unit, "", index, index + length + 3)


def is_number_one(reading: Reading, index: int) -> bool:
    """Tell the number one from the pronoun: "to one day", "of one", "a single day"."""
    words = reading.words
    before = words[index - 1].lower if index else ""
    after = words[index + 1].lower if index + 1 < len(words) else ""
    if words[index].lower == "a":
        return after == "decade"
    if words[index].lower == "single":
        return after in table("time")
    if words[index].lower != "one":
        return False
    ranges = before == "to" and (
        words[index - 2].is_number or words[index - 2].lower in table("time")
    )
    return after in table("time") or (index > 1 and ranges)


def half_a(reading: Reading, index: int) -> int:
    """Count the words of "half a" before a dozen or a million."""
    forms = [word.lower for word in reading.words[index : index + 2]]
    return 2 if forms in (["half", "a"], ["a", "half"]) and forms[0] == "half" else 0


def multiple_at(reading: Reading, index: int) -> Quantity | None:
    """Read a multiple or fraction that begins at a word."""
    words, lower = reading.words, reading.words[index].lower
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if following in _NOT_MULTIPLES:
        return None
    if half_a(reading, index) and number_at(words, index + 2, reading.language):
        return None
    if lower in ("twice", "once") and following in _FREQUENCIES:
        return Quantity(frozenset({1.0 + (lower == "twice")}), Measure.COUNT, "", "", index, index)
    folded = _fold(reading, index)
    if folded:
        return Quantity(frozenset({folded}), Measure.MULTIPLE, "", "", index, index)
    share = _share(reading, index)
    if share:
        return Quantity(frozenset({share}), Measure.PERCENT, "", "", index - 1, index)
    for section, measure in (("multiple", Measure.MULTIPLE), ("fraction", Measure.PERCENT)):
        value = table(section).get(lower)
        if value is not None:
            scale = 100 if measure is Measure.PERCENT else 1
            values = frozenset({round(float(value) * scale, 1)})
            return Quantity(values, measure, "", "", index, index)
    return None


def _fold(reading: Reading, index: int) -> float:
    """Read "eightfold"; "two-fold" is read as a number and a unit."""
    lower = reading.words[index].lower
    stem = lower.removesuffix("fold")
    return (value_of(stem, "en") or 0.0) if stem != lower else 0.0


def several_parts(reading: Reading, index: int) -> Quantity | None:
    """Read "two thirds" and "three quarters"."""
    number = number_at(reading.words, index, reading.language)
    following = index + number[1] if number else 0
    if not number or following >= len(reading.words):
        return None
    part = _PARTS.get(reading.words[following].lower)
    if part is None or number[0] >= part:
        return None
    values = frozenset({float(round(number[0] / part * 100))})
    return Quantity(values, Measure.PERCENT, "", "", index, following)


def _share(reading: Reading, index: int) -> float:
    """Read "a quarter of" and "by a third" as percentages; other quarters are of the year."""
    words, value = reading.words, _SHARES.get(reading.words[index].lower)
    if value is None or not index or words[index - 1].lower not in ("a", "one"):
        return 0.0
    before = words[index - 2].lower if index > 1 else ""
    after = words[index + 1].lower if index + 1 < len(words) else ""
    return value if before == "by" or after == "of" else 0.0
