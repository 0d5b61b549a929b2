"""What a provider works on: a résumé of the caller's and a job description, pasted or kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.clients import resume_service
from api.clients.resume_service import ResumeText
from api.models import JobDescription
from api.services import job_descriptions
from servicekit.database import release_connections


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a caller asks for: one of the two job fields is given; `model` "" is the default."""

    resume_id: UUID
    version: int | None = None
    job_description: str = ""
    job_description_id: UUID | None = None
    model: str = ""


def job_of(order: Order, *, user_id: str) -> JobDescription:
    """Return the kept job description, or an unsaved one of the pasted text.

    Raises:
        JobDescriptionNotFound, JobTextOutOfBounds
    """
    if order.job_description_id is not None:
        return job_descriptions.owned(user_id=user_id, job_description_id=order.job_description_id)
    job_text = job_descriptions.from_paste(order.job_description, attr="job_description")
    return job_descriptions.draft(user_id=user_id, job_text=job_text)


def resume_of(order: Order, *, user_id: str, token: str) -> ResumeText:
    """Read the résumé with the caller's token, while no database connection is held.

    Raises:
        ResumeNotFound, ResumeNotReady, ResumeUnreadable, ResumeServiceUnavailable, TokenRefused
    """
    release_connections()
    return resume_service.read_text(
        resume_id=order.resume_id, version=order.version, user_id=user_id, token=token
    )


def input_of(resume: ResumeText, job_description: JobDescription) -> dict[str, Any]:
    """Copy what a job needs of both."""
    return {
        "resume_text": resume.text,
        "sections": resume.sections,
        "job_text": job_description.text,
        "job_title": job_description.title,
    }
