"""Titles: what someone says to have been must be what the résumé calls the job."""

from __future__ import annotations

from collections.abc import Iterator

from . import wording
from .clauses import is_verb
from .findings import Case, Finding
from .ladder import marker_at
from .numerals import number_at
from .refusals import Kind
from .senses import Senses
from .source import Scope, Segment
from .wordlists import listed

_CUES = listed("words.self_titles")
_DOWNGRADING = listed("titles.downgrading")
_RAISING = listed("titles.raising")
_BEING = frozenset({"as", "am", "i'm", "was", "became", "being"})
_SELF_DESCRIBING = ("summary", "label", "")
_LINKING = listed("titles.linking")
_ROLE_ENDINGS = ("ologist", "iatrist", "ician", "grapher", "therapist", "keeper", "worker")
_OTHERS = listed("titles.determiners")


def wrong_titles(case: Case) -> Iterator[Finding]:
    """Yield ranks and roles that someone claims and no title of the scope has."""
    titles = [segment for segment in case.scope.own if segment.is_title]
    for phrase in claimed_titles(case):
        yield from _wrong(case, phrase, titles)


def claimed_titles(case: Case) -> Iterator[list[int]]:
    """Yield the words of each title someone claims: "as a senior buyer", or a label."""
    words = case.reading.words
    for index, word in enumerate(words):
        is_role = wording.kind_of(word) is Kind.TITLE or word.lower.endswith(_ROLE_ENDINGS)
        if not is_role or word.lower.endswith("s"):
            continue
        phrase = _phrase(case, index)
        if _is_claimed(case, phrase):
            yield phrase


def _phrase(case: Case, index: int) -> list[int]:
    """Collect the words of a title that ends at a role noun: its ranks and its subject."""
    words, first = case.reading.words, index
    while first and words[first - 1].sentence == words[index].sentence and first > index - 5:
        before = words[first - 1]
        if words[first].gap.strip(" -") or before.lower in _OTHERS or before.lower in _CUES:
            break
        acts = is_verb(words, first - 1) or marker_at(words, first - 1) is not None
        if (
            before.lower in _LINKING
            or before.lower.endswith("ly")
            or before.is_number
            or number_at(words, first - 1, "en")
        ):
            break
        if acts and before.lower not in _RAISING:
            break
        first -= 1
    return list(range(first, index + 1))


def _is_claimed(case: Case, phrase: list[int]) -> bool:
    words, first = case.reading.words, phrase[0]
    if case.pointer.endswith(("/label", "/position")):
        return True
    if first == 0 or words[first].sentence != words[first - 1].sentence:
        return case.is_document_wide or _ends_there(case, phrase[-1])
    before = [word.lower for word in words[max(0, first - 3) : first]]
    if before[-1] in ("a", "an"):
        before = before[:-1]
        return bool(before) and before[-1] in _BEING
    return before[-1] in _CUES or before[-2:] in (["promoted", "to"], ["role", "of"])


def _ends_there(case: Case, last: int) -> bool:
    """Tell whether a line is a title and nothing else, or a title with its place."""
    words = case.reading.words
    following = words[last + 1] if last + 1 < len(words) else None
    return following is None or following.sentence != words[last].sentence


def _wrong(case: Case, phrase: list[int], titles: list[Segment]) -> Iterator[Finding]:
    same = [title for title in titles if _has(title, case.all_senses[phrase[-1]])]
    claim = case.reading.claim(phrase[0], phrase[-1])
    if not same:
        if titles and not _stands_somewhere(case, phrase):
            detail = f"No title of the résumé is “{claim}”."
            yield Finding(Kind.TITLE, phrase[0], phrase[-1], detail)
        return
    for index in phrase[:-1]:
        word = case.reading.words[index]
        if not case.reading.is_content(index) and not case.own.has(frozenset({word.stem})):
            detail = f"No title of the résumé is “{claim}”."
            yield Finding(Kind.TITLE, phrase[0], phrase[-1], detail)
            return
        if word.lower in _RAISING and not any(_has(one, case.all_senses[index]) for one in same):
            detail = f"No such title of the résumé has the rank “{word.text}”."
            yield Finding(Kind.SENIORITY, index, index, detail)
    if all(_lower_ranks(title) - _ranks(case, phrase) for title in same):
        detail = f"The résumé's title is lower than “{claim}”."
        yield Finding(Kind.SENIORITY, phrase[0], phrase[-1], detail)


def _has(title: Segment, senses: Senses) -> bool:
    return Scope([title]).has(senses)


def _lower_ranks(title: Segment) -> set[str]:
    return {word.lower for word in title.reading.words if word.lower in _DOWNGRADING}


def _ranks(case: Case, phrase: list[int]) -> set[str]:
    near = range(phrase[0], min(phrase[-1] + 3, len(case.reading.words)))
    return {case.reading.words[index].lower for index in near}


def _stands_somewhere(case: Case, phrase: list[int]) -> bool:
    """Tell whether a text that describes the person as a whole has all words of the phrase."""
    for segment in case.scope.own:
        listed_there = segment.pointer.startswith("/certificates")
        if segment.field not in _SELF_DESCRIBING and not listed_there:
            continue
        scope = Scope([segment])
        if all(scope.has(case.all_senses[index]) for index in phrase):
            return True
    return False
