"""Candidates who may be the same person, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from api.models import Candidate, WorkExperience
from api.services.candidate_names import spelled_alike

MOST = 20
MOST_COLLEAGUES = 500


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two rows may be one person."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Somebody who may be the same person."""

    candidate: Candidate
    reasons: list[Reason]


def possible_duplicates(candidate: Candidate) -> list[PossibleDuplicate]:
    """Return who else of the owner's candidates may be this person, most reasons first."""
    others = Candidate.objects.for_user(candidate.user_id).exclude(pk=candidate.pk)
    reasons: dict[UUID, list[Reason]] = defaultdict(list)
    people: dict[UUID, Candidate] = {}
    for other in others.filter(_shares(candidate))[:MOST]:
        people[other.pk] = other
        reasons[other.pk] += _shared(candidate, other)
    for other, company in _colleagues(candidate):
        if other.pk in people or spelled_alike(candidate.full_name, other.full_name):
            people.setdefault(other.pk, other)
            detail = f"A similar name, and both worked for {company}."
            reasons[other.pk].append(Reason("same_employer", detail))
    found = [PossibleDuplicate(people[key], reasons[key]) for key in people]
    return sorted(found, key=lambda twin: (-len(twin.reasons), str(twin.candidate.pk)))[:MOST]


def _shares(candidate: Candidate) -> Q:
    columns = ("phone_key", "name_key", "linkedin_key")
    known = [Q(**{name: getattr(candidate, name)}) for name in columns if getattr(candidate, name)]
    return reduce(or_, known, Q(pk__in=()))


def _shared(one: Candidate, other: Candidate) -> Iterator[Reason]:
    if one.phone_key and one.phone_key == other.phone_key:
        yield Reason("same_phone", f"Both have the telephone number {one.phone_number}.")
    if one.linkedin_key and one.linkedin_key == other.linkedin_key:
        yield Reason("same_linkedin", f"Both have the LinkedIn profile {one.linkedin_url}.")
    if one.name_key and one.name_key == other.name_key:
        yield Reason("same_name", f"Both are called {one.full_name}.")


def _colleagues(candidate: Candidate) -> Iterator[tuple[Candidate, str]]:
    """Return people who share an employer, each once."""
    mine = WorkExperience.objects.filter(candidate=candidate).exclude(company_key="")
    rows = WorkExperience.objects.filter(
        company_key__in=set(mine.values_list("company_key", flat=True)),
        candidate__user_id=candidate.user_id,
        candidate__resume_count__gt=0,
    ).exclude(candidate=candidate)
    seen: set[UUID] = set()
    for row in rows.select_related("candidate")[:MOST_COLLEAGUES]:
        if row.candidate_id not in seen and row.candidate.full_name:
            seen.add(row.candidate_id)
            yield row.candidate, row.company
