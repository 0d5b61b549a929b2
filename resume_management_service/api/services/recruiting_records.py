"""What an account has beside its résumés: candidates, own words for skills, batches."""

from __future__ import annotations

from typing import Any

from api.models import (
    BatchEntry,
    BatchUpload,
    Candidate,
    CandidateLanguage,
    Education,
    Skill,
    WorkExperience,
)

_PERIOD = ("start", "end", "start_written", "end_written", "is_current", "resume_id")
_EXPORTED = {
    "candidates.json": (
        Candidate.objects.all(),
        "user_id",
        (
            *("id", "full_name", "email", "phone_number", "headline", "linkedin_url"),
            *("website_url", "city", "region", "country_code", "merged_into_id", "created_at"),
        ),
    ),
    "work_experience.json": (
        WorkExperience.objects.all(),
        "candidate__user_id",
        ("candidate_id", "company", "title", "location", "summary", *_PERIOD),
    ),
    "education.json": (
        Education.objects.all(),
        "candidate__user_id",
        ("candidate_id", "institution", "degree", "area", *_PERIOD),
    ),
    "languages.json": (
        CandidateLanguage.objects.all(),
        "candidate__user_id",
        ("candidate_id", "language", "level", "resume_id"),
    ),
    "batches.json": (
        BatchEntry.objects.all(),
        "batch__user_id",
        ("batch_id", "batch__created_at", "file_name", "resume_id", "error_code", "error_detail"),
    ),
    "own_skills.json": (Skill.objects.exclude(owner_id=""), "owner_id", ("name", "created_at")),
}


def records(*, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of the account, by the name of the file they go into."""
    return {
        name: list(rows.filter(**{owner: user_id}).values(*columns))
        for name, (rows, owner, columns) in _EXPORTED.items()
    }


def remove(*, user_id: str) -> dict[str, int]:
    """Remove all rows of the account, once its résumés are gone; return the counts."""
    owned = {
        "candidates": Candidate.objects.of_user(user_id),
        "batches": BatchUpload.objects.for_user(user_id),
        "own_skills": Skill.objects.of_user(user_id),
    }
    counts = {name: rows.count() for name, rows in owned.items()}
    for rows in owned.values():
        rows.delete()
    return counts
