"""Kinds of jobs of the tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from servicekit.jobs.kinds import JobError, job_kind
from servicekit.jobs.models import Job
from servicekit.jobs.runner import Attempt

Behaviour = Callable[[Attempt], None]
behaviours: dict[str, Behaviour] = {}
failures: list[tuple[str, str]] = []


def _note_failure(job: Job, error: JobError) -> None:
    failures.append((job.subject_id, error.code))


@job_kind("scripted", on_failure=_note_failure, max_attempts=3, retry_base=0.0)
def scripted(attempt: Attempt) -> None:
    """Do what the test wrote down for the subject; complete otherwise."""
    behaviour = behaviours.get(attempt.subject_id, complete)
    behaviour(attempt)


def complete(attempt: Attempt, **result: Any) -> None:
    """End the job well."""
    with attempt.completing({"attempt": attempt.job.attempt, **result}):
        pass
