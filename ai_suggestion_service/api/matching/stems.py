"""Words reduced to what they have in common, with the weight they carry and their kin."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeVar

from api.matching.words import groups

Key = TypeVar("Key", int, str)

_TOKEN = re.compile(r"[^\W_]+(?:[+#]+|(?:[.'’][^\W_]+)*)")
_LEAST = 4
_LEAST_COMPOUND = 8
_LEAST_WITHIN = 5
GENERAL_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Word:
    """A word by its stem; `kin` names the groups of near synonyms, `fields` the fields of work."""

    text: str
    stem: str
    weight: float
    kin: frozenset[int]
    fields: frozenset[str]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Reduce a word to its stem; words of four letters and fewer stay as they are."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    root = "".join(letter for letter in letters if not _is_mark(letter))
    if root.startswith("analy"):
        return "analy"
    while (shorter := _without_suffix(root)) != root:
        root = shorter
    return root


def _without_suffix(root: str) -> str:
    for suffix in _suffixes():
        if root.endswith(suffix) and len(root) - len(suffix) >= _LEAST:
            return root[: len(root) - len(suffix)]
    return root


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(sorted(_listed("generic", "suffixes"), key=len, reverse=True))


def leading(names: Iterable[str]) -> frozenset[str]:
    """Give the names that come up most: at least twice, and half as often as the first."""
    counts = Counter(names)
    most = max(counts.values(), default=0)
    return frozenset(name for name, count in counts.items() if count >= max(2, most / 2))


def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into its words, and pairs of neighbours that are known as one."""
    found = [match.group() for match in _TOKEN.finditer(text)]
    single = [_word(item.casefold()) for item in found]
    pairs = (f"{left}-{right}".casefold() for left, right in pairwise(found))
    return (*single, *(_word(pair) for pair in pairs if pair in _known_pairs()))


@lru_cache(maxsize=50_000)
def _word(text: str) -> Word:
    root = _pair_stem(text) if "-" in text else stem(text)
    weight = _weight(text, root)
    known = root if weight < 1 or _is_known(root) else _within(root)
    kin, fields = _kin().get(known, frozenset()), _fields().get(known, frozenset())
    return Word(text, root, weight, kin, fields)


def _is_known(root: str) -> bool:
    return root in _kin() or root in _fields()


def _within(root: str) -> str:
    """Find the longest known word that a compound begins or ends with, as German builds them."""
    if len(root) < _LEAST_COMPOUND:
        return root
    lengths = range(len(root) - 2, _LEAST_WITHIN - 1, -1)
    ends = (part for size in lengths for part in (root[-size:], root[:size]))
    return next((part for part in ends if _is_known(part)), root)


def _weight(text: str, root: str) -> float:
    if text in _empty() or not any(letter.isalpha() for letter in text):
        return 0.0
    if root in _general() and text not in _telling():
        return GENERAL_WEIGHT
    return 1.0 if len(text) > 1 else 0.0


def _pair_stem(text: str) -> str:
    return "-".join(stem(part) for part in text.split("-"))


@cache
def _empty() -> frozenset[str]:
    return frozenset(_listed("generic", "empty"))


@cache
def _general() -> frozenset[str]:
    return frozenset(stem(word) for word in _listed("generic", "general"))


@cache
def _telling() -> frozenset[str]:
    """Words of a field of work, which are no general ones although they may share a stem."""
    plain = frozenset(_listed("generic", "general"))
    fields = (word for name in groups("professions") for word in _listed("professions", name))
    return frozenset(word for word in fields if word not in plain)


@cache
def _known_pairs() -> frozenset[str]:
    known = [word for name in groups("professions") for word in _listed("professions", name)]
    known += [word for name in groups("related") for word in _listed("related", name)]
    return frozenset(word for word in known if "-" in word)


@cache
def _kin() -> Mapping[str, frozenset[int]]:
    lines = [line for group in groups("related").values() for line in group]
    return _index((place, line.split()) for place, line in enumerate(lines))


@cache
def _fields() -> Mapping[str, frozenset[str]]:
    """The fields of every known word, and of the near synonyms of a word of one field."""
    fields = _index((name, _listed("professions", name)) for name in groups("professions"))
    shared: dict[int, frozenset[str]] = {}
    for root, kin in _kin().items():
        for group in kin:
            shared[group] = shared.get(group, frozenset()) | fields.get(root, frozenset())
    for root, kin in _kin().items():
        told = [shared[group] for group in kin if len(shared[group]) == 1]
        fields[root] = fields.get(root, frozenset()).union(*told)
    return fields


def _listed(file: str, group: str) -> list[str]:
    return [word for entry in groups(file)[group] for word in entry.split()]


def _index(named: Iterable[tuple[Key, list[str]]]) -> dict[str, frozenset[Key]]:
    found: dict[str, set[Key]] = {}
    for name, words in named:
        for word in words:
            root = _pair_stem(word) if "-" in word else stem(word)
            found.setdefault(root, set()).add(name)
    return {root: frozenset(names) for root, names in found.items()}
