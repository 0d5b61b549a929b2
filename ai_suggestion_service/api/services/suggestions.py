"""Suggestions: asking for one, doing the work, ending it well or badly, deleting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    SuggestionInput,
    SuggestionStatus,
)
from api.services import ai_models, daily_limits, job_descriptions
from servicekit.database import release_connections
from servicekit.errors import BadGateway, DomainError, GatewayTimeout, Unavailable
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a caller asks for: one of the two job fields is given; `model` "" is the default."""

    resume_id: UUID
    version: int | None = None
    job_description: str = ""
    job_description_id: UUID | None = None
    model: str = ""


def suggest(*, user_id: str, token: str, order: Order, wait: float) -> UUID:
    """Ask for a suggestion and wait up to `wait` seconds for it; return its id.

    With no time to wait it is left to a worker.

    Raises:
        DomainError: what is asked for cannot be begun, and no row exists; or it failed while the
            caller waited, and the problem names the row by `suggestion_id`.
    """
    model = ai_models.choose(order.model)
    job_description = _job_description(user_id, order)
    release_connections()
    resume = resume_service.read_text(
        resume_id=order.resume_id, version=order.version, user_id=user_id, token=token
    )
    day = daily_limits.open_day(user_id=user_id, model=model)
    suggestion = _draft(user_id, resume, job_description, model)
    if wait > 0:
        suggestion.status = SuggestionStatus.PROCESSING
    job = _begin(suggestion, resume, day)
    if wait > 0:
        local.run_and_wait(job, wait)
        _raise_failure(suggestion.pk)
    return suggestion.pk


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


def _begin(suggestion: Suggestion, resume: ResumeText, day: date | None) -> Job:
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
        SuggestionInput.objects.create(
            suggestion=suggestion,
            resume_text=resume.text,
            sections=resume.sections,
            job_text=job_description.text,
            job_title=job_description.title,
            counted_on=day,
        )
        return queue.enqueue(
            KIND,
            subject_id=suggestion.pk,
            user_id=suggestion.user_id,
            publish=suggestion.status == SuggestionStatus.QUEUED,
        )


def _raise_failure(suggestion_id: UUID) -> None:
    failed = (
        Suggestion.objects.filter(pk=suggestion_id, status=SuggestionStatus.FAILED)
        .values("error_code", "error_detail")
        .first()
    )
    if failed is not None:
        kind = FAILURES.get(failed["error_code"], BadGateway)
        raise kind(
            failed["error_detail"],
            code=failed["error_code"],
            members={"suggestion_id": str(suggestion_id)},
        )


def record_failure(*, suggestion_id: UUID, error: JobError) -> None:
    """Show why there is no result, give the use of the day back and drop the copied input."""
    used = SuggestionInput.objects.filter(pk=suggestion_id).values(
        "counted_on", "suggestion__user_id", "suggestion__ai_model_id"
    )
    row = used.first()
    if row is None:
        return
    if row["counted_on"] is not None:
        daily_limits.give_back(
            user_id=row["suggestion__user_id"],
            model_id=row["suggestion__ai_model_id"],
            day=row["counted_on"],
        )
    Suggestion.objects.unfinished().filter(pk=suggestion_id).update(
        status=SuggestionStatus.FAILED,
        error_code=error.code,
        error_detail=error.detail[:500],
        error_retryable=error.retryable,
        completed_at=timezone.now(),
    )
    SuggestionInput.objects.filter(pk=suggestion_id).delete()


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
