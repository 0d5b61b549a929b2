"""All that is known about one candidate, each fact once however many résumés repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from api.models import Candidate, CandidateLanguage, CandidateSkill, Education, WorkExperience
from api.services import lookup_keys
from api.services.candidate_duplicates import PossibleDuplicate, possible_duplicates
from api.services.words import folded

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the résumés say together, newest résumé first."""

    other_emails: list[str]
    experience: list[WorkExperience]
    education: list[Education]
    languages: list[CandidateLanguage]
    skills: list[dict[str, Any]]
    resumes: list[dict[str, Any]]
    possible_duplicates: list[PossibleDuplicate]


def profile_of(candidate: Candidate) -> Profile:
    """Collect a candidate's facts."""
    newest_first = ("-resume__created_at", "position")
    work = WorkExperience.objects.filter(candidate=candidate).order_by(*newest_first)
    studies = Education.objects.filter(candidate=candidate).order_by(*newest_first)
    languages = CandidateLanguage.objects.filter(candidate=candidate).order_by(*newest_first)
    skills = CandidateSkill.objects.filter(candidate=candidate).select_related("skill")
    resumes = candidate.resumes.filter(deleted_at=None).order_by("-created_at", "-id")
    merged = candidate.merged.exclude(email="").exclude(email=candidate.email)
    return Profile(
        other_emails=sorted(set(merged.values_list("email", flat=True))),
        experience=_latest_first(_once(work, _job)),
        education=_latest_first(_once(studies, _study)),
        languages=_once(languages, lambda row: row.language_key),
        skills=[
            {"name": row.skill.name, "group": row.skill.group, "resume_count": row.resume_count}
            for row in skills.order_by("-resume_count", "skill__name")
        ],
        resumes=[dict(row) for row in resumes.values("id", "name", "created_at")],
        possible_duplicates=possible_duplicates(candidate),
    )


def _once(rows: Iterable[Row], same: Callable[[Row], Any]) -> list[Row]:
    kept: dict[Any, Row] = {}
    for row in rows:
        kept.setdefault(same(row), row)
    return list(kept.values())


def _job(row: WorkExperience) -> tuple[str, ...]:
    return (row.company_key, folded(row.title), row.start)


def _study(row: Education) -> tuple[str, ...]:
    return (lookup_keys.company_key(row.institution), folded(row.degree), row.start)


def _latest_first(rows: list[Any]) -> list[Any]:
    """Sort by time, the undated last, in the résumé's order where the times are equal."""
    return sorted(rows, key=lambda row: (row.is_current, row.end, row.start), reverse=True)
