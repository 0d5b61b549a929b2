"""The Celery tasks that every service brings: run one job by id, and sweep."""

from __future__ import annotations

from celery import shared_task

from servicekit.jobs import runner, transports
from servicekit.jobs.celery import SWEEP_TASK
from servicekit.jobs.sweep import sweep


@shared_task(name=transports.TASK_NAME)  # type: ignore[untyped-decorator]
def run_job(job_id: str) -> None:
    """Claim and run one job; a message that comes twice finds nothing to claim."""
    runner.run_by_id(job_id)


@shared_task(name=SWEEP_TASK)  # type: ignore[untyped-decorator]
def sweep_jobs() -> None:
    """Heal lost messages and lost workers."""
    sweep()
