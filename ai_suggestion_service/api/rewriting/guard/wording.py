"""Which words of a language claim nothing, which are everyday, and which make a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from . import wordlists
from .refusals import Kind
from .stems import plain, stem
from .tokens import Word

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")

_KINDS = {
    "scale": Kind.SUPERLATIVE,
    "sole": Kind.SCOPE,
    "rate": Kind.NUMBER,
}


def language_of(words: Iterable[Word]) -> str:
    """Guess the language of a text from its function words; English when in doubt."""
    counts = Counter(
        language for word in words for language in _languages_of(word.lower) if not word.is_number
    )
    best = max(LANGUAGES, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] + 1 else "en"


@lru_cache(maxsize=16384)
def _languages_of(lower: str) -> tuple[str, ...]:
    return tuple(language for language in LANGUAGES if lower in _filler(language))


def is_filler(word: Word, language: str, *, letter: bool = False) -> bool:
    """Tell whether a word claims nothing by itself."""
    lower = word.lower
    if lower in _filler("en") or lower in _filler(language):
        return True
    return letter and lower in _filler("letter")


def is_common(word: Word, language: str) -> bool:
    """Tell whether a word is everyday wording that may stand beside supported words."""
    if kind_of(word) is not None:
        return False
    if language != "en" and word.lower.isalpha() and (language == "de" or not word.is_capital):
        return True
    return word.stem in _common("en") or word.stem in _common("abstract")


def is_abstract(word: Word) -> bool:
    """Tell whether a word is too general to be a claim: manner, interval, cooperation."""
    return kind_of(word) is None and word.stem in _common("abstract")


def is_everyday(key: str) -> bool:
    """Tell whether a stem is that of an English everyday word."""
    return key in _common("en") or key in _common("abstract")


def is_heading(word: Word) -> bool:
    """Tell whether a word may stand in a heading of a résumé."""
    return word.lower in _filler("heading")


def kind_of(word: Word) -> Kind | None:
    """Name the kind of claim a word makes, if it makes one by itself."""
    return _claims().get(word.lower) or _claims().get(word.lower.removesuffix("s"))


def filler_phrases(language: str, *, letter: bool) -> dict[str, list[tuple[str, ...]]]:
    """Map first words to the phrases that claim nothing: "as well as", "in charge of"."""
    sections = {"en", language, *(["letter"] if letter else [])}
    return _phrases(tuple(sorted(sections)))


@cache
def _phrases(sections: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for section in sections:
        for word in wordlists.sections("filler.txt").get(section, ()):
            forms = tuple(plain(word).replace("-", "_").split("_"))
            if len(forms) > 1:
                found.setdefault(forms[0], []).append(forms)
    return found


@cache
def _filler(section: str) -> frozenset[str]:
    words = wordlists.sections("filler.txt").get(section, ())
    return frozenset(plain(word) for word in words if "_" not in word and "-" not in word)


@cache
def _common(language: str) -> frozenset[str]:
    words = wordlists.sections("common.txt").get(language, ())
    return frozenset(stem(part) for word in words for part in word.replace("-", "_").split("_"))


@cache
def _claims() -> dict[str, Kind]:
    """Map words to the kind of claim they make; what is listed first wins."""
    found: dict[str, Kind] = {}
    for section, words in wordlists.sections("claims.txt").items():
        kind = _KINDS.get(section) or Kind(section)
        for word in words:
            if "_" not in word and "-" not in word:
                found.setdefault(plain(word), kind)
    return found
