"""Suggestions: asking for one, its feedback, deleting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from api.clients import resume_service
from api.clients.resume_service import ResumeText
from api.models import AIModel, JobDescription, Suggestion, SuggestionFeedback
from api.services import ai_models, charges, job_descriptions, works
from servicekit.database import release_connections

KIND = "suggest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a caller asks for: one of the two job fields is given; `model` "" is the default."""

    resume_id: UUID
    version: int | None = None
    job_description: str = ""
    job_description_id: UUID | None = None
    model: str = ""


def suggest(*, user_id: str, token: str, order: Order, wait: float) -> Suggestion:
    """Ask for a suggestion and wait up to `wait` seconds for it; it may still be in the making.

    Raises:
        DomainError: what is asked for cannot be begun, and no row exists; or it failed while the
            caller waited, and the error's member `suggestion_id` names the row that stays.
    """
    model = ai_models.choose(order.model)
    job_description = _job_description(user_id, order)
    release_connections()
    resume = resume_service.read_text(
        resume_id=order.resume_id, version=order.version, user_id=user_id, token=token
    )
    return works.begin(
        _draft(user_id, resume, job_description, model),
        kind=KIND,
        charge=charges.prepare(user_id=user_id, model=model),
        wait=wait,
        drafts=[job_description],
    )


def _job_description(user_id: str, order: Order) -> JobDescription:
    if order.job_description_id is not None:
        return job_descriptions.owned(user_id=user_id, job_description_id=order.job_description_id)
    job_text = job_descriptions.from_paste(order.job_description, attr="job_description")
    return job_descriptions.draft(user_id=user_id, job_text=job_text)


def _draft(
    user_id: str, resume: ResumeText, job_description: JobDescription, model: AIModel
) -> Suggestion:
    return Suggestion(
        user_id=user_id,
        resume_id=resume.resume_id,
        resume_version_id=resume.version_id,
        job_description=job_description,
        ai_model=model,
        model_name=model.display_name,
        provider=model.provider,
        input=_input(resume, job_description),
    )


def _input(resume: ResumeText, job_description: JobDescription) -> dict[str, Any]:
    return {
        "resume_text": resume.text,
        "sections": resume.sections,
        "job_text": job_description.text,
        "job_title": job_description.title,
    }


def give_feedback(*, suggestion: Suggestion, is_helpful: bool, comment: str) -> SuggestionFeedback:
    """Keep what the person says; saying it again replaces it."""
    feedback, _ = SuggestionFeedback.objects.update_or_create(
        suggestion=suggestion,
        defaults={"is_helpful": is_helpful, "comment": comment, "created_at": timezone.now()},
    )
    return feedback
