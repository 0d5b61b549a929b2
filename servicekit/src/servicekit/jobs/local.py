"""Running a job in the web process for a caller who waits for it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import lru_cache

import structlog
from django.conf import settings
from django.db import close_old_connections

from servicekit.database import release_connections
from servicekit.jobs import queue, runner
from servicekit.jobs.models import Job

log = structlog.get_logger(__name__)

LOOK_EVERY_SECONDS = 0.1


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings.LOCAL_JOB_THREADS, thread_name_prefix="job")


_slots_lock = threading.Lock()
_running = 0


def run_and_wait(job: Job, seconds: float) -> None:
    """Run a job of `queue.enqueue_claimed` and return when it has ended or `seconds` are over.

    It goes on after `seconds`; its row tells how it ended. Without a free thread here a worker
    runs it.
    """
    future = _start(job)
    if future is None:
        queue.hand_over(job)
        _wait_for_worker(job, seconds)
        return
    release_connections()
    wait([future], timeout=seconds)


def _wait_for_worker(job: Job, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    unfinished = Job.objects.filter(pk=job.pk, finished_at=None)
    while unfinished.exists() and time.monotonic() < deadline:
        release_connections()
        time.sleep(LOOK_EVERY_SECONDS)


def _start(job: Job) -> Future[None] | None:
    global _running
    with _slots_lock:
        if _running >= settings.LOCAL_JOB_THREADS:
            return None
        _running += 1
    return _pool().submit(_run, job)


def _run(job: Job) -> None:
    global _running
    try:
        runner.run(job)
    except Exception:
        log.exception("local_job_failed", job_id=str(job.pk))  # its lease runs out, a worker tries
    finally:
        close_old_connections()
        with _slots_lock:
            _running -= 1
