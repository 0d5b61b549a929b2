"""Text folded for look-ups: lower case, without accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w&+#]+|_+")
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "œ": "oe"})
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "on",
        "at",
        "to",
        "and",
        "or",
        "with",
        "by",
        "from",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "en",
        "y",
        "e",
        "el",
        "los",
        "las",
        "del",
        "al",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "della",
        "delle",
        "dei",
        "degli",
        "il",
        "gli",
        "i",
        "o",
        "os",
        "as",
        "ed",
        "van",
        "het",
        "een",
        "der",
        "die",
        "das",
        "und",
        "im",
        "zu",
        "fur",
        "von",
        "bei",
        "aan",
        "op",
        "te",
        "met",
        "zum",
        "zur",
    ]
)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower the case, drop accents, and turn every run of punctuation into one space."""
    plain = text.translate(_SPECIAL)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain.casefold()).strip()


def words(text: str) -> list[str]:
    """Split folded text into words."""
    return fold(text).split()


def is_small(word: str) -> bool:
    """Tell whether a folded word is an article or a preposition."""
    return word in _SMALL


def is_upper(text: str) -> bool:
    """Tell whether a text of at least three letters is written in capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)
