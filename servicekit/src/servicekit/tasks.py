"""The Celery tasks that every service brings: run one job by id, and sweep.

The beat's sweep is a message like any other and waits behind all that stand before it, so each
worker sweeps too, on a thread beside its pool.
"""

from __future__ import annotations

import threading
from typing import Any

import structlog
from celery import shared_task
from celery.signals import worker_ready, worker_shutting_down
from django.db import connections
from django.db.utils import Error as DatabaseFailure

from servicekit.jobs import runner, transports
from servicekit.jobs.celery import SWEEP_TASK
from servicekit.jobs.sweep import sweep

log = structlog.get_logger(__name__)

SWEEP_EVERY = 5.0
_stopping = threading.Event()


@shared_task(name=transports.TASK_NAME)  # type: ignore[untyped-decorator]
def run_job(job_id: str) -> None:
    """Claim and run one job; a message that comes twice finds nothing to claim."""
    runner.run_by_id(job_id)


@shared_task(name=SWEEP_TASK)  # type: ignore[untyped-decorator]
def sweep_jobs() -> None:
    """Heal lost messages and lost workers."""
    sweep()


@worker_ready.connect  # type: ignore[untyped-decorator]
def sweep_beside_the_pool(**_: Any) -> None:
    """Begin to sweep, when the worker is up."""
    _stopping.clear()
    threading.Thread(target=_sweep_now_and_then, name="sweeper", daemon=True).start()


@worker_shutting_down.connect  # type: ignore[untyped-decorator]
def stop_sweeping(**_: Any) -> None:
    """Leave what is unfinished to the other workers."""
    _stopping.set()


def _sweep_now_and_then() -> None:
    """Sweep at once, for a worker before this one may have died, and then every few seconds."""
    while not _stopping.is_set():
        try:
            sweep()
        except (DatabaseFailure, OSError) as error:
            log.warning("sweep_failed", reason=type(error).__name__)
        finally:
            # A pool that forks must not share it with its children.
            connections.close_all()
        _stopping.wait(SWEEP_EVERY)
