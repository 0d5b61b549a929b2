"""Filters on what is known about a candidate, alike for lists of candidates and of résumés."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from api.models import CandidateLanguage
from api.parsing.lexical.folding import words
from api.parsing.lexical.places import country_code
from api.services.facts.history import month_number
from api.services.facts.languages import language_key

Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True, slots=True)
class CandidateCriteria:
    """What a candidate must be like; years of experience with decimals, degrees or higher."""

    location: str = ""
    min_years: float | None = None
    max_years: float | None = None
    degree_level: int = 0
    language: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether everybody fits."""
        return self == CandidateCriteria()


def fitting(rows: Rows, criteria: CandidateCriteria, path: str = "") -> Rows:
    """Keep the rows whose candidate, reached by the lookup `path`, fits."""
    if criteria.location:
        rows = rows.filter(_at(criteria.location, path))
    if criteria.degree_level:
        rows = rows.filter(**{f"{path}degree_level__gte": criteria.degree_level})
    if criteria.language:
        spoken = CandidateLanguage.objects.filter(
            candidate_id=OuterRef(f"{path}pk" if path else "pk"),
            language_key=language_key(criteria.language),
        )
        rows = rows.filter(Exists(spoken))
    if criteria.min_years is not None or criteria.max_years is not None:
        rows = _experienced(rows.alias(experience=experience_months(path)), criteria)
    return rows


def experience_months(path: str = "") -> Any:
    """Return the expression of the months of experience as of now, overlaps counted once."""
    going_on = Value(month_number(timezone.now().date()) + 1) - F(f"{path}working_since")
    return F(f"{path}months_before") + Coalesce(Greatest(going_on, 0), 0)


def _experienced(rows: Rows, criteria: CandidateCriteria) -> Rows:
    if criteria.min_years is not None:
        rows = rows.filter(experience__gte=round(criteria.min_years * 12))
    if criteria.max_years is not None:
        rows = rows.filter(experience__lte=round(criteria.max_years * 12))
    return rows


def _at(location: str, path: str) -> Q:
    """Return the condition that every part of "city, country" is met."""
    met = Q()
    for part in filter(None, (part.strip() for part in location.split(","))):
        named = Q()
        for word in words(part):
            named &= Q(**{f"{path}location_words__contains": f" {word} "})
        code = country_code(part) or country_code(part.upper())
        met &= named | Q(**{f"{path}country_code": code}) if code else named
    return met
