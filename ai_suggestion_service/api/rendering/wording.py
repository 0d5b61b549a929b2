"""The words a résumé is set in: section headings, months, labels, seven languages."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("wording.json")
DEFAULT_LANGUAGE = "en"
_WORD = re.compile(r"[^\W\d_]+")
# A word of one language weighs 60, one that several share is divided among them.
_WORD_WEIGHT = 60
_ENOUGH = 3 * _WORD_WEIGHT


@dataclass(frozen=True, slots=True)
class Wording:
    """One language: `headings` by JSON Resume section, twelve `months`, `labels` by purpose."""

    language: str
    headings: Mapping[str, str]
    months: tuple[str, ...]
    present: str
    labels: Mapping[str, str]
    frequent: frozenset[str]


@cache
def _all() -> Mapping[str, Wording]:
    raw = json.loads(_DATA.read_text(encoding="utf-8"))
    return {code: _wording(code, entry) for code, entry in raw.items()}


def _wording(code: str, entry: Mapping[str, object]) -> Wording:
    def words(key: str) -> dict[str, str]:
        value = entry[key]
        assert isinstance(value, dict)
        return {str(name): str(text) for name, text in value.items()}

    return Wording(
        language=code,
        headings=words("headings"),
        months=tuple(str(entry["months"]).split()),
        present=str(entry["present"]),
        labels=words("labels"),
        frequent=frozenset(str(entry["frequent"]).split()),
    )


def languages() -> tuple[str, ...]:
    """List the language codes that have words."""
    return tuple(_all())


def wording(language: str) -> Wording:
    """Return the words of a language (`de`, `de-AT`); English when the language has none."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return _all().get(code, _all()[DEFAULT_LANGUAGE])


def guess_language(texts: Iterable[str]) -> str:
    """Name the language whose frequent words the texts use most; English when too few tell."""
    counts: Counter[str] = Counter()
    for text in texts:
        for word in _WORD.findall(text.lower()):
            for code in _owners().get(word, ()):
                counts[code] += _WORD_WEIGHT // len(_owners()[word])
    (best, weight), *_ = counts.most_common(1) or [(DEFAULT_LANGUAGE, 0)]
    return best if weight >= _ENOUGH else DEFAULT_LANGUAGE


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    """Name the languages that share each frequent word."""
    words = {word for one in _all().values() for word in one.frequent}
    return {
        word: tuple(code for code, one in _all().items() if word in one.frequent) for word in words
    }
