"""Jobs that make suggestions."""

from __future__ import annotations

from uuid import UUID

from api.models import Suggestion
from api.services import assessments, suggestions
from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt


def _show_failure(job: Job, error: JobError) -> None:
    suggestions.record_failure(suggestion_id=UUID(job.subject_id), error=error)


@job_kind(suggestions.KIND, on_failure=_show_failure)
def suggest(attempt: Attempt) -> None:
    """Make one suggestion; one deleted meanwhile ends the job well."""
    suggestion = attempt.subject or _unfinished(attempt.subject_id)
    if suggestion is None:
        with attempt.completing({"skipped": "the suggestion was deleted"}):
            return
    assessments.run(suggestion=suggestion, attempt=attempt)


def _unfinished(suggestion_id: str) -> Suggestion | None:
    standing = Suggestion.objects.unfinished().filter(pk=UUID(suggestion_id))
    return standing.select_related("ai_model").first()
