"""Jobs that write cover letters."""

from __future__ import annotations

from uuid import UUID

from api.models import CoverLetter
from api.services import cover_letters, works
from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt


def _show_failure(job: Job, error: JobError) -> None:
    works.record_failure(CoverLetter, UUID(job.subject_id), error)


@job_kind(cover_letters.KIND, on_failure=_show_failure)
def write_letter(attempt: Attempt) -> None:
    """Write one letter."""
    letter = works.subject_of(attempt, CoverLetter)
    if letter is not None:
        cover_letters.run(letter=letter, attempt=attempt)
