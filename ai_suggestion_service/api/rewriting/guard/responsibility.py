"""Responsibility: who assisted did not do, who did did not lead, who led did not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .clauses import Clause, names_people
from .findings import Case, Finding
from .ladder import ASSISTS, DOES, LEADS, OWNS, served, serving
from .refusals import Kind
from .senses import literal
from .source import Place
from .tokens import Word
from .wording import kind_of
from .wordlists import listed

_BESIDE, _SYNONYM = 0.25, 0.6
_PERFORMING = listed("responsibility.performing")
_AROUND = listed("responsibility.around")
_FOUNDABLE = listed("responsibility.foundable")
_STARTING = listed("responsibility.starting")
_PUPILS = listed("responsibility.pupils")
_GENERIC = listed("words.generic")
_TOGETHER = frozenset({"together", "jointly", "alongside"})
_STAFF = listed("responsibility.staff")
_KEEPING = listed("responsibility.keeping")
_RUNG_WORDS = {2.5: "managing", 3.0: "leading", 4.0: "founding"}
_PREPOSITIONS = listed("responsibility.prepositions")


def inflated(case: Case) -> Iterator[Finding]:
    """Yield the acts whose responsibility the résumé puts lower."""
    for clause in case.reading.clauses:
        if clause.needs >= OWNS and clause.marker:
            yield from _unproved(case, clause)
        elif clause.needs == DOES and clause.has_verb and not _says_it_helped(clause):
            yield from _only_assisted(case, clause)
            yield from _only_around(case, clause)


def _only_around(case: Case, clause: Clause) -> Iterator[Finding]:
    """Refuse "performed surgery" where the résumé only does something for or during surgery."""
    words = case.reading.words
    if words[clause.start].lower not in _PERFORMING:
        return
    targets = [
        index
        for part in _objects(case, clause.start + 1, clause.end)
        for index in part
        if _says_something(case, index)
    ]
    places = [case.own.places(literal(case.all_senses[index])) for index in targets]
    if targets and all(rows and all(map(_is_around, rows)) for rows in places):
        claim = case.reading.claim(clause.start, targets[-1])
        detail = f"The résumé does not say that this was done: “{claim}”."
        yield Finding(Kind.SCOPE, clause.start, targets[-1], detail)


def _says_something(case: Case, index: int) -> bool:
    return case.reading.is_content(index) and case.own.has(case.all_senses[index])


def _is_around(place: Place) -> bool:
    """Tell whether a word stands in a phrase such as "for surgery", "during audits"."""
    reading = place.segment.reading
    first = reading.chunks.index(reading.chunks[place.index])
    before = reading.words[first - 1].lower if first else ""
    return reading.words[first].lower in _AROUND and before != "responsible"


def _says_it_helped(clause: Clause) -> bool:
    return clause.marker is not None and clause.marker.rung.needs == ASSISTS


def _unproved(case: Case, clause: Clause) -> Iterator[Finding]:
    """Check each object of a leading verb against the clauses that mention it."""
    marker = clause.marker
    assert marker, clause
    objects = list(_objects(case, marker.end, clause.end)) or [_before(case, clause)]
    beside = list(case.content(clause.start, clause.end - 1))
    if clause.needs > LEADS and _was_started(case, beside):
        return
    known = [
        (rung, _needed(case, clause, part))
        for part in objects
        if (rung := _proved(case, part, beside)) is not None
    ]
    if known and all(rung >= needed for rung, needed in known):
        return
    if not known and _leads_at_all(case, clause.needs):
        return
    claim = case.reading.claim(marker.start, marker.end - 1)
    what = _RUNG_WORDS.get(clause.needs, "doing")
    detail = f"The résumé does not speak of {what} here: “{claim}”."
    yield Finding(Kind.SCOPE, marker.start, marker.end - 1, detail)


def _was_started(case: Case, indices: list[int]) -> bool:
    """Read "founded a club" where the résumé says that the club was started or set up."""
    places = [place for index in indices for place in case.own.places(case.all_senses[index])]
    groups = [place for place in places if _word(place).stem in _FOUNDABLE]
    return any(
        word.stem in _STARTING or word.lower in _STARTING
        for place in groups
        for word in _clause_words(place)
    )


def _word(place: Place) -> Word:
    return place.segment.reading.words[place.index]


def _clause_words(place: Place) -> Sequence[Word]:
    reading = place.segment.reading
    clause = reading.clause_of[place.index]
    return reading.words[clause.start : clause.end]


def _needed(case: Case, clause: Clause, part: list[int]) -> float:
    """Return the rung an object needs: managing people is leading, managing a diary is not."""
    marker = clause.marker
    supervises = marker is not None and case.reading.words[marker.start].stem == "superviz"
    if clause.needs != OWNS and not supervises:
        return clause.needs
    head = case.reading.words[part[-1]]
    people = kind_of(head) is Kind.TITLE or head.lower in _STAFF
    people = people or (names_people(head) and head.stem not in served())
    people = people or (supervises and head.stem in _PUPILS)
    if supervises:
        return clause.needs if people else OWNS
    if marker is not None and case.reading.words[marker.start].stem.startswith("overs"):
        return OWNS
    return LEADS if people else OWNS


def _objects(case: Case, start: int, end: int) -> Iterator[list[int]]:
    """Yield the listed objects of a verb, each as its content words."""
    part: list[int] = []
    for index in range(start, end):
        word = case.reading.words[index]
        if word.lower in _PREPOSITIONS and any(part):
            break
        if index > start and case.reading.items[index] != case.reading.items[index - 1]:
            if part:
                yield part
            part = []
        if case.reading.is_content(index) and word.lower not in _GENERIC:
            part.append(index)
    if part:
        yield part


def _before(case: Case, clause: Clause) -> list[int]:
    marker = clause.marker
    stop = marker.start if marker else clause.start
    return list(case.content(clause.start, stop - 1))


def _proved(case: Case, part: list[int], beside: Sequence[int] = ()) -> float | None:
    """Return the rung of the clauses that say most of these words; None where none says any.

    The words themselves count before their synonyms, and those `beside` them decide ties.
    """
    own = {id(segment) for segment in case.scope.own}
    scores: dict[tuple[int, int], float] = {}
    rungs: dict[tuple[int, int], float] = {}
    for index in [*part, *beside]:
        weight = 1.0 if index in part else _BESIDE
        for key, (closeness, rung) in _matches(case, index, own).items():
            if index in part or key in scores:
                scores[key] = scores.get(key, 0.0) + weight * closeness
                rungs[key] = max(rungs.get(key, 0.0), rung)
    most = max(scores.values(), default=0.0)
    return max((rungs[key] for key, score in scores.items() if score == most), default=None)


def _matches(case: Case, index: int, own: set[int]) -> dict[tuple[int, int], tuple[float, float]]:
    """Map each clause that says a word to how literally it does and to its rung."""
    senses = case.all_senses[index]
    plain = literal(senses)
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for place in case.scope.places(senses):
        if id(place.segment) not in own:
            continue
        reading = place.segment.reading
        key = (id(place.segment), reading.clause_of[place.index].start)
        closeness = _SYNONYM if plain.isdisjoint(reading.proofs[place.index]) else 1.0
        before = found.get(key, (0.0, 0.0))
        found[key] = (max(before[0], closeness), max(before[1], _given(place)))
    return found


def _given(place: Place) -> float:
    """Return what a clause proves; keeping and running a thing is answering for it."""
    reading = place.segment.reading
    before = reading.words[reading.clause_of[place.index].start : place.index]
    keeps = any(word.lower in _KEEPING or word.stem in _KEEPING for word in before)
    return OWNS if place.rung == DOES and keeps else place.rung


def _leads_at_all(case: Case, needed: float) -> bool:
    return any(
        clause.rung >= needed
        for segment in case.scope.own
        for clause in segment.reading.clauses
        if clause.marker
    )


def _only_assisted(case: Case, clause: Clause) -> Iterator[Finding]:
    """Refuse an act whose every known object the résumé only helped with."""
    verb = case.reading.words[clause.start]
    forms = {word.lower for word in case.reading.words[clause.start : clause.end]}
    if verb.lower in serving() or forms & _TOGETHER:
        return
    objects = list(case.content(clause.start + 1, clause.end - 1))
    proved = _proved(case, objects, [clause.start])
    if proved is not None and proved <= ASSISTS:
        detail = f"The résumé speaks of helping, not of having “{verb.text}” this alone."
        yield Finding(Kind.SCOPE, clause.start, clause.start, detail)
