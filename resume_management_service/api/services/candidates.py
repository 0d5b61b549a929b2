"""Candidates: whom a résumé is about, and what all of somebody's résumés say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Max
from django.utils import timezone

from api.models import Candidate, CandidateSkill, Education, Resume, ResumeSkill, WorkExperience
from api.services.candidate_names import names_agree
from api.services.facts.history import experience_of

# Columns that only mean something together.
GROUPS = (
    ("full_name", "name_key"),
    ("phone_number", "phone_key"),
    ("headline",),
    ("linkedin_url", "linkedin_key"),
    ("website_url",),
    ("city", "region", "country_code", "location_words"),
)


def assign(*, resume: Resume, person: dict[str, Any], employers: Sequence[str]) -> Candidate:
    """Give the résumé to the candidate it is about, by e-mail, then phone, then name and employer.

    A phone number alone decides nothing when the names differ, and a name with an employer nothing
    when the e-mail addresses differ: such people are shown as possible duplicates instead.
    """
    try:
        with transaction.atomic():
            return _assign(resume, person, employers)
    except IntegrityError:  # another job took the address just now: its candidate is found
        resume.refresh_from_db(fields=["candidate"])
        return _assign(resume, person, employers)


def _assign(resume: Resume, person: dict[str, Any], employers: Sequence[str]) -> Candidate:
    previous = resume.candidate
    candidate = _find(resume.user_id, person, employers)
    if candidate is None and previous is not None and _is_sole(previous, resume):
        candidate = previous
    if candidate is None:
        candidate = Candidate.objects.create(user_id=resume.user_id, **person)
    candidate = locked([candidate, *filter(None, [previous])])[candidate.pk]
    _update(candidate, person, resume)
    if previous is None or previous.pk != candidate.pk:
        resume.candidate = candidate
        resume.save(update_fields=["candidate"])
        if previous is not None:
            prune(candidate_ids=[previous.pk])
    return candidate


def locked(candidates: Iterable[Candidate]) -> dict[UUID, Candidate]:
    """Lock candidates until the transaction ends, always in one order, and return their rows."""
    identities = {candidate.pk for candidate in candidates}
    rows = Candidate.objects.select_for_update().filter(pk__in=identities).order_by("pk")
    return {row.pk: row for row in rows}


def rebuild(*, candidate: Candidate) -> None:
    """Write anew what follows from the candidate's résumés together."""
    locked([candidate])
    work = WorkExperience.objects.filter(candidate=candidate)
    months, since = experience_of(work, timezone.now().date())
    level = Education.objects.filter(candidate=candidate).aggregate(top=Max("level"))["top"]
    live = Resume.objects.filter(candidate=candidate, deleted_at=None)
    Candidate.objects.filter(pk=candidate.pk).update(
        months_before=months,
        working_since=since,
        degree_level=level or 0,
        resume_count=live.count(),
        updated_at=timezone.now(),
    )
    named = ResumeSkill.objects.filter(resume__candidate=candidate).order_by().values("skill_id")
    CandidateSkill.objects.filter(candidate=candidate).delete()
    CandidateSkill.objects.bulk_create(
        CandidateSkill(candidate=candidate, skill_id=row["skill_id"], resume_count=row["count"])
        for row in named.annotate(count=Count("resume_id"))
    )


def prune(*, candidate_ids: Iterable[UUID]) -> None:
    """Forget candidates who have no résumé left, not even a deleted one; rebuild the others."""
    for candidate in Candidate.objects.filter(pk__in=candidate_ids, merged_into=None):
        if candidate.resumes.exists():
            rebuild(candidate=candidate)
        else:
            candidate.delete()


def _find(user_id: str, person: dict[str, Any], employers: Sequence[str]) -> Candidate | None:
    mine = Candidate.objects.of_user(user_id).select_related("merged_into").order_by("created_at")
    if person["email_key"]:
        found = mine.filter(email_key=person["email_key"]).first()
        if found is not None:
            return survivor(found)
    if person["phone_key"]:
        for found in mine.filter(phone_key=person["phone_key"]):
            if names_agree(found.full_name, person["full_name"]):
                return survivor(found)
    if person["name_key"] and employers:
        same = mine.filter(name_key=person["name_key"], work_experience__company_key__in=employers)
        for found in same.distinct():
            if not (found.email and person["email"]) or found.email == person["email"]:
                return survivor(found)
    return None


def survivor(candidate: Candidate) -> Candidate:
    """Return the candidate into whom this one was merged, or itself."""
    return candidate.merged_into or candidate


def _is_sole(candidate: Candidate, resume: Resume) -> bool:
    others = candidate.resumes.exclude(pk=resume.pk)
    return not others.exists() and not candidate.merged.exists()


def _update(candidate: Candidate, person: dict[str, Any], resume: Resume) -> None:
    """Write what the résumé says: all of it if it is the only one, else if it is the newest."""
    sole = _is_sole(candidate, resume)
    newer = candidate.resumes.filter(deleted_at=None, created_at__gt=resume.created_at)
    newest = sole or not newer.exclude(pk=resume.pk).exists()
    for columns in GROUPS:
        given = any(person[column] for column in columns)
        empty = not any(getattr(candidate, column) for column in columns)
        if sole or (given and (newest or empty)):
            for column in columns:
                setattr(candidate, column, person[column])
    _update_email(candidate, person, replace=sole)
    candidate.save()


def _update_email(candidate: Candidate, person: dict[str, Any], *, replace: bool) -> None:
    if candidate.email_key == person["email_key"]:
        return
    if replace or not candidate.email:
        candidate.email, candidate.email_key = person["email"], person["email_key"]
    elif person["email_key"]:
        known = Candidate.objects.of_user(candidate.user_id).filter(email_key=person["email_key"])
        if not known.exists():
            Candidate.objects.create(user_id=candidate.user_id, merged_into=candidate, **person)
