"""Suggestions: asking for one, its feedback, deleting."""

from __future__ import annotations

from django.utils import timezone

from api.clients.resume_service import ResumeText
from api.models import AIModel, JobDescription, Suggestion, SuggestionFeedback
from api.services import ai_models, charges, materials, works
from api.services.materials import Order

__all__ = ["KIND", "Order", "give_feedback", "suggest"]

KIND = "suggest"


def suggest(*, user_id: str, token: str, order: Order, wait: float, samples: int = 1) -> Suggestion:
    """Ask for a suggestion and wait up to `wait` seconds for it; it may still be in the making.

    The model judges `samples` times.

    Raises:
        DomainError: what is asked for cannot be begun, and no row exists; or it failed while the
            caller waited, and the error's member `suggestion_id` names the row that stays.
    """
    model = ai_models.choose(order.model)
    job_description = materials.job_of(order, user_id=user_id)
    resume = materials.resume_of(order, user_id=user_id, token=token)
    suggestion = _draft(user_id, resume, job_description, model)
    suggestion.input = materials.input_of(resume, job_description) | {"samples": samples}
    return works.begin(
        suggestion,
        kind=KIND,
        charge=charges.prepare(user_id=user_id, model=model),
        wait=wait,
        drafts=[job_description],
    )


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


def give_feedback(*, suggestion: Suggestion, is_helpful: bool, comment: str) -> SuggestionFeedback:
    """Keep what the person says; saying it again replaces it."""
    feedback, _ = SuggestionFeedback.objects.update_or_create(
        suggestion=suggestion,
        defaults={"is_helpful": is_helpful, "comment": comment, "created_at": timezone.now()},
    )
    return feedback
