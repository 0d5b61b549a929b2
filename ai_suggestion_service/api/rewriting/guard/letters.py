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
_CAREER = listed("letters.career")
_GIVING = frozenset({"bring", "bringing", "offer", "offering", "share", "contribute", "add"})
_OWN = listed("letters.own")
_TOWARDS = listed("letters.towards")
_PREPARING = listed("letters.preparing")
_HYPOTHETICAL = listed("letters.hypothetical")
_FIRST_PERSON = frozenset({"i", "i'm", "we"})
_WISHING = listed("letters.wishing")
_KNOWING = frozenset({"know", "understand", "love", "enjoy", "like", "master", "use"})
_WILL = frozenset({"would", "will", "could", "hope", "want", "wish"})
_PASSED_OVER = frozenset({"hereby", "also", "now", "therefore", "still", "always", "just"})
_REACH = 8


def addressed_words(case: Case, posting: Scope) -> set[int]:
    """Return the positions of words that speak of the job applied for, not of experience."""
    found: set[int] = set()
    for clause in case.reading.clauses:
        words = range(clause.start, clause.end)
        if is_greeting(case.reading.words, clause.start) or is_address(case, clause):
            found.update(words)
        elif admits_lack(case, clause):
            found.update(index for index in words if clause.denies(index))
        else:
            found.update(
                index
                for index in words
                if posting.has(case.reading.senses[index])
                and _points_to_the_job(case, clause, index)
            )
    return found


def names_the_job(case: Case, clause: Clause) -> bool:
    """Tell whether a clause names the job applied for, whose title is no claim."""
    return is_address(case, clause) and not _JOBS.isdisjoint(_sentence(case, clause))


def claims_to_know(case: Case, clause: Clause) -> bool:
    """Tell whether someone says that they know or love something, which is a claim on skills."""
    forms = [word.lower for word in case.reading.words[clause.start : clause.end]]
    return any(
        form in ("i", "we")
        and not _KNOWING.isdisjoint(forms[place + 1 : place + 3])
        and "that" not in forms[place + 1 : place + 3]
        for place, form in enumerate(forms)
    ) and _WILL.isdisjoint(forms)


def admits_lack(case: Case, clause: Clause) -> bool:
    """Tell whether someone says what they have not done yet, which claims nothing."""
    forms = {word.lower for word in case.reading.words[clause.start : clause.end]}
    if clause.denied is None or not forms & _FIRST_PERSON:
        return False
    denial = case.reading.words[clause.denied].lower
    return denial.endswith("n't") or denial in ("not", "never") or bool(forms & _EXPERIENCE)


def is_address(case: Case, clause: Clause) -> bool:
    """Tell whether a clause speaks to the reader and states no experience."""
    words = case.reading.words[clause.start : clause.end]
    if _acts_now([word.lower for word in words]) or _tells_the_past(case, clause):
        return False
    if _speaks_of_experience([word.lower for word in words]):
        return False
    return not _ADDRESS.isdisjoint(_sentence(case, clause))


def _sentence(case: Case, clause: Clause) -> set[str]:
    sentence = case.reading.words[clause.start].sentence
    return {word.lower for word in case.reading.words if word.sentence == sentence}


def _speaks_of_experience(forms: list[str]) -> bool:
    """Tell whether a clause names experience, or calls something of a career one's own."""
    if not _EXPERIENCE.isdisjoint(forms):
        return True
    if not _CAREER.isdisjoint(forms) and not _GIVING.isdisjoint(forms):
        return True
    return any(
        form in ("my", "our") and not _CAREER.isdisjoint(forms[place + 1 : place + 5])
        for place, form in enumerate(forms)
    )


def _acts_now(forms: list[str]) -> bool:
    """Tell whether someone says what they do: "I use Epic", not "I would like" or "I am keen"."""
    for place, form in enumerate(forms[:-1]):
        if form not in _FIRST_PERSON:
            continue
        after = (one for one in forms[place + 1 :] if one == "apply" or not one.endswith("ly"))
        following = next((one for one in after if one not in _PASSED_OVER), "")
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
