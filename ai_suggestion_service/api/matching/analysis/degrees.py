"""Degrees and schooling, by their rung on the ladder and their subject."""

import re
from collections.abc import Iterable
from enum import IntEnum

from api.matching.analysis.opinion import Opinion, missing
from api.matching.analysis.overlap import PARTIAL, Term, Terms, terms_of
from api.matching.analysis.profile import JobProfile
from api.matching.analysis.subjects import are_neighbours, are_same, subjects_in
from api.matching.evidence import Span
from api.matching.field_words import degrees_in
from api.matching.ledger import Verdict
from api.matching.orders import without
from api.matching.requirements import Requirement
from api.matching.resume_facts import ResumeFacts
from api.matching.resume_units import Unit
from api.matching.words import groups, phrases
from lexicon.degrees import Degree, DegreeLevel

_SCHOOL = phrases(groups("degrees")["school"])
_VOCATIONAL = phrases(groups("degrees")["vocational"])
_RELATED = phrases(groups("degrees")["related"])
_INSTEAD = phrases(groups("degrees")["instead"])
_YEARS_INSTEAD = 48
_NEARBY = 200
# In "Bachelor of Science" nothing is said of the subject.
_NO_SUBJECT = re.compile(r"\b(?:of|in)\s+(?:applied\s+)?(?:arts?|sciences?)\b", re.IGNORECASE)


class Fit(IntEnum):
    """How near the subject of a degree is to the one that is asked for."""

    OTHER = 0
    UNKNOWN = 1
    NEAR = 2
    SAME = 3


def judge_degree(requirement: Requirement, resume: ResumeFacts, job: JobProfile) -> Opinion:
    """Judge by the highest degree and by what it was in."""
    level, subject = _level_asked(requirement.text), _subject(requirement.text)
    held = [
        (degree, unit)
        for degree in resume.degrees
        if (unit := resume.unit_at(degree.start)) is not None
    ]
    reached = [(degree, unit) for degree, unit in held if degree.level >= level]
    fits = [(_fit(pair, subject, requirement, resume, job), pair) for pair in reached]
    fitting = [pair for fit, pair in fits if fit is Fit.SAME]
    if fitting:
        return _shown(Verdict.MET, fitting, "A degree of this level and subject is shown.")
    near = [pair for fit, pair in fits if fit in (Fit.NEAR, Fit.UNKNOWN)]
    if near:
        return _shown(Verdict.PARTIAL, near, "The level is reached, if not in this subject.")
    same = [pair for pair in held if _fit(pair, subject, requirement, resume, job) > Fit.OTHER]
    return _below(level, subject, requirement, resume, job, same)


def _below(
    level: DegreeLevel,
    subject: Terms,
    requirement: Requirement,
    resume: ResumeFacts,
    job: JobProfile,
    held: list[tuple[Degree, Unit]],
) -> Opinion:
    schooling = [unit for unit in resume.units if unit.section in ("education", "certificates")]
    learnt = subject.over(schooling, resume, job.fields)
    if level <= DegreeLevel.VOCATIONAL and subject.terms and learnt.share >= PARTIAL:
        return Opinion(Verdict.MET, learnt.units, "Training of this sort is shown.")
    near = [pair for pair in held if pair[0].level == level - 1 and level > DegreeLevel.VOCATIONAL]
    if near:
        return _shown(Verdict.PARTIAL, near, "A degree one rung below is shown.")
    worked = [entry for entry in resume.entries if entry.fields & job.fields]
    if _INSTEAD.search(requirement.text) and resume.months_of(worked) >= _YEARS_INSTEAD:
        units = tuple(entry.units[0] for entry in worked[:2] if entry.units)
        return Opinion(Verdict.PARTIAL, units, "No such degree; years of such work stand for it.")
    return missing("No degree or training of this level and subject is shown.")


def _level_asked(text: str) -> DegreeLevel:
    """The lowest rung that a line accepts."""
    named = [degree.level for degree in degrees_in(text)]
    if named:
        return min(named)
    if _VOCATIONAL.search(text):
        return DegreeLevel.VOCATIONAL
    return DegreeLevel.SECONDARY if _SCHOOL.search(text) else DegreeLevel.BACHELOR


def _subject(text: str) -> Terms:
    bare = without(text, [Span(degree.start, degree.end) for degree in degrees_in(text)])
    bare = _VOCATIONAL.sub(" ", _SCHOOL.sub(" ", _INSTEAD.sub(" ", _RELATED.sub(" ", bare))))
    return Terms(tuple(_as_words(terms_of(bare, any_of=True).terms)), 1.0)


def _as_words(terms: Iterable[Term]) -> list[Term]:
    return [term for term in terms if term.weight >= 1]


def _fit(
    pair: tuple[Degree, Unit],
    subject: Terms,
    requirement: Requirement,
    resume: ResumeFacts,
    job: JobProfile,
) -> Fit:
    """Tell how near a degree is; a neighbouring subject is as good where the job says so."""
    asked = subjects_in(_asked_area(requirement.text))
    if not asked and not subject.terms:
        return Fit.SAME
    degree, unit = pair
    nearby = [
        other
        for other in resume.units
        if abs(other.start - unit.start) <= _NEARBY and other.section == unit.section
    ]
    told = degree.area or " ".join([_NO_SUBJECT.sub(" ", degree.raw), *_rest(degree, nearby)])
    had = subjects_in(told)
    if are_same(asked, had):
        return Fit.SAME
    related = bool(_RELATED.search(requirement.text))
    if are_neighbours(asked, had):
        return Fit.SAME if related else Fit.NEAR
    if asked and had:
        return Fit.OTHER
    if related and any(other.fields & job.fields for other in nearby):
        return Fit.SAME
    units = [unit] if degree.area else nearby
    is_named = subject.over(units, resume, job.fields).share >= PARTIAL
    return Fit.SAME if is_named else Fit.UNKNOWN


def _asked_area(text: str) -> str:
    areas = [degree.area for degree in degrees_in(text) if degree.area]
    return " ".join(areas) or text


def _rest(degree: Degree, units: Iterable[Unit]) -> list[str]:
    """Give what stands around a degree without its own words."""
    return [unit.text.replace(degree.raw, " ") for unit in units]


def _shown(verdict: Verdict, pairs: list[tuple[Degree, Unit]], told: str) -> Opinion:
    best = max(pairs, key=lambda pair: pair[0].level)
    return Opinion(verdict, (best[1],), told)
