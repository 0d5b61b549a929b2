"""The skills of many professions, found in text whatever their spelling."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lexicon.data_files import data_lines, data_names, term_line
from lexicon.folding import Projection, folded
from lexicon.phrases import PhraseIndex, longest
from lexicon.skill_evidence import Candidate, credible
from lexicon.skill_types import Skill, SkillHit

__all__ = ["Skill", "SkillHit", "Vocabulary", "default_vocabulary"]

_QUALIFIER = re.compile(
    r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\bv?\d+(?:\.[\dx]+)*\+?)\s*$", re.IGNORECASE
)
_VERSION = re.compile(r"(?<=[^\W\d]{3})\d+(?:\.[\dx]+)*$")
_ENDS = " \t\n.,;:•·*-–—"


class Vocabulary:
    """Skills to look for. Immutable and safe to share between threads."""

    def __init__(self, skills: Iterable[Skill], *, not_skills: Iterable[str] = ()) -> None:
        """Index the skills; `not_skills` are phrases in which no skill is meant."""
        self._skills = {skill.name: skill for skill in skills}
        self._layers = [_Layer(self._skills.values(), not_skills)]

    @property
    def skills(self) -> tuple[Skill, ...]:
        """All skills, in the order they were given."""
        return tuple(self._skills.values())

    def find(self, text: str) -> list[SkillHit]:
        """Find the skills a text names, in order; spans are offsets in `text`, none overlap."""
        projection = folded(text)
        found = [one for layer in self._layers for one in layer.candidates(projection)]
        return [
            SkillHit(meant.skill, meant.start, meant.end, text[meant.start : meant.end])
            for meant in credible(text, longest(found))
        ]

    def lookup(self, phrase: str) -> Skill | None:
        """Return the skill that the whole phrase names, whatever its case, level or version."""
        bare = phrase.strip(_ENDS)
        skill = self._spelled(phrase) or self._spelled(bare)
        while bare and not skill:
            shorter = _QUALIFIER.sub("", bare).strip(_ENDS)
            if shorter == bare:
                return None
            bare, skill = shorter, self._spelled(shorter)
        return skill

    def extended(self, skills: Iterable[Skill]) -> "Vocabulary":
        """Return a vocabulary with more skills; a phrase already known keeps its meaning."""
        added = [skill for skill in skills if skill.name not in self._skills]
        larger = Vocabulary.__new__(Vocabulary)
        larger._skills = self._skills | {skill.name: skill for skill in added}
        larger._layers = [*self._layers, _Layer(added)]
        return larger

    def _spelled(self, phrase: str) -> Skill | None:
        for form in (phrase, _VERSION.sub("", phrase)):
            for layer in self._layers:
                skill = layer.get(form)
                if skill:
                    return skill
        return None


class _Layer:
    """Spellings indexed together, each with its skill."""

    def __init__(self, skills: Iterable[Skill], not_skills: Iterable[str] = ()) -> None:
        self._written = list(not_skills)
        self._meanings: list[Skill | None] = [None] * len(self._written)
        for skill in skills:
            spellings = (skill.name, *skill.aliases)
            self._written += spellings
            self._meanings += [skill] * len(spellings)
        self._index = PhraseIndex(self._written)

    def get(self, phrase: str) -> Skill | None:
        number = self._index.get(phrase)
        return None if number is None else self._meanings[number]

    def candidates(self, projection: Projection) -> Iterator[Candidate]:
        for start, end, number in self._index.matches(projection):
            yield Candidate(start, end, self._written[number], self._meanings[number])


@cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with this package, read once."""
    return Vocabulary(_shipped_skills(), not_skills=data_lines("not_skills.txt"))


def _shipped_skills() -> Iterator[Skill]:
    for name in data_names("skills"):
        group = name.removesuffix(".txt").replace("_", " ")
        for line in map(term_line, data_lines(f"skills/{name}")):
            yield Skill(line.name, group, line.aliases, line.cased, line.contextual)
