"""Claims moved between entries: a sentence about one job takes its facts from that job."""

from __future__ import annotations

from collections.abc import Iterator

from lexicon.skills import SkillHit

from .entries import is_listed, sentence_entries
from .figures import is_same
from .findings import Case, Finding
from .given_figures import figures
from .quantity_types import Measure
from .refusals import Kind
from .source import Scope, Segment


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


def _skill_belongs(case: Case, hit: SkillHit, index: int, entry: str) -> bool:
    scope: Scope = case.source.scope(entry + "/")
    if hit.skill.name in scope.skills or hit.skill.name not in case.scope.skills:
        return True
    return scope.has(case.reading.senses[index])


def _is_elsewhere(segment: Segment, entry: str) -> bool:
    return is_listed(segment.entry) and segment.entry != entry
