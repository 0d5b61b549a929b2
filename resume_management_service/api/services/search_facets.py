"""How the results of a search are spread over skills, places, degrees and languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from api.models import CandidateLanguage, DegreeLevel, Resume, ResumeSkill
from api.services import search
from api.services.candidate_filters import experience_months
from api.services.search import Criteria

MOST_COUNTED = 1000
MOST_VALUES = 20
# Years of experience: from, and below.
BANDS = ((0, 2), (2, 5), (5, 10), (10, 20), (20, None))


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and how many results have it."""

    value: str
    count: int


Facet = list[FacetValue]


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts among the newest `counted` results; `is_complete` when those are all."""

    counted: int
    is_complete: bool
    skills: Facet
    locations: Facet
    degrees: Facet
    languages: Facet
    experience: Facet


def facets(criteria: Criteria) -> Facets:
    """Count the values of the newest results, so that a search of any size costs the same."""
    keys = search.find(criteria, limit=MOST_COUNTED + 1)
    found = [key.resume_id for key in keys[:MOST_COUNTED]]
    people = list(
        Resume.objects.filter(pk__in=found, candidate__isnull=False)
        .annotate(experience=experience_months("candidate__"))
        .values_list("candidate__city", "candidate__degree_level", "experience")
    )
    return Facets(
        counted=len(found),
        is_complete=len(keys) <= MOST_COUNTED,
        skills=_skills(found),
        locations=_ranked(city for city, _, _ in people),
        degrees=_ranked(DegreeLevel(level).name.lower() for _, level, _ in people if level),
        languages=_languages(found),
        experience=_ranked(_band(months) for _, _, months in people),
    )


def _skills(resumes: list[UUID]) -> Facet:
    rows = ResumeSkill.objects.filter(resume_id__in=resumes).order_by()
    return _top(rows.values_list("skill__name").annotate(count=Count("resume_id")))


def _languages(resumes: list[UUID]) -> Facet:
    rows = CandidateLanguage.objects.filter(candidate__resumes__in=resumes).order_by()
    counted = rows.values_list("language").annotate(
        count=Count("candidate__resumes", distinct=True)
    )
    return _top(counted)


def _top(counted: Any) -> Facet:
    rows = sorted(counted, key=lambda row: (-row[1], row[0]))
    return [FacetValue(str(value), int(count)) for value, count in rows[:MOST_VALUES]]


def _ranked(values: Iterable[str]) -> Facet:
    return _top(Counter(value for value in values if value).items())


def _band(months: int) -> str:
    for least, below in BANDS:
        if below is not None and months < below * 12:
            return f"{least}–{below}"
    return f"{BANDS[-1][0]}+"
