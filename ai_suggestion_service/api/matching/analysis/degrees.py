"""Degrees and schooling, by their rung on the ladder and their subject."""

from collections.abc import Iterable

from api.matching.analysis.opinion import Opinion, missing
from api.matching.analysis.overlap import PARTIAL, Term, Terms, terms_of
from api.matching.analysis.profile import JobProfile
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


def judge_degree(requirement: Requirement, resume: ResumeFacts, job: JobProfile) -> Opinion:
    """Judge by the highest degree and by what it was in."""
    level, subject = _level_asked(requirement.text), _subject(requirement.text)
    held = [
        (degree, unit)
        for degree in resume.degrees
        if (unit := resume.unit_at(degree.start)) is not None
    ]
    reached = [(degree, unit) for degree, unit in held if degree.level >= level]
    fitting = [pair for pair in reached if _fits(pair, subject, requirement, resume, job)]
    if fitting:
        return _shown(Verdict.MET, fitting, "A degree of this level and subject is shown.")
    if reached:
        return _shown(Verdict.PARTIAL, reached, "The level is reached in another subject.")
    return _below(level, subject, requirement, resume, job, held)


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
    return missing("No degree or training of this level is shown.")


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


def _fits(
    pair: tuple[Degree, Unit],
    subject: Terms,
    requirement: Requirement,
    resume: ResumeFacts,
    job: JobProfile,
) -> bool:
    """Tell whether a degree is in the subject, in a neighbouring one where that is enough."""
    if not subject.terms:
        return True
    degree, unit = pair
    nearby = [other for other in resume.units if abs(other.start - unit.start) <= 200]
    same = [other for other in nearby if other.section == unit.section]
    near_enough = bool(_RELATED.search(requirement.text)) and any(
        other.fields & job.fields for other in same
    )
    at_hand = [unit] if degree.area else same
    return near_enough or subject.over(at_hand, resume, job.fields).share >= PARTIAL


def _shown(verdict: Verdict, pairs: list[tuple[Degree, Unit]], told: str) -> Opinion:
    best = max(pairs, key=lambda pair: pair[0].level)
    return Opinion(verdict, (best[1],), told)
