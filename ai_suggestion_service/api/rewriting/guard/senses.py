"""What a word may stand for: its kin, its synonyms, its abbreviation and what it implies.

A sense is an opaque id. A word of a proposal is supported where a word or phrase of the résumé
has one of its senses; senses do not chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from . import wordlists
from .stems import keys, plain, stem
from .tokens import Word

Senses = frozenset[str]
_KIN = {"=": "k", "!": "w"}
_AGENTS = ("er", "or", "ist", "yst", "ian", "ant")
_NONE: Senses = frozenset()
_PHRASE_GAPS = frozenset({"", " ", "-", "/", "&", " & ", " / ", "'", ". ", "."})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `start` to `end` (exclusive) that have a sense together."""

    start: int
    end: int
    senses: Senses


@dataclass(frozen=True, slots=True)
class _Pattern:
    stems: tuple[str, ...]
    senses: Senses
    cased: bool = False


@dataclass(slots=True)
class _Table:
    """Senses of single words by stem or exact form, and of phrases by their first stem."""

    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    acronyms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    phrases: dict[str, list[_Pattern]] = field(default_factory=lambda: defaultdict(list))

    def add(self, term: str, sense: str, *, cased: bool = False) -> None:
        parts = spelled(term)
        if len(parts) == 1:
            (self.acronyms if cased else self.words)[parts[0]].add(sense)
        elif parts:
            self.phrases[parts[0]].append(_Pattern(parts, frozenset({sense}), cased))


def spelled(term: str) -> tuple[str, ...]:
    """Cut a listed term into the stems of its words."""
    for mark in "_-/&'":
        term = term.replace(mark, " ")
    return tuple(stem(part) for part in term.split())


def senses_of(word: Word, *, alone: bool = True) -> Senses:
    """Return the senses a single word has, with its own key among them.

    Short forms are spelled out only where they stand `alone`: the MS of ICP-MS is not Microsoft.
    """
    found = _senses_of(word.lower)
    if not alone:
        return found
    if word.is_acronym or (len(word.text) == 1 and word.is_capital):
        found |= _acronym_senses(word.stem)
    return found


def implications_of(word: Word) -> Senses:
    """Return the senses a résumé's word supports beyond its own: PostgreSQL supports SQL."""
    return _implied(word.lower)


def phrases_in(words: Sequence[Word]) -> Iterator[Phrase]:
    """Find the listed phrases among words."""
    table = _table().phrases
    for start, word in enumerate(words):
        for pattern in table.get(word.stem, ()):
            end = start + len(pattern.stems)
            if _matches(pattern, words[start:end]):
                yield Phrase(start, end, pattern.senses)


def _matches(pattern: _Pattern, words: Sequence[Word]) -> bool:
    if len(words) != len(pattern.stems):
        return False
    if any(word.gap not in _PHRASE_GAPS for word in words[1:]):
        return False
    if pattern.cased and not all(word.is_capital for word in words):
        return False
    return all(
        word.stem in (part, part + "s") for word, part in zip(words, pattern.stems, strict=True)
    )


@lru_cache(maxsize=65536)
def _senses_of(lower: str) -> Senses:
    families, whole = _families()
    own = stem(lower)
    kin = families.get(own, _NONE)
    found = (kin if own in whole else keys(lower) | kin) or frozenset({own})
    table = _table().words
    shared = {own, *kin} if _sounds_like_agent(lower) else {own, *kin, *keys(lower)}
    if not _sounds_like_agent(lower):
        shared |= {base for family in kin for base in _bases().get(family, _NONE)}
    groups = (table.get(key, _NONE) for key in shared)
    return found.union(*groups)


def _sounds_like_agent(lower: str) -> bool:
    """Tell whether a word may say what someone is: who analysed is no analyst."""
    return lower.rstrip("s").endswith(_AGENTS)


@cache
def _bases() -> dict[str, Senses]:
    """Map each family to the stem of its first word, whose synonyms the others share."""
    return {
        f"f{number}": frozenset({stem(plain(group[0]))})
        for number, group in enumerate(wordlists.groups("families.txt"))
        if group[0] not in _KIN
    }


@cache
def _acronym_senses(key: str) -> Senses:
    return frozenset(_table().acronyms.get(key, _NONE))


@lru_cache(maxsize=65536)
def _implied(lower: str) -> Senses:
    return frozenset(_implications().get(stem(lower), _NONE))


@cache
def _families() -> tuple[dict[str, Senses], frozenset[str]]:
    """Map stems to their family; the second value are stems whose spelling misleads."""
    found: dict[str, set[str]] = defaultdict(set)
    whole: set[str] = set()
    for number, group in enumerate(wordlists.groups("families.txt")):
        words = group[1:] if group[0] in _KIN else group
        kin = _KIN.get(group[0], "f")
        for word in words:
            found[stem(plain(word))].add(f"{kin}{number}")
        whole |= {stem(plain(word)) for word in words if group[0] == "!"}
    return {key: frozenset(value) for key, value in found.items()}, frozenset(whole)


@cache
def _table() -> _Table:
    table = _Table()
    for number, group in enumerate(wordlists.groups("synonyms.txt")):
        for term in group:
            table.add(term, f"s{number}")
    for number, (short, long) in enumerate(wordlists.equations("abbreviations.txt")):
        table.add(short[0], f"a{number}", cased=_is_ambiguous(short[0]))
        for term in long:
            table.add(term.replace(" ", "_"), f"a{number}")
    for number, (_, general) in enumerate(wordlists.equations("implied.txt")):
        for term in general:
            table.add(term.replace(" ", "_"), f"i{number}")
    _join_families(table)
    return table


def _join_families(table: _Table) -> None:
    """Let a synonym listed in one form of a word serve its other forms."""
    families, _ = _families()
    for key in list(table.words):
        for family in families.get(key, _NONE):
            if family[0] in "kw":
                table.words[family] |= table.words[key]


@cache
def _implications() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for number, (specific, _) in enumerate(wordlists.equations("implied.txt")):
        for term in specific:
            found[spelled(term)[-1]].add(f"i{number}")
    return found


def _is_ambiguous(short: str) -> bool:
    return len(short) <= 3 and short not in _truncations()


@cache
def _truncations() -> frozenset[str]:
    return wordlists.listed("senses.truncations")


def as_written(senses: Senses, key: str) -> Senses:
    """Leave out what a word is only derived from: a manager is not whoever managed."""
    return frozenset(
        sense for sense in senses if sense == key or (sense[0] in "skwaix" and _is_id(sense))
    )


def _is_id(sense: str) -> bool:
    return sense[1:].isdigit() or sense.startswith("x:")


def literal(senses: Senses) -> Senses:
    """Leave out synonyms: what is left is the word, its kin and its abbreviation."""
    return frozenset(sense for sense in senses if not (sense[0] == "s" and sense[1:].isdigit()))


def union(groups: Iterable[Senses]) -> Senses:
    """Join senses."""
    return _NONE.union(*groups)
