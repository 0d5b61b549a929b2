"""Letters: what the posting says may be addressed, never claimed as one's own experience."""

from __future__ import annotations

from .clauses import IRREGULAR, Clause, is_greeting, is_verb
from .findings import Case
from .names import is_name_here
from .source import Scope
from .wordlists import listed

_ADDRESS = listed("letters.address")
_EXPERIENCE = listed("letters.experience")
_JOBS = listed("letters.jobs")
_PLACES = listed("letters.place_nouns")
_OWN = listed("letters.own")
_TOWARDS = listed("letters.towards")
_PREPARING = listed("letters.preparing")
_HYPOTHETICAL = listed("letters.hypothetical")
_FIRST_PERSON = frozenset({"i", "i'm", "we"})
_WISHING = listed("letters.wishing")
_REACH = 8


def addressed_words(case: Case, posting: Scope) -> set[int]:
    """Return the positions of words that speak of the job applied for, not of experience."""
    found: set[int] = set()
    for clause in case.reading.clauses:
        if is_greeting(case.reading.words, clause.start) or is_address(case, clause):
            found.update(range(clause.start, clause.end))
            continue
        for index in range(clause.start, clause.end):
            if posting.has(case.reading.senses[index]) and _points_to_the_job(case, clause, index):
                found.add(index)
    return found


def names_the_job(case: Case, clause: Clause) -> bool:
    """Tell whether a clause names the job applied for, whose title is no claim."""
    forms = {word.lower for word in case.reading.words[clause.start : clause.end]}
    return is_address(case, clause) and not forms.isdisjoint(_JOBS)


def is_address(case: Case, clause: Clause) -> bool:
    """Tell whether a clause speaks to the reader and states no experience."""
    forms = [word.lower for word in case.reading.words[clause.start : clause.end]]
    if _acts_now(forms):
        return False
    if _EXPERIENCE.intersection(forms) or _tells_the_past(case, clause):
        return False
    return bool(_ADDRESS.intersection(forms))


def _acts_now(forms: list[str]) -> bool:
    """Tell whether someone says what they do: "I use Epic", not "I would like" or "I am keen"."""
    for place, form in enumerate(forms[:-1]):
        if form not in _FIRST_PERSON:
            continue
        following = next(iter(one for one in forms[place + 1 :] if not one.endswith("ly")), "")
        if following in ("am", "was") or form == "i'm":
            rest = forms[place + 1 : place + 4]
            return "a" in rest or "an" in rest or "the" in rest
        return following not in _WISHING
    return False


def _tells_the_past(case: Case, clause: Clause) -> bool:
    words = case.reading.words
    return any(
        _is_past(case, index) and words[index].lower not in _PREPARING
        for index in range(clause.start, clause.end)
    )


def _is_past(case: Case, index: int) -> bool:
    lower = case.reading.words[index].lower
    is_finite = lower.endswith("ed") or lower in IRREGULAR
    return is_finite and is_verb(case.reading.words, index)


def _points_to_the_job(case: Case, clause: Clause, index: int) -> bool:
    """Tell whether a word of the posting is named as the job or the employer applied to."""
    words = case.reading.words
    chunk = [other for other in range(clause.start, clause.end) if _same_chunk(case, index, other)]
    forms = {words[other].lower for other in chunk}
    if forms & _PLACES and not forms & _OWN:
        return True
    if not is_name_here(case.reading, index) or _tells_the_past(case, clause):
        return False
    before = [word.lower for word in words[max(clause.start, index - _REACH) : index]]
    whole = {word.lower for word in words[clause.start : clause.end]}
    if "at" in before[-3:] and not (whole & _HYPOTHETICAL or whole & _PLACES):
        return False
    return bool(_TOWARDS.intersection(before)) and "my" not in before[-3:]


def _same_chunk(case: Case, index: int, other: int) -> bool:
    return case.reading.chunks[index] == case.reading.chunks[other]
