"""Claims moved between entries: a sentence about one job takes its facts from that job."""

from __future__ import annotations

from collections.abc import Iterator

from lexicon.skills import SkillHit

from .figures import figures, is_same
from .findings import Case, Finding
from .quantities import Measure
from .refusals import Kind
from .source import Place, Scope, Segment
from .wordlists import listed

_ANAPHORA = listed("pairing.anaphora")
_NAMES = ("name", "institution", "organization")
_DISTINCTIVE = 2


def moved(case: Case, skills: dict[int, SkillHit]) -> Iterator[Finding]:
    """Yield skills and figures that stand in the résumé, but at another entry."""
    if not case.is_document_wide:
        return
    about = sentence_entries(case)
    for index, hit in skills.items():
        entry = about.get(case.reading.words[index].sentence)
        if entry and not _skill_belongs(case, hit, index, entry):
            claim = case.reading.claim(index, index)
            detail = f"The résumé mentions “{claim}”, but not for this entry."
            yield Finding(Kind.SKILL, index, index, detail)
    for quantity in case.quantities:
        entry = about.get(case.reading.words[quantity.first].sentence)
        if not entry or quantity.measure is Measure.DURATION:
            continue
        given = [one for one in figures(case.scope) if is_same(quantity, one.quantity)]
        if given and all(_is_elsewhere(one.segment, entry) for one in given):
            claim = case.reading.claim(quantity.first, quantity.last)
            detail = f"The résumé gives “{claim}” for another entry."
            yield Finding(Kind.NUMBER, quantity.first, quantity.last, detail)


def sentence_entries(case: Case) -> dict[int, str]:
    """Map each sentence that is about one entry to that entry."""
    found: dict[int, str] = {}
    previous = ""
    for sentence in dict.fromkeys(word.sentence for word in case.reading.words):
        indices = [
            index for index, word in enumerate(case.reading.words) if word.sentence == sentence
        ]
        named = _named_entries(case, indices)
        goes_on = case.reading.words[indices[0]].lower in _ANAPHORA or _in_that_role(case, indices)
        if len(named) == 1:
            found[sentence] = previous = named.pop()
        elif not named and (goes_on and previous):
            found[sentence] = previous
        elif not named:
            worded = _worded_entry(case, indices)
            if worded:
                found[sentence] = worded
        else:
            previous = ""
    return found


def _in_that_role(case: Case, indices: list[int]) -> bool:
    forms = [case.reading.words[index].lower for index in indices[:3]]
    return forms[:1] in (["in"], ["during"], ["while"], ["at"]) and any(
        form in _ANAPHORA for form in forms[1:]
    )


def _named_entries(case: Case, indices: list[int]) -> set[str]:
    """Name the entries whose employer or school the sentence names."""
    stems = {case.reading.words[index].stem for index in indices}
    found = set()
    for segment in case.source.segments:
        if segment.field not in _NAMES or not _is_listed_entry(segment.entry):
            continue
        name = [word.stem for word in segment.reading.words[:2]]
        if name and set(name) <= stems:
            found.add(segment.entry)
    return found


def _is_listed_entry(entry: str) -> bool:
    return entry.startswith(("/work/", "/volunteer/", "/projects/", "/education/"))


def _worded_entry(case: Case, indices: list[int]) -> str:
    """Name the one entry that has at least two words of the sentence to itself."""
    counts: dict[str, int] = {}
    for index in indices:
        if not case.reading.is_content(index):
            continue
        entries = {_entry(place) for place in case.scope.places(case.reading.senses[index])}
        if len(entries) == 1 and _is_listed_entry(only := entries.pop()):
            counts[only] = counts.get(only, 0) + 1
    if len(counts) != 1:
        return ""
    entry, count = counts.popitem()
    return entry if count >= _DISTINCTIVE else ""


def _entry(place: Place) -> str:
    return place.segment.entry


def _skill_belongs(case: Case, hit: SkillHit, index: int, entry: str) -> bool:
    scope: Scope = case.source.scope(entry + "/")
    if hit.skill.name in scope.skills or hit.skill.name not in case.scope.skills:
        return True
    return scope.has(case.reading.senses[index])


def _is_elsewhere(segment: Segment, entry: str) -> bool:
    return _is_listed_entry(segment.entry) and segment.entry != entry
