"""The kinds of jobs a service knows: what runs, how often, and what a failure does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from servicekit.jobs.models import Job

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed, as its row and its caller see it."""

    code: str
    detail: str
    retryable: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the error as stored."""
        return {"code": self.code, "detail": self.detail, "retryable": self.retryable}


class JobFailed(Exception):
    """Raised by a handler: the attempt is over.

    `retry_in` (seconds) asks for another attempt while there are any; None ends the job.
    """

    def __init__(self, error: JobError, *, retry_in: float | None = None) -> None:
        self.error = error
        self.retry_in = retry_in
        super().__init__(error.detail)


class LeaseLost(Exception):
    """Another worker holds the job now; what this attempt found out must not be written."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """How jobs of one kind are run.

    `handler(attempt)` does the work and ends with `with attempt.completing() as outcome`.
    `on_failure(job, error)` writes the failure to the job's subject in the same transaction as the
    job's own row. `lease` and `retry_base` in seconds.
    """

    name: str
    handler: Callable[[Any], None]
    on_failure: Callable[[Job, JobError], None]
    lease: float
    max_attempts: int
    retry_base: float


_kinds: dict[str, JobKind] = {}


def _nothing(_job: Job, _error: JobError) -> None:
    """Write nothing: the job's own row says it all."""


def job_kind(
    name: str,
    *,
    on_failure: Callable[[Job, JobError], None] = _nothing,
    lease: float = 30.0,
    max_attempts: int = 3,
    retry_base: float = 1.0,
) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Register the decorated handler for jobs of kind `name`."""

    def register(handler: Callable[[Any], None]) -> Callable[[Any], None]:
        _kinds[name] = JobKind(name, handler, on_failure, lease, max_attempts, retry_base)
        return handler

    return register


def kind_named(name: str) -> JobKind:
    """Return the registered kind.

    Raises:
        LookupError: no handler is registered under that name in this process.
    """
    if name not in _kinds:
        raise LookupError(f"no job kind {name!r} is registered")
    return _kinds[name]
