"""Languages people speak and how well, in seven languages."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lexicon.data_files import data_lines, listed, term_line
from lexicon.folding import Projection, folded
from lexicon.phrases import PhraseIndex, longest

__all__ = ["LanguageHit", "find_languages"]

_CEFR = re.compile(
    r"(?<![^\W_])(?P<level>[ABC][12])(?:\.[12]|\+)?(?:\s?[/-]\s?[ABC][12])?(?![^\W_])"
)
_SEPARATED = re.compile(
    r"[\s:(\[–—,|/=.•*-]{0,6}(?:(?:level|niveau|nivel|livello|nível|CEFR|GER)[\s:]*)?"
)
_BEFORE_LEVEL = re.compile(r"\s*(?:in|of|en|speaker of|de|di|em|:|–|-)?\s*")
_LEFT_EDGE = re.compile(
    r"(?:^|[\n,;|/•·▪●◦‣(\[:\t&+]|[–—*-]\s|\s{2,}|\b(?:and|und|et|y|e|en|or)\s)\s*\Z"
)
_RIGHT_EDGE = re.compile(
    r"\s*(?:$|[\n,;|/•·▪●)\]\t&+(:–—]|-\s|\.(?:\s|$)|\s{2,}|\s(?:and|und|et|y|e|en|or)\s)"
)
_SPEAKS = re.compile(
    r"\b(?:speak(?:s|ing)?|spoken|fluent|fluency|proficien\w+|native|bilingual|conversational|languages?|sprachen"
    r"|sprachkenntnisse|langues|idiomas|lenguas|lingue|línguas|talen|talenkennis)\b[^\n.]{0,40}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LanguageHit:
    """A language named at `text[start:end]`, together with its level if one stands there.

    `level` is a CEFR level ("C1") or one of native, bilingual, fluent, full professional,
    professional, advanced, intermediate, limited, basic.
    """

    language: str
    level: str | None
    start: int
    end: int
    raw: str


class _Said(NamedTuple):
    start: int
    end: int
    value: str


def find_languages(text: str) -> list[LanguageHit]:
    """Find the languages a text says someone speaks, in order."""
    projection = folded(text)
    names = _said(_names(), projection)
    levels = _levels_in(text, projection)
    hits: list[LanguageHit] = []
    for number, match in enumerate(names):
        limit = names[number + 1].start if number + 1 < len(names) else len(text)
        floor = hits[-1].end if hits else 0
        level = _level_after(text, match, levels, limit) or _level_before(
            text, match, levels, floor
        )
        if level or _stands_as_item(text, match):
            hits.append(_language(text, match, level))
    return hits


def _language(text: str, match: _Said, level: _Said | None) -> LanguageHit:
    start = min(match.start, level.start) if level else match.start
    end = max(match.end, level.end) if level else match.end
    return LanguageHit(match.value, level.value if level else None, start, end, text[start:end])


def _levels_in(text: str, projection: Projection) -> list[_Said]:
    cefr = (_Said(*found.span(), found["level"]) for found in _CEFR.finditer(text))
    return longest([*cefr, *_said(_level_words(), projection)])


def _said(phrases: tuple[PhraseIndex, list[str]], projection: Projection) -> list[_Said]:
    index, values = phrases
    return [
        _Said(start, end, values[number])
        for start, end, number in longest(index.matches(projection))
    ]


def _level_after(text: str, match: _Said, levels: list[_Said], limit: int) -> _Said | None:
    near = (level for level in levels if match.end <= level.start < limit)
    level = next(near, None)
    return level if level and _SEPARATED.fullmatch(text, match.end, level.start) else None


def _level_before(text: str, match: _Said, levels: list[_Said], floor: int) -> _Said | None:
    near = [level for level in levels if floor <= level.start and level.end <= match.start]
    if not near or not _BEFORE_LEVEL.fullmatch(text, near[-1].end, match.start):
        return None
    return near[-1]


def _stands_as_item(text: str, match: _Said) -> bool:
    before, after = text[max(0, match.start - 60) : match.start], text[match.end : match.end + 20]
    if _SPEAKS.search(before):
        return True
    return bool(_LEFT_EDGE.search(before) and _RIGHT_EDGE.match(after))


@cache
def _names() -> tuple[PhraseIndex, list[str]]:
    lines = list(map(term_line, data_lines("languages.txt")))
    return (
        PhraseIndex([spelling for line in lines for spelling in line.spellings]),
        [line.name for line in lines for _ in line.spellings],
    )


@cache
def _level_words() -> tuple[PhraseIndex, list[str]]:
    pairs = [
        (word, level)
        for level, words in (line.split(": ", 1) for line in data_lines("language_levels.txt"))
        for word in listed(words)
    ]
    return PhraseIndex([word for word, _ in pairs]), [level for _, level in pairs]
