"""Languages people speak and how well, in seven languages."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lexicon.data_files import data_lines, listed, term_line
from lexicon.folding import Projection, folded
from lexicon.phrases import PhraseIndex, longest

__all__ = ["LanguageHit", "find_languages"]

_I = re.IGNORECASE
_KNOWLEDGE = "kenntnisse"
_REACH = 60
_CEFR = re.compile(
    r"(?<![^\W_])(?P<level>[ABC][12])(?:\.[12]|\+)?(?:\s?[/-]\s?[ABC][12])?(?![^\W_])"
)
_MANNER = (
    r"spoken|written|oral|hablado|escrito|parlato|scritto|falado|mondeling|schriftelijk|gesproken"
    r"|geschreven|mündlich|schriftlich|écrit|parlé|and|und|et|y|e|en"
)
_SCALE = (
    r"skills?|language|proficiency|level|niveau|nivel|livello|nível|kenntnisse|CEFR|GER|CECRL?"
    r"|MCER|QCER"
)
_BEHIND = re.compile(
    rf"[\s:(\[–—,|/=.•*-]{{0,6}}(?:(?:{_MANNER})\b[\s:,/&(]*)*(?:(?:{_SCALE})[\s:]*){{0,2}}", _I
)
_AHEAD = re.compile(
    r"(?:\([sn]\))?(?P<mark>\s*[:–—-]|\s+in\b"
    r"|\s+(?:\w+\s+){0,2}(?:of|de|di|da|van|em|en)\b(?:\s+(?:the|la))?)?"
    r"(?:\s*(?:speaker|language|lingua|langue|lengua|língua|Sprache))?\s*",
    _I,
)
_AND = r"\b(?:and|und|et|y|e|en|or|ou|o)\b"
_RATING = r"(?:\s*[★●■○☆⬤◼▪]+|\s*\d{1,3}\s?(?:%|/\s?\d{1,2}))?"
_PAIR = re.compile(rf"\s*(?:-\s)?(?:[/&+]|{_AND})\s*", _I)
_LIST = re.compile(rf"{_RATING}\s*(?:-\s)?(?:[,/&+]|,?\s*{_AND})\s*", _I)
_LEFT_EDGE = re.compile(r"(?:^|[\n;|•·▪●◦‣★☆○■(\[:\t]|[–—*-]\s|\s{2,})\s*\Z")
_RIGHT_EDGE = re.compile(
    r"\s*(?:$|[\n;|•·▪●◦★☆○■⬤◼)\]\t(:–—]|-\s|\.(?:\s|$)|\d{1,3}\s?[%/])|\s{2,}"
)
_SPEAKS = re.compile(
    r"\b(?:speak(?:s|ing)?|spoken|fluent|fluency|proficien\w+|native|bilingual|conversational"
    r"|languages?|sprachen|sprachkenntnisse|fremdsprachen|langues|idiomas|lenguas|lingue|línguas"
    r"|talen|talenkennis|parle|parlo|hablo|falo|spreche|spreek)\b[^\n.]{0,40}\Z",
    _I,
)


@dataclass(frozen=True, slots=True)
class LanguageHit:
    """A language named at `text[start:end]`, together with its level if one stands beside it.

    `level` is a CEFR level ("C1") or one of native, bilingual, fluent, full professional,
    professional, advanced, intermediate, limited, basic.
    """

    language: str
    level: str | None
    start: int
    end: int
    raw: str


class _Said(NamedTuple):
    """A word for a language or a level; a doubtful one means something else elsewhere."""

    start: int
    end: int
    value: str
    doubtful: bool = False


class _Reading(NamedTuple):
    """A language with its level; `shared` may stand before the next of the same level."""

    name: _Said
    level: _Said | None
    shared: re.Pattern[str] | None
    start: int
    end: int


def find_languages(text: str) -> list[LanguageHit]:
    """Find the languages a text says someone speaks, in order."""
    projection = folded(text)
    names = _said(_names(), projection)
    if not names:
        return []
    readings = list(_readings(text, names, _levels_in(text, projection)))
    return [
        _hit(text, one)
        for place, one in enumerate(readings)
        if one.level or _is_item(text, names, place)
    ]


def _hit(text: str, read: _Reading) -> LanguageHit:
    start, end = read.start, read.end
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    level = read.level.value if read.level else None
    return LanguageHit(read.name.value, level, start, end, text[start:end])


def _readings(text: str, names: Sequence[_Said], levels: list[_Said]) -> Iterator[_Reading]:
    """Yield each language with the level that stands behind it, before it or before its list."""
    last: _Reading | None = None
    for place, name in enumerate(names):
        limit = names[place + 1].start if place + 1 < len(names) else len(text)
        behind = _level_behind(text, name, levels, limit)
        if behind:
            last = _Reading(name, behind, None, name.start, behind.end)
        else:
            ahead = _level_ahead(text, name, levels, last.end if last else 0)
            last = ahead or _level_shared(text, name, last)
        yield last


def _level_behind(text: str, name: _Said, levels: list[_Said], limit: int) -> _Said | None:
    place = bisect_left(levels, name.end, key=_start)
    if place == len(levels) or levels[place].start >= limit:
        return None
    level = levels[place]
    return level if _bridged(_BEHIND, text, name.end, level.start) else None


def _level_ahead(text: str, name: _Said, levels: list[_Said], floor: int) -> _Reading | None:
    place = bisect_left(levels, name.start, key=_start) - 1
    level = levels[place] if place >= 0 else None
    if not level or level.start < floor or level.end > name.start:
        return None
    linked = _bridged(_AHEAD, text, level.end, name.start)
    if not linked:
        return None
    return _Reading(name, level, _LIST if linked["mark"] else _PAIR, level.start, name.end)


def _start(said: _Said) -> int:
    return said.start


def _level_shared(text: str, name: _Said, last: _Reading | None) -> _Reading:
    if last and last.shared and _bridged(last.shared, text, last.end, name.start):
        return _Reading(name, last.level, last.shared, name.start, name.end)
    return _Reading(name, None, None, name.start, name.end)


def _bridged(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Match the whole of what stands between two words that are not far apart."""
    return pattern.fullmatch(text, start, end) if end - start <= _REACH else None


def _is_item(text: str, names: Sequence[_Said], place: int) -> bool:
    """Tell whether a language without a level stands where languages are listed."""
    name = names[place]
    before = text[max(0, name.start - _REACH) : name.start]
    if _SPEAKS.search(before) or text[name.start : name.end].endswith(_KNOWLEDGE):
        return True
    if name.doubtful:
        return False
    left = place > 0 and _bridged(_LIST, text, names[place - 1].end, name.start)
    right = place + 1 < len(names) and _bridged(_LIST, text, name.end, names[place + 1].start)
    return bool(
        (left or _LEFT_EDGE.search(before)) and (right or _RIGHT_EDGE.match(text, name.end))
    )


def _levels_in(text: str, projection: Projection) -> list[_Said]:
    cefr = (_Said(*found.span(), found["level"]) for found in _CEFR.finditer(text))
    return longest([*cefr, *_said(_level_words(), projection)])


def _said(
    phrases: tuple[PhraseIndex, list[tuple[str, bool]]], projection: Projection
) -> list[_Said]:
    index, values = phrases
    found = longest(index.matches(projection))
    return [_Said(start, end, *values[number]) for start, end, number in found]


@cache
def _names() -> tuple[PhraseIndex, list[tuple[str, bool]]]:
    phrases, values = [], []
    for line in map(term_line, data_lines("languages.txt")):
        for spelling in line.spellings:
            phrases.append(spelling)
            values.append((line.name, spelling in line.contextual))
            if spelling.endswith("sch"):
                phrases.append(spelling + _KNOWLEDGE)
                values.append((line.name, False))
    return PhraseIndex(phrases), values


@cache
def _level_words() -> tuple[PhraseIndex, list[tuple[str, bool]]]:
    pairs = [
        (word, (level, False))
        for level, words in (line.split(": ", 1) for line in data_lines("language_levels.txt"))
        for word in listed(words)
    ]
    return PhraseIndex([word for word, _ in pairs]), [value for _, value in pairs]
