"""Jobs about accounts: mails and erasures."""

from __future__ import annotations

from api.models import Erasure, User
from api.services import erasures, mails, sessions
from servicekit.jobs.kinds import job_kind
from servicekit.jobs.runner import Attempt


@job_kind(mails.KIND, max_attempts=12, retry_base=5.0)
def send_mail(attempt: Attempt) -> None:
    """Send one mail; an account that is gone gets none."""
    user = User.objects.filter(pk=attempt.subject_id, is_active=True).first()
    if user is None:
        with attempt.completing({"skipped": "the account is gone"}):
            return
    mails.send(user=user, mail=attempt.arguments["mail"], attempt=attempt)


@job_kind(erasures.KIND, max_attempts=erasures.MAX_ATTEMPTS, retry_base=2.0)
def erase_account(attempt: Attempt) -> None:
    """Remove one account everywhere."""
    erasures.run(erasure=Erasure.objects.get(pk=attempt.subject_id), attempt=attempt)


@job_kind(sessions.KIND, max_attempts=20, retry_base=1.0)
def tell_ended_sessions(attempt: Attempt) -> None:
    """Tell the AI service which sessions have ended."""
    sessions.tell_ai_service(session_ids=attempt.arguments["session_ids"], attempt=attempt)
