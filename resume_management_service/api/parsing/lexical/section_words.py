"""Which section a heading opens, read from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from api.parsing.lexical.data_files import table
from api.parsing.lexical.folding import fold

MAX_WORDS = 7
_SHORTENED = re.compile(r"\b(?:i ve|i m)\b")
_FULL = {"i ve": "i have", "i m": "i am"}
_MISREAD = str.maketrans("0156", "olso")
_EDGE = re.compile(r"^(?:[\W_]*(?:(?:\d{1,2}|[IVX]{1,4}|[A-H])[.):]|\d{1,2})\s+)?[\W_]*|[\W_]+$")


@dataclass(frozen=True, slots=True)
class _Words:
    phrases: dict[str, str]
    heads: dict[str, str]
    light: frozenset[str]
    ranks: dict[str, int]


@cache
def _words() -> _Words:
    data = table("headings.toml")
    phrases: dict[str, str] = {}
    heads: dict[str, str] = {}
    for kind, entry in data["kinds"].items():
        whole = (_SHORTENED.sub(lambda found: _FULL[found[0]], one) for one in entry["phrases"])
        phrases |= dict.fromkeys(whole, kind)
        for head in entry["heads"]:
            known = heads.get(head)
            if known is None or data["kinds"][known]["rank"] < entry["rank"]:
                heads[head] = kind
    light = frozenset(data["connectors"]) | frozenset(data["modifiers"])
    ranks = {kind: entry["rank"] for kind, entry in data["kinds"].items()}
    return _Words(phrases, heads, light, ranks)


@lru_cache(maxsize=4096)
def section_kinds(text: str) -> tuple[str, ...]:
    """Return the kinds of section a whole heading names, the decisive one first, else nothing."""
    bare = _EDGE.sub("", text)
    if not 2 <= len(bare) <= 60 or "@" in bare:
        return ()
    folded = fold(bare).replace("&", " and ")
    if _is_letter_spaced(bare):
        return _from_letters(bare)
    return _from_words(" ".join(folded.split())) or _misread(folded)


def _misread(folded: str) -> tuple[str, ...]:
    """Read a heading in which a scanner took letters for digits: `formaci6n`."""
    mixed = re.search(r"[a-z][0156]|[0156][a-z]", folded)
    return _from_words(" ".join(folded.translate(_MISREAD).split())) if mixed else ()


def is_heading_phrase(text: str) -> bool:
    """Tell whether a text is word for word a known heading of several words."""
    return " ".join(fold(text).replace("&", " and ").split()) in _words().phrases


def _from_words(folded: str) -> tuple[str, ...]:
    known = _words()
    folded = _SHORTENED.sub(lambda found: _FULL[found[0]], folded)
    if folded in known.phrases:
        return (known.phrases[folded],)
    parts = folded.split()
    if not parts or len(parts) > MAX_WORDS:
        return ()
    kinds = [known.heads.get(part) for part in parts]
    strangers = [
        part
        for part, kind in zip(parts, kinds, strict=True)
        if not kind and part not in known.light
    ]
    if strangers:
        return ()
    found = list(dict.fromkeys(kind for kind in kinds if kind))
    return tuple(_ordered(found, folded))


def _ordered(kinds: list[str], folded: str) -> list[str]:
    """Put the decisive kind first; without a connector one heading names one section."""
    ranked = sorted(kinds, key=lambda kind: -_words().ranks[kind])
    joined = re.search(r" (?:and|und|et|y|e|en|ed|plus) ", folded)
    if not joined:
        return ranked[:1]
    return kinds if set(kinds) != {"work", "volunteer"} else ranked


def _is_letter_spaced(text: str) -> bool:
    """Tell a word set with spaces between its letters, pairs of which may have stuck together."""
    parts = re.split(r"[\s.·]+", text)
    single = sum(len(part) == 1 for part in parts)
    return len(parts) >= 4 and max(map(len, parts)) <= 3 and single >= 0.6 * len(parts)


def _from_letters(text: str) -> tuple[str, ...]:
    """Read a letter-spaced heading: wide gaps part its words, or its words are guessed."""
    groups = [re.sub(r"[\s.·]+", "", group) for group in re.split(r"\s{2,}|\t", text)]
    spaced = _from_words(" ".join(fold(group) for group in groups))
    return spaced or _from_words(
        " ".join(_cut(fold("".join(groups)).replace("&", "and").replace(" ", "")))
    )


def _cut(letters: str) -> list[str]:
    """Cut letters without spaces into known words, the fewest that cover them all."""
    known = _words()
    lexicon = known.heads.keys() | known.light | {"and"}
    best: list[list[str] | None] = [[], *([None] * len(letters))]
    for end in range(1, len(letters) + 1):
        for begin in range(max(0, end - 20), end):
            before = best[begin]
            if before is None or letters[begin:end] not in lexicon:
                continue
            current = best[end]
            if current is None or len(before) + 1 < len(current):
                best[end] = [*before, letters[begin:end]]
    return best[-1] or [letters]
