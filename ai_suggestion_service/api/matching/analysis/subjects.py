"""Subjects of study, by what they are called in seven languages and the families they belong to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from api.matching.words import groups, phrases

# Small words when they are not written in capitals.
_IN_CAPITALS = frozenset({"it", "ai", "cs", "mis", "ade"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of study; subjects of one family are neighbours."""

    name: str
    families: frozenset[str]


def subjects_in(text: str) -> frozenset[Subject]:
    """Name the subjects that a text mentions, longer names before those they contain."""
    pattern, named = _known()
    return frozenset(
        subject
        for match in pattern.finditer(text)
        if match.group().isupper() or _folded(match.group()) not in _IN_CAPITALS
        for subject in named[_folded(match.group())]
    )


def are_same(some: Iterable[Subject], others: Iterable[Subject]) -> bool:
    """Tell whether a subject is among both."""
    return bool(frozenset(some) & frozenset(others))


def are_neighbours(some: Iterable[Subject], others: Iterable[Subject]) -> bool:
    """Tell whether a subject of the one has a family in common with one of the others."""
    families = frozenset(family for subject in others for family in subject.families)
    return any(subject.families & families for subject in some)


@cache
def _known() -> tuple[re.Pattern[str], dict[str, tuple[Subject, ...]]]:
    named: dict[str, tuple[Subject, ...]] = {}
    for title, names in groups("subjects").items():
        families, _, name = title.partition("/")
        subject = Subject(name, frozenset(families.split()))
        for one in names:
            named[_folded(one)] = (*named.get(_folded(one), ()), subject)
    return phrases(named), named


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())
