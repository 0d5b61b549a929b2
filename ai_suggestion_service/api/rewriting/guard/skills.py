"""Skills and tools: what a text names must be named where it may support the text."""

from __future__ import annotations

from collections.abc import Iterator

from lexicon.skills import SkillHit, default_vocabulary

from .findings import Case, Finding
from .names import is_name_here
from .refusals import Kind
from .senses import literal
from .source import Scope
from .stems import stem
from .wording import is_everyday
from .wordlists import listed

_MEASURES = listed("skills.measures")
_SHORT = 3
_PREFIX = 4
_VENDORS = listed("skills.vendors")


def skill_words(case: Case) -> dict[int, SkillHit]:
    """Map the positions of words that name a skill to what they name."""
    found: dict[int, SkillHit] = {}
    for hit in default_vocabulary().find(case.reading.folded.text):
        if hit.raw.lower() in _MEASURES:
            continue
        for index, word in enumerate(case.reading.words):
            if word.start < hit.end and hit.start < word.end:
                found[index] = hit
    return found


def unsupported(case: Case, named: dict[int, SkillHit]) -> Iterator[Finding]:
    """Yield the skills that neither the entry nor the résumé's lists of skills name."""
    for hit in dict.fromkeys(named.values()):
        indices = [index for index, other in named.items() if other == hit]
        if is_supported(case, hit, indices) or _is_salutation(case, indices):
            continue
        claim = case.reading.claim(indices[0], indices[-1])
        elsewhere = _is_known(case.source.document, case, hit, indices)
        detail = (
            f"The résumé mentions “{claim}”, but not here."
            if elsewhere
            else f"The résumé never mentions “{claim}”."
        )
        yield Finding(Kind.SKILL, indices[0], indices[-1], detail)


def is_supported(case: Case, hit: SkillHit, indices: list[int]) -> bool:
    """Tell whether the scope names the skill, by any of its spellings or by its words."""
    return _is_known(case.scope, case, hit, indices)


def _is_salutation(case: Case, indices: list[int]) -> bool:
    """Tell whether a letter only addresses its reader: "Dear Hiring Team"."""
    return case.reading.is_letter and not any(map(case.reading.is_content, indices))


def _is_known(scope: Scope, case: Case, hit: SkillHit, indices: list[int]) -> bool:
    if any(_spells_the_same(hit.raw, raw) for raw in scope.skills.get(hit.skill.name, ())):
        return True
    content = [index for index in indices if case.reading.is_content(index)]
    if len(hit.raw) <= _SHORT or not content:
        return _stands_literally(scope, case, indices)
    return all(_is_worded(scope, case, index) for index in content)


def _spells_the_same(claimed: str, given: str) -> bool:
    """Tell spellings of one skill (k8s, Kubernetes) from its sorts (reach truck, forklift)."""
    one, two = claimed.lower(), given.lower()
    words, others = set(map(stem, one.split())), set(map(stem, two.split()))
    if len(words) == len(others) == 1:
        return True
    if words & others:
        return all(word in _VENDORS or is_everyday(word) for word in words - others)
    initials = {"".join(word[0] for word in phrase.split()) for phrase in (one, two)}
    return bool(initials & {one, two}) or one[:_PREFIX] == two[:_PREFIX]


def _is_worded(scope: Scope, case: Case, index: int) -> bool:
    senses = case.all_senses[index]
    is_named = case.pointer.startswith("/skills") or is_name_here(case.reading, index)
    return scope.has(literal(senses) if is_named else senses)


def _stands_literally(scope: Scope, case: Case, indices: list[int]) -> bool:
    """Ask for short names in their own case: "Go" is not "go", "R" is not the R of R&D."""
    return all(scope.texts(case.reading.words[index].text) for index in indices)
