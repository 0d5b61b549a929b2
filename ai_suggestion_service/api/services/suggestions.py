"""Suggestions: asking for one, doing the work, ending it well or badly, deleting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from api.clients import resume_service
from api.clients.resume_service import ResumeText
from api.models import (
    AIModel,
    JobDescription,
    Suggestion,
    SuggestionFeedback,
    SuggestionStatus,
)
from api.services import ai_models, daily_limits, job_descriptions
from servicekit.database import release_connections
from servicekit.errors import BadGateway, DomainError, GatewayTimeout, NotFound, Unavailable
from servicekit.jobs import local, queue
from servicekit.jobs.kinds import JobError
from servicekit.jobs.models import Job

KIND = "suggest"
DELETED = JobError("deleted", "The suggestion was deleted before it was made.")
FAILURES: dict[str, type[DomainError]] = {
    "provider_timeout": GatewayTimeout,
    "provider_unavailable": Unavailable,
    "provider_rate_limited": Unavailable,
}


class SuggestionGone(NotFound):
    """It was deleted while its caller waited."""

    detail = "The suggestion was deleted before it was made."


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

    With no time to wait it is left to a worker.

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
    day = daily_limits.open_day(user_id=user_id, model=model)
    suggestion = _draft(user_id, resume, job_description, model)
    suggestion.input = _input(resume, job_description, day)
    if wait <= 0:
        _begin(suggestion, day, queue.enqueue)
        return suggestion
    suggestion.status = SuggestionStatus.PROCESSING
    job = _begin(suggestion, day, partial(queue.enqueue_claimed, subject=suggestion))
    local.run_and_wait(job, wait)
    return _outcome(suggestion)


def _outcome(suggestion: Suggestion) -> Suggestion:
    """Return the suggestion as it stands; a job that ended well here has filled it in.

    Raises:
        BadGateway, GatewayTimeout, Unavailable: it failed.
        SuggestionGone: it was deleted meanwhile.
    """
    if suggestion.is_finished:
        return suggestion
    standing = Suggestion.objects.shown().filter(pk=suggestion.pk).first()
    if standing is None:
        raise SuggestionGone
    if standing.error_code:
        kind = FAILURES.get(standing.error_code, BadGateway)
        members = {"suggestion_id": str(standing.pk)}
        raise kind(standing.error_detail, code=standing.error_code, members=members)
    return standing


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
    )


def _input(resume: ResumeText, job_description: JobDescription, day: date | None) -> dict[str, Any]:
    return {
        "resume_text": resume.text,
        "sections": resume.sections,
        "job_text": job_description.text,
        "job_title": job_description.title,
        "counted_on": day.isoformat() if day else None,
    }


def _begin(suggestion: Suggestion, day: date | None, enqueue: Callable[..., Job]) -> Job:
    """Write everything the job needs, all or nothing."""
    job_description, model = suggestion.job_description, suggestion.ai_model
    assert job_description is not None
    assert model is not None
    with transaction.atomic():
        if day is not None:
            daily_limits.count(user_id=suggestion.user_id, model=model, day=day)
        if job_description._state.adding:
            job_description.save(force_insert=True)
        suggestion.save(force_insert=True)
        return enqueue(KIND, subject_id=suggestion.pk, user_id=suggestion.user_id)


def record_failure(*, suggestion_id: UUID, error: JobError) -> None:
    """Show why there is no result, give the use of the day back and drop the copied input."""
    suggestion = Suggestion.objects.unfinished().filter(pk=suggestion_id).first()
    if suggestion is None:
        return
    counted_on = (suggestion.input or {}).get("counted_on")
    if counted_on and suggestion.ai_model_id:
        daily_limits.give_back(
            user_id=suggestion.user_id,
            model_id=suggestion.ai_model_id,
            day=date.fromisoformat(counted_on),
        )
    Suggestion.objects.unfinished().filter(pk=suggestion_id).update(
        status=SuggestionStatus.FAILED,
        input=None,
        error_code=error.code,
        error_detail=error.detail[:500],
        error_retryable=error.retryable,
        completed_at=timezone.now(),
    )


def delete(*, suggestion_id: UUID) -> None:
    """Delete a suggestion; a job that still works on it loses its lease and writes nothing."""
    with transaction.atomic():
        Suggestion.objects.filter(pk=suggestion_id).delete()
        queue.cancel(KIND, subject_id=suggestion_id, error=DELETED)


def give_feedback(*, suggestion: Suggestion, is_helpful: bool, comment: str) -> SuggestionFeedback:
    """Keep what the person says; saying it again replaces it."""
    feedback, _ = SuggestionFeedback.objects.update_or_create(
        suggestion=suggestion,
        defaults={"is_helpful": is_helpful, "comment": comment, "created_at": timezone.now()},
    )
    return feedback
