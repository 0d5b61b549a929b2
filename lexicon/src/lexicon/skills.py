"""The skills of many professions, found in text whatever their spelling."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from lexicon.data_files import data_lines, data_names, term_line
from lexicon.folding import Projection, folded
from lexicon.phrases import Match, PhraseIndex, longest
from lexicon.skill_evidence import Candidate, credible
from lexicon.skill_types import Skill, SkillHit
from lexicon.strictness import Strictness

__all__ = ["Skill", "SkillHit", "Vocabulary", "default_vocabulary"]

_QUALIFIER = re.compile(
    r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\bv?\d+(?:\.[\dx]+)*\+?)\s*$", re.IGNORECASE
)
_VERSION = re.compile(r"(?<=[^\W\d]{3})\d+(?:\.[\dx]+)*$")
_ENDS = " \t\n.,;:•·*-–—"


@dataclass(frozen=True, slots=True)
class _Term:
    """One spelling of a skill; without a skill, a phrase that only looks like one."""

    written: str
    skill: Skill | None
    strictness: Strictness


class Vocabulary:
    """Skills to look for. Immutable and safe to share between threads."""

    def __init__(self, skills: Iterable[Skill], *, not_skills: Iterable[str] = ()) -> None:
        """Index the skills; `not_skills` are phrases in which no skill is meant."""
        self._skills = {skill.name: skill for skill in skills}
        blocked = [(phrase, _Term(phrase, None, Strictness.FREE)) for phrase in not_skills]
        self._layers = [PhraseIndex(chain(blocked, _terms(self._skills.values())))]

    @property
    def skills(self) -> tuple[Skill, ...]:
        """All skills, in the order they were given."""
        return tuple(self._skills.values())

    def find(self, text: str) -> list[SkillHit]:
        """Find the skills a text names, in order; spans are offsets in `text`, none overlap."""
        matches = longest(self._matches(folded(text)))
        candidates = [
            Candidate(match.start, match.end, match.value.written, match.value.strictness)
            for match in matches
            if match.value.skill
        ]
        meant = {(candidate.start, candidate.end) for candidate in credible(text, candidates)}
        return [
            SkillHit(match.value.skill, match.start, match.end, text[match.start : match.end])
            for match in matches
            if match.value.skill and (match.start, match.end) in meant
        ]

    def lookup(self, phrase: str) -> Skill | None:
        """Return the skill that the whole phrase names, whatever its case, level or version."""
        exact = self._get(phrase)
        if exact and exact.skill:
            return exact.skill
        bare = phrase.strip(_ENDS)
        while bare and not (term := self._spelled(bare)):
            shorter = _QUALIFIER.sub("", bare).strip(_ENDS)
            if shorter == bare:
                return None
            bare = shorter
        return term.skill if bare and term else None

    def extended(self, skills: Iterable[Skill]) -> "Vocabulary":
        """Return a vocabulary with more skills; a phrase already known keeps its meaning."""
        added = [skill for skill in skills if skill.name not in self._skills]
        larger = Vocabulary.__new__(Vocabulary)
        larger._skills = self._skills | {skill.name: skill for skill in added}
        fresh = [(phrase, term) for phrase, term in _terms(added) if not self._get(phrase)]
        larger._layers = [*self._layers, PhraseIndex(fresh)]
        return larger

    def _spelled(self, phrase: str) -> _Term | None:
        forms = (phrase, phrase.removesuffix("s"), _VERSION.sub("", phrase))
        return next((term for term in map(self._get, forms) if term and term.skill), None)

    def _get(self, phrase: str) -> _Term | None:
        found = (layer.get(phrase) for layer in self._layers)
        return next((term for term in found if term), None)

    def _matches(self, projection: Projection) -> Iterable[Match[_Term]]:
        return chain.from_iterable(layer.matches(projection) for layer in self._layers)


@cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with this package, read once."""
    return Vocabulary(_shipped_skills(), not_skills=data_lines("not_skills.txt"))


def _shipped_skills() -> Iterator[Skill]:
    for name in data_names("skills"):
        group = name.removesuffix(".txt").replace("_", " ")
        for line in map(term_line, data_lines(f"skills/{name}")):
            yield Skill(line.name, group, line.aliases, line.cased, line.contextual)


def _terms(skills: Iterable[Skill]) -> Iterable[tuple[str, _Term]]:
    for skill in skills:
        for written in (skill.name, *skill.aliases):
            yield written, _Term(written, skill, _strictness(skill, written))


def _strictness(skill: Skill, written: str) -> Strictness:
    if written in skill.contextual:
        return Strictness.CONTEXT
    return Strictness.CASE if written in skill.cased else Strictness.FREE
