"""Jobs that have mails sent."""

from __future__ import annotations

from api.services import notices
from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt


def _forget(job: Job, _error: JobError) -> None:
    notices.forget_ticket(job)


@job_kind(notices.KIND, on_failure=_forget, max_attempts=notices.MAX_ATTEMPTS, retry_base=2.0)
def send_notice(attempt: Attempt) -> None:
    """Have one mail sent."""
    notices.send(attempt=attempt)
