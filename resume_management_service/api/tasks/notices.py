"""Jobs that send notices."""

from __future__ import annotations

from api.services import notices
from servicekit.jobs.kinds import job_kind
from servicekit.jobs.runner import Attempt


@job_kind(notices.KIND, max_attempts=notices.MAX_ATTEMPTS, retry_base=5.0)
def send_notice(attempt: Attempt) -> None:
    """Send one notice."""
    notices.send(attempt=attempt)
