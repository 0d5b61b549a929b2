"""Certificates, licences and registrations: to be listed is to be shown."""

from api.matching.analysis.opinion import Opinion
from api.matching.analysis.overlap import opinion_on, terms_of
from api.matching.analysis.profile import JobProfile
from api.matching.kinds import is_driving_licence
from api.matching.ledger import Verdict
from api.matching.requirements import Requirement
from api.matching.resume_facts import ResumeFacts


def judge_certificate(requirement: Requirement, resume: ResumeFacts, job: JobProfile) -> Opinion:
    """Judge by name, wherever it stands."""
    if is_driving_licence(requirement.text):
        for unit in resume.units:
            if is_driving_licence(unit.text):
                return Opinion(Verdict.MET, (unit,), "A driving licence is stated.")
    terms = terms_of(requirement.text, requirement.any_of, 1.0)
    return opinion_on(terms.over(resume.units, resume, job.fields), requirement)
