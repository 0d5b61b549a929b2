"""How likely a text is a job title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from api.parsing.lexical.data_files import table
from api.parsing.lexical.folding import fold, is_small
from api.parsing.lexical.organisations import is_legal_form

_GENDER = re.compile(
    r"\s*(?:\((?:[mfwdxh](?:\s*[/|,]\s*[mfwdxh])+|all genders|gn)\)|"
    r"(?<=\w)(?:[:*_/]-?in(?:nen)?)\b)",
    re.IGNORECASE,
)
_AFTER_HEAD = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "to",
        "de",
        "des",
        "du",
        "d",
        "fur",
        "im",
        "bei",
        "der",
        "di",
        "del",
        "della",
        "do",
        "da",
        "para",
        "voor",
        "van",
        "en",
        "e",
        "und",
        "and",
        "&",
    ]
)


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    suffixes: tuple[str, ...]
    support: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


@cache
def _words() -> _Words:
    data = table("titles.toml")
    heads = frozenset(fold(word) for word in data["heads"].split() if " " not in fold(word))
    support = frozenset(fold(word) for word in f"{data['seniority']} {data['fields']}".split())
    phrases = tuple(tuple(fold(phrase).split()) for phrase in data["phrases"])
    return _Words(heads, tuple(data["suffixes"]), support, phrases)


def is_title_head(word: str) -> bool:
    """Tell whether a folded word names someone who does a work."""
    known = _words()
    if word in known.heads:
        return True
    return len(word) > 7 and word.endswith(known.suffixes)


def is_field_word(word: str) -> bool:
    """Tell whether a folded word is a rank or a line of work, which support a title."""
    return word in _words().support


def without_gender(text: str) -> str:
    """Drop marks such as `(m/f/d)` and `:in`."""
    return _GENDER.sub("", text)


@lru_cache(maxsize=4096)
def title_score(text: str) -> float:
    """Rate how likely a text is a job title: 3 and more for a clear one, below 0 for no sign."""
    first, comma, rest = text.partition(",")
    whole = _whole_score(text)
    if not comma or not rest.strip():
        return whole
    qualified = all(is_field_word(word) or is_small(word) for word in fold(rest).split())
    return max(whole, _whole_score(first) - (0.0 if qualified else 0.3))


def _whole_score(text: str) -> float:
    tokens = fold(without_gender(text)).split()
    if not tokens or len(tokens) > 14:
        return -3.0
    score = 3.2 if _has_phrase(tokens) else _head_score(tokens)
    score -= 0.8 * max(0, len(tokens) - 8)
    score -= 1.2 if any(any(char.isdigit() for char in token) for token in tokens) else 0.0
    if is_legal_form(text):
        score -= 4.0
    return score


def _has_phrase(tokens: list[str]) -> bool:
    joined = f" {' '.join(tokens)} "
    return any(f" {' '.join(phrase)} " in joined for phrase in _words().phrases)


def _head_score(tokens: list[str]) -> float:
    places = [place for place, token in enumerate(tokens) if is_title_head(token)]
    support = sum(is_field_word(token) for token in tokens)
    if not places:
        return -1.2 + min(1.2, 0.5 * support)
    score = 2.0 + min(1.0, 0.4 * support)
    if any(_stands_as_head(tokens, place) for place in places):
        score += 1.2
    return score


def _stands_as_head(tokens: list[str], place: int) -> bool:
    """A head stands last, first, or before `of` and the like."""
    if place in (0, len(tokens) - 1):
        return True
    following = tokens[place + 1]
    return following in _AFTER_HEAD or is_small(following) or len(following) <= 3
