"""Lists of candidates."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from api.models import Candidate, CandidateSkill
from api.models.candidates import CandidateQuerySet
from api.services import skills as skill_names
from api.services.candidate_filters import CandidateCriteria, experience_months, fitting


def everybody(*, user_id: str) -> CandidateQuerySet:
    """Return the user's candidates who have a résumé, with their `experience_months`."""
    return Candidate.objects.for_user(user_id).annotate(experience_months=experience_months())


def matching(
    *, user_id: str, name: str, skills: Sequence[str], criteria: CandidateCriteria
) -> CandidateQuerySet:
    """Return the candidates with a part of the name, all of the skills and all else asked for."""
    found = fitting(everybody(user_id=user_id), criteria)
    if name:
        found = found.filter(full_name__icontains=name)
    for skill in skill_names.asked_for(skills, user_id=user_id):
        named = CandidateSkill.objects.filter(skill_id=skill.skill_id, candidate=OuterRef("pk"))
        found = found.filter(Exists(named))
    return found
