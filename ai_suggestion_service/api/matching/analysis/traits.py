"""Traits and wishes: a résumé may state them, and its silence says nothing."""

from api.matching.analysis.opinion import Opinion
from api.matching.field_words import traits_in
from api.matching.ledger import Verdict
from api.matching.requirements import Requirement
from api.matching.resume_facts import ResumeFacts


def judge_trait(requirement: Requirement, resume: ResumeFacts) -> Opinion:
    """Find the trait stated in so many words."""
    asked = {hit.skill.name for hit in traits_in(requirement.text)}
    for unit in resume.units:
        stated = asked & {hit.skill.name for hit in traits_in(unit.text)}
        if stated and stated == asked:
            return Opinion(Verdict.MET, (unit,), f"Stated: {', '.join(sorted(stated))}.")
    told = "A résumé is normally silent on this; it does not count."
    return Opinion(Verdict.UNASSESSABLE, (), told)
