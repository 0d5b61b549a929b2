"""How much of what a requirement says comes back in a résumé, word by word and skill by skill."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from api.matching.analysis.opinion import Opinion, missing, named
from api.matching.analysis.profile import JobProfile
from api.matching.evidence import Span
from api.matching.field_words import skills_asked
from api.matching.ledger import Verdict
from api.matching.orders import without
from api.matching.requirements import Requirement
from api.matching.resume_facts import ResumeFacts
from api.matching.resume_units import Unit
from api.matching.stems import Word, words_of

MET = 0.6
PARTIAL = 0.3
LISTED = 0.6
KIN = 0.7
FIELD = 0.35
ACROSS = 0.6
_SAID_OTHERWISE = 0.7
_SKILL_WEIGHT = 2.0
_MOST_UNITS = 3
_LEAST_STEP = 0.12


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a requirement says: a word, or a skill that any of its names answers."""

    shown: str
    weight: float
    skills: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def is_telling(self) -> bool:
        """Tell whether the term is worth naming."""
        return self.weight >= 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the terms are covered (0–1), by which units, and how well each term is."""

    share: float
    units: tuple[Unit, ...]
    credits: tuple[tuple[Term, float], ...]

    @property
    def shown(self) -> list[str]:
        """Name the terms that are shown."""
        return [term.shown for term, credit in self.credits if term.is_telling and credit >= LISTED]

    @property
    def absent(self) -> list[str]:
        """Name the terms that are not shown at all."""
        return [term.shown for term, credit in self.credits if term.is_telling and credit == 0]


@dataclass(frozen=True)
class Terms:
    """What a requirement says; `listed` is the worth of a skill that is listed and not shown."""

    terms: tuple[Term, ...]
    listed: float = LISTED

    def over(self, units: Iterable[Unit], resume: ResumeFacts, fields: frozenset[str]) -> Coverage:
        """Cover the terms by the few units that do it best."""
        whole = sum(term.weight for term in self.terms) or 1.0
        best = [0.0] * len(self.terms)
        named = self._skills_named(resume)
        told = [unit for unit in units if unit in named or self._touches(unit, fields)]
        rated = [(unit, self._credits(unit, named.get(unit, {}), fields)) for unit in told]
        chosen: list[Unit] = []
        while len(chosen) < _MOST_UNITS and rated:
            gains = [self._gain(new, best) / whole for _, new in rated]
            most = max(gains)
            if most < _LEAST_STEP:
                break
            unit, given = rated.pop(gains.index(most))
            best = [max(old, new) for old, new in zip(best, given, strict=True)]
            chosen.append(unit)
        share = sum(term.weight * credit for term, credit in zip(self.terms, best, strict=True))
        return Coverage(share / whole, tuple(chosen), tuple(zip(self.terms, best, strict=True)))

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        return tuple(word for term in self.terms for word in term.words)

    @cached_property
    def _signs(self) -> tuple[frozenset[str], frozenset[int], frozenset[str]]:
        """The stems, near synonyms and fields of all words together."""
        return (
            frozenset(word.stem for word in self._words),
            frozenset(group for word in self._words for group in word.kin),
            frozenset(name for word in self._words for name in word.fields),
        )

    def _touches(self, unit: Unit, fields: frozenset[str]) -> bool:
        stems, kin, own = self._signs
        if not (stems.isdisjoint(unit.stems) and kin.isdisjoint(unit.kin)):
            return True
        return bool(own & fields & unit.fields)

    def _skills_named(self, resume: ResumeFacts) -> Mapping[Unit, Mapping[str, float]]:
        """What each unit is worth for each skill that it names."""
        found: dict[Unit, dict[str, float]] = {}
        for name in {name for term in self.terms for name in term.skills}:
            for mention in resume.skills.get(name, ()):
                worth = found.setdefault(mention.unit, {})
                worth[name] = max(worth.get(name, 0.0), 1.0 if mention.used else self.listed)
        return found

    def _gain(self, given: Sequence[float], best: Sequence[float]) -> float:
        return sum(
            term.weight * (new - old)
            for term, new, old in zip(self.terms, given, best, strict=True)
            if new > old
        )

    def _credits(
        self, unit: Unit, named: Mapping[str, float], fields: frozenset[str]
    ) -> tuple[float, ...]:
        return tuple(
            max((named[name] for name in term.skills if name in named), default=0.0)
            or _said(term, unit, fields)
            for term in self.terms
        )


def _said(term: Term, unit: Unit, fields: frozenset[str]) -> float:
    if term.skills:
        return _SAID_OTHERWISE * _mean(term.words, unit, fields)
    return _word_credit(term.words[0], unit, fields)


def _mean(words: Sequence[Word], unit: Unit, fields: frozenset[str]) -> float:
    """How much of a skill's name is said, where the name has several words."""
    if len(words) < 2:
        return 0.0
    return sum(_word_credit(word, unit, fields) for word in words) / len(words)


def _word_credit(word: Word, unit: Unit, fields: frozenset[str]) -> float:
    if word.stem in unit.stems:
        return 1.0
    if not word.kin.isdisjoint(unit.kin):
        return KIN
    return FIELD if word.fields & fields & unit.fields else 0.0


@lru_cache(maxsize=1024)
def terms_of(text: str, any_of: bool, listed: float = LISTED) -> Terms:
    """Read the terms of a requirement; with `any_of` its skills are one term."""
    hits = skills_asked(text)
    rest = without(text, [Span(hit.start, hit.end) for hit in hits])
    if any_of and hits:
        shown = " or ".join(dict.fromkeys(hit.raw for hit in hits))
        skills = [Term(shown, _SKILL_WEIGHT, tuple(hit.skill.name for hit in hits))]
    else:
        first = {hit.skill.name: hit.raw for hit in reversed(hits)}
        skills = [Term(raw, _SKILL_WEIGHT, (name,), _telling(raw)) for name, raw in first.items()]
    words = {word.stem: word for word in words_of(rest) if word.weight > 0}
    terms = [Term(_as_written(word, rest), word.weight, (), (word,)) for word in words.values()]
    return Terms((*skills, *terms), listed)


def _as_written(word: Word, text: str) -> str:
    found = re.search(re.escape(word.text), text, re.IGNORECASE)
    return found.group() if found else word.text


def _telling(text: str) -> tuple[Word, ...]:
    return tuple(word for word in words_of(text) if word.weight >= 1)


def judge_by_words(requirement: Requirement, resume: ResumeFacts, job: JobProfile) -> Opinion:
    """Judge a requirement by how much of it the résumé's best passages say."""
    terms = terms_of(requirement.text, requirement.any_of)
    coverage = terms.over(resume.units, resume, job.fields)
    return opinion_on(coverage, requirement, least=least_share(resume, job))


def least_share(resume: ResumeFacts, job: JobProfile) -> float:
    """Give the least share that counts; between two languages fewer words can come back."""
    told = {resume.language, job.language} - {None}
    return PARTIAL * ACROSS if len(told) > 1 and resume.fields & job.fields else PARTIAL


def opinion_on(coverage: Coverage, requirement: Requirement, *, least: float = PARTIAL) -> Opinion:
    """Turn a coverage into a verdict, with what is shown and what is not."""
    if coverage.share < least or not coverage.units:
        return missing(_nothing(coverage, requirement))
    listed = [term.shown for term, credit in coverage.credits if term.skills and credit == LISTED]
    told = f"Shown: {named(coverage.shown)}." if coverage.shown else "Related work is shown."
    if coverage.share >= MET and not (listed and not _is_used(coverage)):
        return Opinion(Verdict.MET, coverage.units, told)
    if listed:
        told += f" {named(listed)} is listed, but no work with it is described."
    if coverage.absent:
        told += f" Not shown: {named(coverage.absent)}."
    return Opinion(Verdict.PARTIAL, coverage.units, told)


def _is_used(coverage: Coverage) -> bool:
    return any(term.skills and credit == 1 for term, credit in coverage.credits)


def _nothing(coverage: Coverage, requirement: Requirement) -> str:
    absent = named(coverage.absent) or requirement.text
    return f"The résumé does not show {absent}."
