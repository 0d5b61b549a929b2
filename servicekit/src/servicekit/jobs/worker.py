"""The embedded worker: claims due jobs, runs them on threads, sweeps now and then."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.db import close_old_connections, connections
from django.db.utils import Error as DatabaseFailure

from servicekit.jobs import queue, runner
from servicekit.jobs.models import Job
from servicekit.jobs.sweep import sweep

log = structlog.get_logger(__name__)

SHORTEST_PAUSE = 0.02
LONGEST_PAUSE = 0.10
SWEEP_EVERY = 5.0
BATCH = 32


class Worker:
    """Runs up to `threads` jobs at once until stopped, `housekeeping` every `period` seconds."""

    def __init__(
        self,
        threads: int,
        *,
        housekeeping: Callable[[], object] | None = None,
        period: float = 3600.0,
    ) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._free = threading.Semaphore(threads)
        self._stopping = threading.Event()
        self._housekeeping = housekeeping
        self._period = period
        self._last_sweep = float("-inf")
        self._last_housekeeping = time.monotonic()

    def stop(self) -> None:
        """Ask the loop to end after the jobs that run."""
        self._stopping.set()

    def run(self) -> None:
        """Work until stopped; a database that is away for a while is waited for."""
        pause = SHORTEST_PAUSE
        while not self._stopping.is_set():
            try:
                found = self._step()
            except DatabaseFailure as error:
                log.warning("worker_database_unavailable", reason=type(error).__name__)
                connections.close_all()
                found, pause = 0, 1.0
            pause = (
                SHORTEST_PAUSE if found else min(max(pause, SHORTEST_PAUSE) * 1.5, LONGEST_PAUSE)
            )
            if not found:
                self._stopping.wait(pause)
        self._pool.shutdown(wait=True)

    def _step(self) -> int:
        now = time.monotonic()
        if now - self._last_sweep > SWEEP_EVERY:
            self._last_sweep = now
            sweep()
            close_old_connections()
        if self._housekeeping and now - self._last_housekeeping > self._period:
            self._last_housekeeping = now
            self._housekeeping()
        return self._start_due()

    def _start_due(self) -> int:
        slots = self._take_slots()
        if not slots:
            self._stopping.wait(SHORTEST_PAUSE)
            return 0
        try:
            jobs = queue.claim_due(slots)
        except BaseException:
            self._give_back(slots)
            raise
        self._give_back(slots - len(jobs))
        for job in jobs:
            self._pool.submit(self._run_one, job)
        return len(jobs)

    def _take_slots(self) -> int:
        taken = 0
        while taken < BATCH and self._free.acquire(blocking=False):
            taken += 1
        return taken

    def _give_back(self, slots: int) -> None:
        if slots:
            self._free.release(slots)

    def _run_one(self, job: Job) -> None:
        try:
            runner.run(job)
        except Exception:
            log.exception("worker_thread_failed", job_id=str(job.pk))
        finally:
            close_old_connections()
            self._free.release()
