"""Jobs that make résumés from what people tell."""

from __future__ import annotations

from uuid import UUID

from api.models import Generation
from api.services import generations, works
from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt


def _show_failure(job: Job, error: JobError) -> None:
    works.record_failure(Generation, UUID(job.subject_id), error)


@job_kind(generations.KIND, on_failure=_show_failure)
def generate(attempt: Attempt) -> None:
    """Make one résumé."""
    generation = works.subject_of(attempt, Generation)
    if generation is not None:
        generations.run(generation=generation, attempt=attempt)
