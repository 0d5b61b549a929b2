"""What an applicant can do about a score: show better what is there, or face what is not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from api.matching.advice import Action, ActionKind
from api.matching.analysis.overlap import Coverage, terms_of
from api.matching.field_words import languages_in
from api.matching.kinds import Kind
from api.matching.layout_advice import layout_actions
from api.matching.ledger import Row, Verdict
from api.matching.requirements import Importance, Requirement
from api.matching.resume_facts import ResumeFacts, facts_of
from lexicon.skills import default_vocabulary

_ORDER = (ActionKind.TRUTHFUL_GAIN, ActionKind.GAP, ActionKind.FORMAT)
_LONGEST_QUOTE = 80


def actions_for(
    rows: Sequence[Row],
    requirements: Sequence[Requirement],
    resume_text: str,
    sections: Mapping[str, Any] | None = None,
) -> list[Action]:
    """List what can be done: first what the résumé supports already, then gaps, then its form.

    `points` is what the row can still earn.
    """
    reading = _Reading(facts_of(resume_text, sections or {}), {one.id: one for one in requirements})
    found = [reading.action_on(row) for row in rows if row.points < row.max_points]
    ordered = sorted(found, key=lambda action: (_ORDER.index(action.kind), -action.points))
    return [*ordered, *layout_actions(reading.resume)]


@dataclass(frozen=True, slots=True)
class _Reading:
    resume: ResumeFacts
    requirements: Mapping[str, Requirement] = field(default_factory=dict)

    def action_on(self, row: Row) -> Action:
        """Advise on one open row: the first advice that applies, the most exact one first."""
        requirement = self.requirements.get(row.id) or _bare(row)
        for advise in (
            self._listed_only,
            self._undated,
            self._too_few_years,
            self._no_level,
            self._said_elsewhere,
            self._in_part,
        ):
            told = advise(row, requirement)
            if told is not None:
                return Action(told[1], told[0], row.id, row.max_points - row.points)
        return Action(self._gap(requirement), ActionKind.GAP, row.id, row.max_points - row.points)

    def _listed_only(self, row: Row, requirement: Requirement) -> tuple[ActionKind, str] | None:
        listed = [
            name
            for name in requirement.skills
            if (mentions := self.resume.skills.get(name)) and not any(one.used for one in mentions)
        ]
        if not listed or requirement.years is not None:
            return None
        names = " and ".join(listed)
        told = (
            f"{names} stands in a list only. Add to the job where you used it what you did "
            "with it and what came of it."
        )
        return ActionKind.TRUTHFUL_GAIN, told

    def _undated(self, row: Row, requirement: Requirement) -> tuple[ActionKind, str] | None:
        if requirement.years is None or self.resume.entries:
            return None
        told = (
            f"Give month and year for each job: {requirement.years:g} years are asked for, and "
            "no dates of your work could be read."
        )
        return ActionKind.TRUTHFUL_GAIN, told

    def _too_few_years(self, row: Row, requirement: Requirement) -> tuple[ActionKind, str] | None:
        if requirement.years is None:
            return None
        if row.verdict is Verdict.PARTIAL and row.evidence:
            told = (
                f"{requirement.years:g} years are asked for; {_quoted(row)} shows part of it. If "
                f"more of your work was like this, say so there, with the years: {row.text}."
            )
            return ActionKind.TRUTHFUL_GAIN, told
        told = (
            f"{requirement.years:g} years are asked for ({row.text}). If earlier work of this "
            "sort is missing from your résumé, add it with dates; if not, this is a gap."
        )
        return ActionKind.GAP, told

    def _no_level(self, row: Row, requirement: Requirement) -> tuple[ActionKind, str] | None:
        if requirement.kind is not Kind.LANGUAGE:
            return None
        asked = [hit.language for hit in languages_in(requirement.text)]
        unstated = [
            hit.language
            for hit in self.resume.languages
            if hit.language in asked and hit.level is None
        ]
        if unstated:
            told = f"State how well you speak {unstated[0]}, for example B2 or fluent."
            return ActionKind.TRUTHFUL_GAIN, told
        if row.verdict is Verdict.PARTIAL:
            return ActionKind.GAP, f"Your level stays below what is asked for: {row.text}."
        names = " or ".join(asked) or row.text
        told = (
            f"{names} is asked for. If you speak it, add it with your level; if not, it is a gap."
        )
        return ActionKind.GAP, told

    def _said_elsewhere(self, row: Row, requirement: Requirement) -> tuple[ActionKind, str] | None:
        if row.verdict is not Verdict.MISSING:
            return None
        for name in requirement.skills:
            for mention in self.resume.skills.get(name, ()):
                quote = _short(mention.unit.text)
                told = f"Your résumé mentions {name} (“{quote}”). Say there what you did with it."
                return ActionKind.TRUTHFUL_GAIN, told
        return None

    def _in_part(self, row: Row, requirement: Requirement) -> tuple[ActionKind, str] | None:
        if row.verdict is not Verdict.PARTIAL or not row.evidence:
            return None
        absent = self._coverage(requirement).absent
        rest = f" — above all {', '.join(absent[:4])}" if absent else ""
        told = (
            f"{_quoted(row)} answers part of “{row.text}”. If you did more of it{rest}, add that "
            "to the same place; leave it out if you did not."
        )
        return ActionKind.TRUTHFUL_GAIN, told

    def _gap(self, requirement: Requirement) -> str:
        text = requirement.text
        if requirement.kind is Kind.CERTIFICATE:
            return f"If you hold it, add it with issuer and year: {text}. If not, it is a gap."
        if requirement.kind is Kind.DEGREE:
            return f"Not shown: {text}. If you have it, add it with school and year."
        near = self._nearest(requirement)
        told = f"Not shown: {text}. If you have done it, say where and when; if not, it is a gap"
        if near:
            return f"{told}, and {near} is the closest that you show."
        weight = " that the job insists on" if requirement.importance is Importance.MUST else ""
        return f"{told}{weight}."

    def _nearest(self, requirement: Requirement) -> str | None:
        """Name a skill of the résumé from the same group as one that is asked for."""
        groups = _groups(requirement.skills)
        near = [name for name in self.resume.skills if _group(name) in groups]
        return max(near, key=lambda name: (len(self.resume.skills[name]), name), default=None)

    def _coverage(self, requirement: Requirement) -> Coverage:
        terms = terms_of(requirement.text, requirement.any_of)
        return terms.over(self.resume.units, self.resume, frozenset())


def _groups(names: Iterable[str]) -> set[str]:
    return {group for name in names if (group := _group(name))}


@lru_cache(maxsize=4096)
def _group(name: str) -> str | None:
    skill = default_vocabulary().lookup(name)
    return skill.group if skill else None


def _bare(row: Row) -> Requirement:
    """What a stored row still tells of its requirement."""
    return Requirement(row.id, row.text, row.importance, row.kind)


def _quoted(row: Row) -> str:
    return f"“{_short(row.evidence[0].quote)}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _LONGEST_QUOTE:
        return line
    return line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
