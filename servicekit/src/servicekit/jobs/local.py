"""Running a job in the web process for a caller who waits for it."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import lru_cache

from django.conf import settings
from django.db import close_old_connections

from servicekit.database import release_connections
from servicekit.jobs import runner, transports
from servicekit.jobs.models import Job


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings.LOCAL_JOB_THREADS, thread_name_prefix="job")


_slots_lock = threading.Lock()
_running = 0


def run_and_wait(job: Job, seconds: float) -> None:
    """Run the job here if a thread is free, elsewhere otherwise; return when ended or too long.

    The job goes on after `seconds`; its row tells how it ended.
    """
    future = _start(job)
    if future is None:
        transports.announce([str(job.pk)])
        return
    release_connections()
    wait([future], timeout=seconds)


def _start(job: Job) -> Future[None] | None:
    global _running
    with _slots_lock:
        if _running >= settings.LOCAL_JOB_THREADS:
            return None
        _running += 1
    return _pool().submit(_run, str(job.pk))


def _run(job_id: str) -> None:
    global _running
    try:
        runner.run_by_id(job_id)
    finally:
        close_old_connections()
        with _slots_lock:
            _running -= 1
