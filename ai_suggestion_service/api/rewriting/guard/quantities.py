"""Quantities of a text: percentages, money, multiples, durations, counts and years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .numerals import is_vague, number_at, table
from .quantity_types import Measure, Quantity
from .reading import Reading
from .shares import and_a_half, half_a, is_number_one, multiple_at, several_parts
from .tokens import Word

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW"}
_NUMBER = re.compile(r"[\d.,' ]*\d")
_GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "eme", "o", "a"})
_PERCENT = frozenset({"percent", "pct", "prozent", "procent", "pp"})
_PER = frozenset({"per", "pour", "por"})
_CENT = frozenset({"cent", "ciento", "cento"})
_OVER_PAIRS = {"more": "than", "mehr": "als", "plus": "de", "mas": "de", "piu": "di", "mais": "de"}
_OVER_PAIRS |= {"meer": "dan", "at": "least", "greater": "than", "excess": "of", "upwards": "of"}
_UNDER_PAIRS = {
    "many": "as",
    "much": "as",
    "less": "than",
    "fewer": "than",
    "up": "to",
    "at": "most",
    "weniger": "als",
}
_UNDER_PAIRS |= {"lower": "than", "close": "to", "moins": "de", "menos": "de"}
_NOT_UNITS = frozenset({"old", "olds"})


_NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_INSTEAD = (["instead", "of"], ["rather", "than"], ["not"], ["statt"], ["au", "lieu", "de"])
_UP_TO = frozenset({"to", "or", "auf", "bis", "a", "à", "naar", "tot"})


_UNITS = frozenset({Measure.PERCENT, Measure.MONEY, Measure.DURATION})


def quantities_in(reading: Reading) -> list[Quantity]:
    """List the quantities of a text in order."""
    found: list[Quantity] = []
    index = 0
    while index < len(reading.words):
        quantity = _quantity_at(reading, index)
        if quantity:
            found.append(quantity)
            index = quantity.last
        index += 1
    return _with_shared_units(reading, found)


def _with_shared_units(reading: Reading, found: list[Quantity]) -> list[Quantity]:
    """Give both ends of "800 to 320 ms" and "ten days to six" the unit that one of them has."""
    shared = list(found)
    for number, (one, two) in enumerate(pairwise(found)):
        if not _is_range(reading, one, two):
            continue
        if one.measure is Measure.COUNT and two.measure in _UNITS and not one.unit:
            shared[number] = replace(one, measure=two.measure, unit=two.unit)
        elif two.measure is Measure.COUNT and one.measure in _UNITS and not two.unit:
            shared[number + 1] = replace(two, measure=one.measure, unit=one.unit)
    return shared


def _is_range(reading: Reading, one: Quantity, two: Quantity) -> bool:
    between = [word.lower for word in reading.words[one.last + 1 : two.first]]
    if between:
        return (len(between) == 1 and between[0] in _UP_TO) or between in _INSTEAD
    return "-" in reading.words[two.first].gap


def _quantity_at(reading: Reading, index: int) -> Quantity | None:
    word = reading.words[index]
    if word.is_contact:
        return None
    if word.is_number:
        return _written_in_digits(reading, index)
    if is_vague(word.lower, reading.language):
        return Quantity(frozenset({0.0}), Measure.VAGUE, word.lower, "", index, index)
    halves = and_a_half(reading, index) or several_parts(reading, index)
    return halves or multiple_at(reading, index) or _written_in_words(reading, index)


def _written_in_words(reading: Reading, index: int) -> Quantity | None:
    if index and reading.words[index - 1].lower == "every" and reading.words[index].lower in _NTH:
        values = frozenset({float(_NTH.index(reading.words[index].lower) + 2)})
        return _measured(reading, values, index, index, reading.words[index].gap)
    if is_number_one(reading, index):
        return _measured(reading, frozenset({1.0}), index, index, reading.words[index].gap)
    start = index + half_a(reading, index)
    number = number_at(reading.words, start, reading.language)
    if number is None:
        return None
    value, length = number
    if start > index:
        value /= 2
    values = frozenset({value})
    return _measured(reading, values, index, start + length - 1, reading.words[index].gap)


def _written_in_digits(reading: Reading, index: int) -> Quantity | None:
    word = reading.words[index]
    match = _NUMBER.match(word.text)
    assert match, word.text
    suffix = word.lower[match.end() :]
    values = readings(match.group(), reading.language)
    following = reading.words[index + 1] if index + 1 < len(reading.words) else None
    if following and following.is_number and following.gap == "/" and not suffix:
        return _ratio(reading, values, index)
    if suffix in _ORDINALS:
        return _quantity(reading, values, Measure.COUNT, "ordinal", index, index)
    if suffix == "x":
        return _quantity(reading, values, Measure.MULTIPLE, "", index, index)
    if suffix in table("time"):
        return _duration(reading, values, table("time")[suffix], index, index)
    if suffix and suffix not in table("scale") and suffix not in ("person", "s", "pct"):
        return _quantity(reading, values, Measure.COUNT, suffix, index, index)
    if suffix in table("scale"):
        values = _scaled(values, table("scale")[suffix], keep=suffix in ("m", "b", "mm"))
    return _measured(reading, values, index, index, word.gap)


def _ratio(reading: Reading, values: frozenset[float], index: int) -> Quantity:
    """Read 24/7, 9/10 and 1/2 as one figure."""
    divisor = _NUMBER.match(reading.words[index + 1].text)
    below = max(readings(divisor.group(), reading.language)) if divisor else 1.0
    ratio = frozenset(round(value / (below or 1.0), 4) for value in values)
    return _quantity(reading, ratio, Measure.COUNT, "/", index, index + 1)


def readings(number: str, language: str) -> frozenset[float]:
    """Read a number in every way its separators allow in a language."""
    compact = number.replace("'", "").replace(" ", "")
    found = set()
    if _GROUPED.fullmatch(number):
        found.add(float(re.sub(r"[.,]", "", compact)))
        if (language == "en") == ("," in compact):
            return frozenset(found)
    if compact.count(",") + compact.count(".") <= 1:
        found.add(float(compact.replace(",", ".")))
    last = max(compact.rfind(","), compact.rfind("."))
    if last > 0 and not found:
        found.add(float(re.sub(r"[.,]", "", compact[:last]) + "." + compact[last + 1 :]))
    return frozenset(found)


def _scaled(values: frozenset[float], factor: str, *, keep: bool = False) -> frozenset[float]:
    scaled = frozenset(round(value * float(factor), 4) for value in values)
    return scaled | values if keep else scaled


def _measured(
    reading: Reading, values: frozenset[float], first: int, last: int, gap: str
) -> Quantity:
    """Read what follows a number: a scale word, per cent, money or time."""
    words = reading.words
    last, values = _with_scale(words, values, last)
    after = words[last + 1 : last + 4]
    following = after[0].gap if after else reading.folded.text[words[last].end :]
    forms = [word.lower for word in after if word.gap in (" ", "-", "", " -", ". ", " (")]
    if forms[:1] in (["percentage"], ["%"]) and forms[1:2] in (["points"], ["point"]):
        return _quantity(reading, values, Measure.PERCENT, "", first, last + 2)
    if following.lstrip(" +").startswith("%") or (forms[:1] and forms[0] in _PERCENT):
        return _quantity(
            reading, values, Measure.PERCENT, "", first, last + _skips(forms, _PERCENT)
        )
    if forms[:1] and forms[0] in _PER and forms[1:2] and forms[1] in _CENT:
        return _quantity(reading, values, Measure.PERCENT, "", first, last + 2)
    money, last = _money(reading, first, last, gap, following, forms)
    if money:
        return _quantity(reading, values, Measure.MONEY, money, first, last)
    unit = next((table("time")[form] for form in forms[:1] if form in table("time")), None)
    if unit and not (len(forms) > 1 and forms[1] in _NOT_UNITS):
        return _duration(reading, values, unit, first, last + 1)
    if forms[:1] == ["times"] and forms[1:2] in (["a"], ["per"], ["each"], ["every"]):
        return _quantity(reading, values, Measure.COUNT, "", first, last + 1)
    if forms[:1] in (["times"], ["fold"]) or (forms[:1] == ["x"] and after[1:2] == ()):
        return _quantity(reading, values, Measure.MULTIPLE, "", first, last + 1)
    is_year = first == last and _is_year(words[first])
    measure = Measure.YEAR if is_year else Measure.COUNT
    return _quantity(reading, values, measure, "", first, last)


def _with_scale(
    words: tuple[Word, ...], values: frozenset[float], last: int
) -> tuple[int, frozenset[float]]:
    if last + 1 < len(words) and words[last + 1].gap in (" ", "-", ""):
        form = words[last + 1].lower
        if form in table("scale") and (len(form) > 2 or form in ("k", "bn", "mn")):
            return last + 1, _scaled(values, table("scale")[form])
    return last, values


def _skips(forms: list[str], listed: frozenset[str]) -> int:
    return 1 if forms[:1] and forms[0] in listed else 0


def _money(
    reading: Reading, first: int, last: int, gap: str, following: str, forms: list[str]
) -> tuple[str, int]:
    sign = next((_SIGNS[mark] for mark in gap[-2:] if mark in _SIGNS), "")
    if sign:
        return sign, last
    sign = next((_SIGNS[mark] for mark in following.lstrip(". +")[:1] if mark in _SIGNS), "")
    if sign:
        return sign, last
    if forms[:1] and forms[0] in table("money"):
        return table("money")[forms[0]], last + 1
    if forms[:1] == ["us"] and forms[1:2] and forms[1] in table("money"):
        return table("money")[forms[1]], last + 2
    before = reading.words[first - 1].lower if first else ""
    code = table("money").get(before, "") if len(before) == 3 else ""
    return code, last


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdigit() and 1940 <= int(word.text) <= 2049


def _duration(
    reading: Reading, values: frozenset[float], unit: str, first: int, last: int
) -> Quantity:
    return _quantity(reading, values, Measure.DURATION, unit, first, last)


def _quantity(
    reading: Reading, values: frozenset[float], measure: Measure, unit: str, first: int, last: int
) -> Quantity:
    return Quantity(values, measure, unit, _bound(reading, first, last), first, last)


def _bound(reading: Reading, first: int, last: int) -> str:
    words = reading.words
    after = words[last + 1].gap if last + 1 < len(words) else reading.folded.text[words[last].end :]
    if after.lstrip("%").startswith("+"):
        return "over"
    later = [word.lower for word in words[last + 1 : last + 8]]
    if "at most" in " ".join(later):
        return "under"
    forms = list(_before(words, first))
    if _is_listed("over", forms, _OVER_PAIRS):
        return "over"
    return "under" if _is_listed("under", forms, _UNDER_PAIRS) else ""


def _before(words: tuple[Word, ...], first: int) -> Iterator[str]:
    for word in words[max(0, first - 2) : first]:
        if word.sentence == words[first].sentence:
            yield word.lower


def _is_listed(section: str, forms: list[str], pairs: dict[str, str]) -> bool:
    if forms and forms[-1] in _bounds(section):
        return True
    return len(forms) == 2 and pairs.get(forms[0]) == forms[1]


def _bounds(section: str) -> frozenset[str]:
    return frozenset(table(section))
