"""Work that a provider does for a user: begun with its job, waited for, ended, deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone

from api.llm.budget import MAX_CALLS, CallBudget
from api.llm.errors import Code, ProviderError
from api.models.work import ProviderWork, WorkStatus
from api.services import ai_models, charges, egress, notices
from api.services.charges import Charge
from api.services.providers import Engagement
from api.services.warming import warm_up
from servicekit.database import release_connections
from servicekit.database.transactions import in_transaction, repeating
from servicekit.errors import (
    BadGateway,
    Conflict,
    DomainError,
    GatewayTimeout,
    NotFound,
    Unavailable,
)
from servicekit.jobs import local, queue
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.models import Job
from servicekit.jobs.runner import WORKER_LOST, Attempt

JOB_SECONDS = 120.0
DELETED = JobError("deleted", "It was deleted before it was made.")
MODEL_GONE = JobError("model_gone", "The model was removed before this was made.")
# What stands behind some failures is the operator's affair, not the caller's.
SHOWN_CODES = {Code.REFUSED_KEY: Code.UNAVAILABLE}
FAILURES: dict[str, type[DomainError]] = {
    "provider_timeout": GatewayTimeout,
    "provider_unavailable": Unavailable,
    "provider_rate_limited": Unavailable,
    "cancelled": Conflict,
}

Work = TypeVar("Work", bound=ProviderWork)


class WorkGone(NotFound):
    """It was deleted while its caller waited."""

    detail = "It was deleted before it was made."


def begin(
    work: Work, *, kind: str, charge: Charge, wait: float, drafts: Iterable[models.Model] = ()
) -> Work:
    """Write the work with its job, all or nothing, and wait up to `wait` seconds for its end.

    `drafts` are rows that the work refers to; those that are new are written first. With no time
    to wait the job is left to a worker.

    Raises:
        DailyLimitReached, InsufficientCredits: nothing was written.
        DomainError: it failed while the caller waited; the error's member `<noun>_id` names the
            row that stays.
    """
    enqueue = queue.enqueue
    if wait > 0:
        work.status = WorkStatus.PROCESSING
        enqueue = partial(queue.enqueue_claimed, subject=work)
    new = [draft for draft in drafts if draft._state.adding]

    def write() -> Job:
        charge.take(work)
        for draft in new:
            draft.save(force_insert=True)
        work.save(force_insert=True)
        return enqueue(kind, subject_id=work.pk, user_id=work.user_id)

    job = in_transaction(write)
    if wait <= 0:
        return work
    local.run_and_wait(job, wait)
    return _outcome(work)


def _outcome(work: Work) -> Work:
    """Return the work as it stands; a job that ended well in this process has filled it in."""
    if work.is_finished:
        return work
    standing: Work | None = type(work).objects.shown().filter(pk=work.pk).first()
    if standing is None:
        raise WorkGone
    if standing.error_code:
        kind = FAILURES.get(standing.error_code, BadGateway)
        members = {f"{work.NOUN}_id": str(standing.pk)}
        raise kind(standing.error_detail, code=standing.error_code, members=members)
    return standing


class Errand:
    """The calls to a provider that one attempt at a piece of work makes."""

    def __init__(self, work: ProviderWork, attempt: Attempt) -> None:
        if work.ai_model is None:
            raise JobFailed(MODEL_GONE)
        self.work = work
        self.attempt = attempt
        self.provider = Engagement(ai_models.with_fallbacks(work.ai_model))
        self._budgets: list[CallBudget] = []

    def budget(self, at_most: int = MAX_CALLS) -> CallBudget:
        """Return what may be spent on one question; attempts that died have used some up.

        Questions may be asked side by side, each on a thread with a budget of its own.
        """
        calls = max(1, min(at_most, MAX_CALLS + 1 - self.attempt.job.attempt))
        budget = CallBudget(calls=calls, seconds=JOB_SECONDS)
        self._budgets.append(budget)
        return budget

    def give_up(self, budget: CallBudget) -> None:
        """Enter what left for a question that got no answer, while the rest of the work goes on."""
        self._budgets = [one for one in self._budgets if one is not budget]
        if budget.sent:
            egress.record(**self._named, sent=budget.sent, answered=False)

    def complete(self, **values: Any) -> None:
        """Write the result with the job's end, and which model gave it, all or nothing.

        Raises:
            LeaseLost: another worker does it, or it was deleted.
        """
        work, answered = self.work, self.provider.answered_by
        completed = {
            "model_name": answered.display_name,
            "provider": answered.provider,
            **values,
            "input": None,
            "completed_at": timezone.now(),
        }

        def write() -> None:
            with self.attempt.completing({f"{work.NOUN}_id": str(work.pk)}):
                standing = type(work).objects.unfinished().filter(pk=work.pk)
                standing.update(status=WorkStatus.COMPLETED, **completed)
                charges.settle(work)
                notices.enqueue(work, WorkStatus.COMPLETED)
                self.record_sent(answered=True)

        repeating(write)  # a deadlock must not cost another call to the provider
        for name, value in completed.items():
            setattr(work, name, value)
        work.status = WorkStatus.COMPLETED  # last: whoever waits looks at this

    def record_sent(self, *, answered: bool) -> None:
        """Enter what left for the provider."""
        for budget in self._budgets:
            if budget.sent:
                egress.record(**self._named, sent=budget.sent, answered=answered)

    def record_lost_attempt(self) -> None:
        """Enter that the attempt before this one may have sent something, when it died."""
        if (self.attempt.job.error or {}).get("code") == WORKER_LOST.code:
            egress.record_lost_attempt(**self._named, provider=self.provider)

    @property
    def _named(self) -> dict[str, Any]:
        work = self.work
        return {"user_id": work.user_id, "purpose": work.NOUN, "subject_id": work.pk}


@contextmanager
def errand(work: ProviderWork, attempt: Attempt) -> Iterator[Errand]:
    """Ask the work's provider in the block; no database connection is held when it begins.

    What fails in the block ends the attempt with what was sent on record; nothing is on record yet
    when it ends well: `Errand.complete` does that.

    Raises:
        JobFailed: the model is gone, or the provider failed as often as it may; final.
    """
    asked = Errand(work, attempt)
    if work.status == WorkStatus.QUEUED:
        queued = type(work).objects.filter(pk=work.pk, status=WorkStatus.QUEUED)
        queued.update(status=WorkStatus.PROCESSING)
    asked.record_lost_attempt()
    release_connections()
    warm_up()
    try:
        yield asked
    except ProviderError as error:
        asked.record_sent(answered=False)
        code = SHOWN_CODES.get(error.code, error.code)
        raise JobFailed(JobError(str(code), error.detail, error.retryable)) from error
    except Exception:
        asked.record_sent(answered=False)
        raise


def subject_of(attempt: Attempt, model: type[Work]) -> Work | None:
    """Return the work that an attempt is about; one deleted meanwhile ends the job well."""
    unfinished = model.objects.unfinished().select_related("ai_model")
    work: Work | None = attempt.subject or unfinished.filter(pk=UUID(attempt.subject_id)).first()
    if work is None:
        with attempt.completing({"skipped": "it was deleted"}):
            return None
    return work


def record_failure(model: type[ProviderWork], work_id: UUID, error: JobError) -> None:
    """Show why there is no result, give back what was charged and drop the copied input."""
    work: ProviderWork | None = model.objects.unfinished().filter(pk=work_id).first()
    if work is None:
        return
    charges.give_back(work)
    notices.enqueue(work, WorkStatus.FAILED)
    model.objects.unfinished().filter(pk=work_id).update(
        status=WorkStatus.FAILED,
        input=None,
        error_code=error.code,
        error_detail=error.detail[:500],
        error_retryable=error.retryable,
        completed_at=timezone.now(),
    )


def delete(work: ProviderWork, *, kind: str) -> None:
    """Delete work; a job that is still on it loses its lease and writes nothing.

    What was charged is given back only while nothing was begun: what a provider was asked counts.
    """
    in_transaction(lambda: _delete(work, kind))


def _delete(work: ProviderWork, kind: str) -> None:
    rows = type(work).objects.filter(pk=work.pk)
    standing = rows.unfinished().select_for_update().first()
    if standing is not None:
        charges.stop(standing)
    rows.delete()
    notices.withdraw(work)
    queue.cancel(kind, subject_id=work.pk, error=DELETED)
