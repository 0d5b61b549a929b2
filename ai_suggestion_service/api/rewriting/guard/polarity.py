"""What the résumé denies or keeps small may not be stated outright."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import wording
from .findings import Case, Finding
from .refusals import Kind
from .source import Place

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
