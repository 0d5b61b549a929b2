"""Jobs that make suggestions."""

from __future__ import annotations

from uuid import UUID

from api.models import Suggestion
from api.services import assessments, suggestions, works
from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt


def _show_failure(job: Job, error: JobError) -> None:
    works.record_failure(Suggestion, UUID(job.subject_id), error)


@job_kind(suggestions.KIND, on_failure=_show_failure)
def suggest(attempt: Attempt) -> None:
    """Make one suggestion."""
    suggestion = works.subject_of(attempt, Suggestion)
    if suggestion is not None:
        assessments.run(suggestion=suggestion, attempt=attempt)
