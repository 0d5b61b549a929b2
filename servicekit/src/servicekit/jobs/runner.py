"""Running one claimed job: handler, outcome, retries, and never two writers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.db import close_old_connections, transaction

from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError, JobFailed, LeaseLost, kind_named
from servicekit.jobs.models import Job
from servicekit.request_ids import bind_request_id

log = structlog.get_logger(__name__)

CRASHED = JobError("internal_error", "The job failed unexpectedly.", retryable=True)
WORKER_LOST = JobError(
    "worker_lost", "The worker died each time it tried this job.", retryable=True
)


class Attempt:
    """One attempt at a job, handed to its handler.

    `subject` is the object that the job is about where this process wrote the job, otherwise None.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.subject_id = job.subject_id
        self.subject = job.subject
        self.user_id = job.user_id
        self.arguments = job.arguments
        self.result: dict[str, Any] | None = None

    @property
    def is_last(self) -> bool:
        """Tell whether no further attempt follows."""
        return self.job.attempt >= self.job.max_attempts

    @contextmanager
    def completing(self, result: dict[str, Any] | None = None) -> Iterator[Attempt]:
        """Open the one transaction that ends the job and writes what it found.

        Raises:
            LeaseLost: another attempt holds the job; nothing is written.
        """
        self.result = result
        with transaction.atomic():
            yield self
            queue.succeed(self.job, self.result)

    def progress(self, **progress: Any) -> bool:
        """Write how far the job is; tell whether this attempt still holds it."""
        return queue.set_progress(self.job, progress)


class Leases:
    """The jobs this process works on; a thread renews their leases while there are any."""

    def __init__(self) -> None:
        self._held: dict[Any, Any] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def held(self, job: Job) -> Iterator[None]:
        """Keep the job's lease alive inside the block."""
        with self._lock:
            self._held[job.pk] = job.claim
            if self._thread is None:
                self._thread = threading.Thread(target=self._renew, name="leases", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._held.pop(job.pk, None)

    def _renew(self) -> None:
        while not self._wake.wait(queue.LEASE_SECONDS / 3):
            with self._lock:
                claims = list(self._held.items())
            if not claims:
                continue
            try:
                _renew_now(claims)
            except Exception as error:  # noqa: BLE001 - the database may be back next time
                log.warning("lease_renewal_failed", reason=type(error).__name__)


def _renew_now(claims: list[tuple[Any, Any]]) -> None:
    try:
        queue.renew(claims)
    finally:
        close_old_connections()


leases = Leases()


def run(job: Job) -> None:
    """Run a claimed job to its end, a retry or the loss of its lease."""
    structlog.contextvars.clear_contextvars()
    bind_request_id(job.request_id)
    structlog.contextvars.bind_contextvars(job_id=str(job.pk), kind=job.kind, attempt=job.attempt)
    try:
        with leases.held(job):
            _handle(job)
    except LeaseLost:
        log.warning("lease_lost")


def _handle(job: Job) -> None:
    try:
        kind_named(job.kind).handler(Attempt(job))
    except JobFailed as failure:
        queue.retry_or_fail(job, failure.error, retry_in=failure.retry_in)
    except LeaseLost:
        raise
    except Exception:
        log.exception("job_crashed")
        queue.retry_or_fail(job, CRASHED, retry_in=queue.backoff(job))


def run_by_id(job_id: Any) -> bool:
    """Claim and run one job; False when it is not there to be claimed."""
    claimed = queue.claim([job_id])
    for job in claimed:
        run(job)
    return bool(claimed)
