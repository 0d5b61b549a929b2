"""Text cut into the words that are searched for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST_WORD = 40
# Inner dots and hyphens join (node.js, full-stack); signs at the end belong to it (C++).
_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*(?:\+{1,2}|#)?")
_JOINING = re.compile(r"[.'’\-]")
_PART = re.compile(r"[^\W_]+(?:\+{1,2}|#)?")


def folded(text: str) -> str:
    """Return a text in lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words_of(text: str) -> list[str]:
    """Return the words of a query, folded, each once, as they are written."""
    return list(dict.fromkeys(match[0] for match in _WORD.finditer(folded(text))))


def index_words(text: str) -> set[str]:
    """Return all words under which a text is found: joined ones whole and in parts."""
    return {word for word in _all_words(folded(text)) if len(word) <= LONGEST_WORD}


def _all_words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        yield match[0]
        parts = _PART.findall(match[0])
        if len(parts) > 1:
            yield from (*parts, "".join(parts))


def find_word(text: str, word: str) -> tuple[int, int] | None:
    """Return where a text first holds a folded word that `index_words` finds in it."""
    plain = folded(text)
    if word not in plain and not _JOINING.search(plain):
        return None
    for match in _WORD.finditer(text):
        if word in index_words(match[0]):
            return match.span()
    return None
