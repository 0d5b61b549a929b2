"""Judging a résumé against requirements by rules: words, dates, ladders of degrees and levels."""

from collections.abc import Callable, Mapping, Sequence

from api.matching.analysis.certificates import judge_certificate
from api.matching.analysis.degrees import judge_degree
from api.matching.analysis.experience import judge_experience
from api.matching.analysis.opinion import Opinion
from api.matching.analysis.overlap import judge_by_words
from api.matching.analysis.profile import JobProfile, profile_of
from api.matching.analysis.spoken import judge_language
from api.matching.analysis.traits import judge_trait
from api.matching.judgement import Judgement
from api.matching.kinds import Kind
from api.matching.requirements import Requirement
from api.matching.resume_facts import ResumeFacts

Judge = Callable[[Requirement, ResumeFacts, JobProfile], Opinion]
_JUDGES: Mapping[Kind, Judge] = {
    Kind.EXPERIENCE: judge_experience,
    Kind.DEGREE: judge_degree,
    Kind.LANGUAGE: judge_language,
    Kind.CERTIFICATE: judge_certificate,
}


def analyse(
    requirements: Sequence[Requirement], resume: ResumeFacts, *, title: str = ""
) -> list[Judgement]:
    """Judge every requirement, in order; each quote is a slice of the résumé's text."""
    job = profile_of(title, requirements)
    return [
        _judgement(requirement, _judge(requirement, resume, job)) for requirement in requirements
    ]


def _judge(requirement: Requirement, resume: ResumeFacts, job: JobProfile) -> Opinion:
    if not requirement.assessable:
        return judge_trait(requirement, resume)
    return _JUDGES.get(requirement.kind, judge_by_words)(requirement, resume, job)


def _judgement(requirement: Requirement, opinion: Opinion) -> Judgement:
    quotes = tuple(dict.fromkeys(unit.text for unit in opinion.units))
    return Judgement(requirement.id, opinion.verdict, quotes, opinion.rationale)
