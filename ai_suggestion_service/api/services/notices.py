"""Mails about work that has ended: asked for when it is begun, sent by the résumé service.

Only the résumé service knows addresses. It gives a ticket against the caller's own token; the
ticket, good once, waits in the work's input and goes from there to a job, so that a mail neither
holds a result back nor is sent twice.
"""

from __future__ import annotations

from api.clients import notices
from api.clients.notices import TicketWorthless
from api.clients.resume_service import ResumeServiceUnavailable, TokenRefused
from api.models.work import ProviderWork, WorkStatus
from servicekit.database import release_connections
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt

KIND = "send_notice"
MAX_ATTEMPTS = 300  # a service that is away is tried as long as a ticket is good
TICKET = "notice"


def asked_for(*, token: str) -> dict[str, str]:
    """Return what is to be added to the input of work whose end its owner wants a mail about.

    Raises:
        NoticeRefused, TooManyNotices, ResumeServiceUnavailable, TokenRefused
    """
    release_connections()
    return {TICKET: notices.ask(token=token)}


def enqueue(work: ProviderWork, outcome: WorkStatus) -> None:
    """Have the mail sent that was asked for, if any, once the end of the work is written."""
    if ticket := (work.input or {}).get(TICKET):
        arguments = {"ticket": ticket, "outcome": outcome.value}
        queue.enqueue(KIND, subject_id=work.pk, user_id=work.user_id, arguments=arguments)


def send(*, attempt: Attempt) -> None:
    """Have the mail sent; one that was sent before, or whose time is over, is left."""
    release_connections()
    result: dict[str, str] = {}
    try:
        notices.tell(**attempt.arguments)
    except TicketWorthless:
        result = {"skipped": "the ticket was used or has expired"}
    except (ResumeServiceUnavailable, TokenRefused) as error:
        failure = JobError(error.code, "The mail could not be handed over.", retryable=True)
        raise JobFailed(
            failure, retry_in=error.retry_after or queue.backoff(attempt.job)
        ) from error
    with attempt.completing(result):
        forget_ticket(attempt.job)


def forget_ticket(job: Job) -> None:
    """Drop the ticket of a job that has ended."""
    Job.objects.filter(pk=job.pk).update(arguments={})


def withdraw(work: ProviderWork) -> None:
    """Send no mail about work that is deleted."""
    Job.objects.filter(kind=KIND, subject_id=str(work.pk)).delete()
