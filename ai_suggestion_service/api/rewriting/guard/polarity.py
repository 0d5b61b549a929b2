"""What the résumé denies or keeps small may not be stated outright."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from . import wording
from .findings import Case, Finding
from .refusals import Kind
from .source import Place
from .wordlists import listed

_UNIVERSAL = listed("polarity.universal")
_LIMITING = listed("polarity.limiting")
_PART = re.compile(
    r"\b(?:one|two|three|four|\d+) (?:out )?of (?:\w+ )?(?:two|three|four|five|\d+)\b"
)
_SIZED = (Kind.CERTIFICATE, Kind.DEGREE, Kind.LANGUAGE)


def flipped(case: Case) -> Iterator[Finding]:
    """Yield words that the résumé only denies and the text asserts, or the other way round."""
    for index in range(len(case.reading.words)):
        if not case.reading.is_content(index):
            continue
        places = case.scope.places(case.reading.senses[index])
        if not places:
            continue
        denies = case.reading.clause_of[index].denies(index)
        if denies and not any(place.is_denied for place in places):
            yield _finding(case, index, "The résumé does not deny “{}”.")
        elif not denies and all(place.is_denied for place in places):
            yield _finding(case, index, "The résumé says the opposite of “{}”.")


def widened(case: Case) -> Iterator[Finding]:
    """Yield "every" and "all" where the résumé says most, some or a number of them."""
    for index, word in enumerate(case.reading.words):
        if word.lower not in _UNIVERSAL:
            continue
        clause = case.reading.clause_of[index]
        near = [other for other in case.content(clause.start, clause.end - 1) if other != index]
        said = _closest_clause(case, near)
        if said and not _UNIVERSAL.intersection(said) and _is_limited_text(said):
            claim = case.reading.claim(index, index)
            detail = f"The résumé limits this, it does not say “{claim}”."
            yield Finding(Kind.SUPERLATIVE, index, index, detail)


def _is_limited_text(said: list[str]) -> bool:
    return not _LIMITING.isdisjoint(said) or _PART.search(" ".join(said)) is not None


def _closest_clause(case: Case, indices: list[int]) -> list[str]:
    """Return the words of the clause of the scope that shares most words."""
    counts: Counter[tuple[int, int]] = Counter()
    texts: dict[tuple[int, int], list[str]] = {}
    for index in indices:
        for place in case.scope.places(case.reading.senses[index]):
            reading = place.segment.reading
            clause = reading.clause_of[place.index]
            key = (id(place.segment), clause.start)
            if key not in texts:
                words = reading.words[clause.start : clause.end]
                texts[key] = [word.lower for word in words]
            counts[key] += 1
    return texts[counts.most_common(1)[0][0]] if counts else []


def inflated(case: Case, skills: Iterable[int]) -> Iterator[Finding]:
    """Yield skills and credentials that the résumé has only with a limit the text drops."""
    named = set(skills)
    for index, word in enumerate(case.reading.words):
        is_sized = index in named or word.is_acronym or wording.kind_of(word) in _SIZED
        if not is_sized or case.reading.clause_of[index].hedged:
            continue
        places = case.places(index)
        if places and all(_is_limited(place) for place in places):
            yield Finding(
                Kind.LEVEL,
                index,
                index,
                f"The résumé claims “{case.reading.claim(index, index)}” only with a limit.",
            )


def _is_limited(place: Place) -> bool:
    return place.is_hedged or place.is_denied


def _finding(case: Case, index: int, detail: str) -> Finding:
    claim = case.reading.claim(index, index)
    return Finding(Kind.NEGATION, index, index, detail.format(claim))
