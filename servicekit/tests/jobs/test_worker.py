"""The embedded worker and jobs in the web process, on real threads and connections."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError, connections
from django.utils import timezone

from servicekit.jobs import local, queue, runner
from servicekit.jobs.models import Job, JobStatus
from servicekit.jobs.runner import Attempt, Leases
from servicekit.jobs.sweep import sweep
from servicekit.jobs.worker import Worker
from tests import kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker() -> Iterator[Worker]:
    kinds.behaviours.clear()
    worker = Worker(4)

    def run() -> None:
        worker.run()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    yield worker
    worker.stop()
    thread.join(10)
    assert not thread.is_alive()


def _wait_until_ended(jobs: list[Job], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    ids = [job.pk for job in jobs]
    while Job.objects.filter(pk__in=ids, status__in=("queued", "running")).exists():
        assert time.monotonic() < deadline, "the jobs did not end"
        time.sleep(0.02)


def test_the_worker_runs_every_job_once(worker: Worker) -> None:
    runs: list[str] = []

    def note(attempt: Attempt) -> None:
        runs.append(attempt.subject_id)
        kinds.complete(attempt)

    for number in range(30):
        kinds.behaviours[str(number)] = note
    jobs = [queue.enqueue("scripted", subject_id=number) for number in range(30)]

    _wait_until_ended(jobs)

    assert sorted(runs, key=int) == [str(number) for number in range(30)]
    assert Job.objects.filter(status=JobStatus.SUCCEEDED).count() == 30


def test_jobs_run_side_by_side(worker: Worker) -> None:
    together = threading.Barrier(4, timeout=5)

    def meet(attempt: Attempt) -> None:
        together.wait()
        kinds.complete(attempt)

    kinds.behaviours.update({str(n): meet for n in range(4)})
    jobs = [queue.enqueue("scripted", subject_id=n) for n in range(4)]

    _wait_until_ended(jobs)

    assert Job.objects.filter(status=JobStatus.SUCCEEDED).count() == 4


def test_a_caller_gets_the_result_of_a_job_run_here() -> None:
    kinds.behaviours.clear()
    job = queue.enqueue_claimed("scripted", subject_id="s")

    local.run_and_wait(job, 5.0)

    job.refresh_from_db()
    assert job.status == JobStatus.SUCCEEDED


def test_a_caller_who_waits_no_longer_finds_the_job_running() -> None:
    release = threading.Event()

    def hang(attempt: Attempt) -> None:
        release.wait(5)
        kinds.complete(attempt)

    kinds.behaviours["s"] = hang
    job = queue.enqueue_claimed("scripted", subject_id="s")

    local.run_and_wait(job, 0.3)

    job.refresh_from_db()
    assert job.status == JobStatus.RUNNING
    release.set()
    _wait_until_ended([job])


def test_without_a_free_thread_the_job_is_left_to_the_workers(settings: object) -> None:
    settings.LOCAL_JOB_THREADS = 0  # type: ignore[attr-defined]
    job = queue.enqueue_claimed("scripted", subject_id="s")

    local.run_and_wait(job, 0.1)

    job.refresh_from_db()
    assert job.status == JobStatus.QUEUED


def test_without_a_free_thread_the_caller_waits_for_a_worker(
    settings: object, worker: Worker
) -> None:
    settings.LOCAL_JOB_THREADS = 0  # type: ignore[attr-defined]
    job = queue.enqueue_claimed("scripted", subject_id="s")

    local.run_and_wait(job, 10.0)

    job.refresh_from_db()
    assert job.status == JobStatus.SUCCEEDED


def test_no_worker_takes_a_job_that_is_run_where_it_was_written() -> None:
    job = queue.enqueue_claimed("scripted", subject_id="s")

    assert queue.claim_due(10) == []
    assert queue.claim([job.pk]) == []


def test_a_job_whose_process_died_before_it_began_is_given_to_a_worker() -> None:
    kinds.behaviours.clear()
    job = queue.enqueue_claimed("scripted", subject_id="s")
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    sweep()
    runner.run_by_id(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempt) == (JobStatus.SUCCEEDED, 2)


def test_a_job_run_here_is_handed_its_subject() -> None:
    seen: list[object] = []

    def look(attempt: Attempt) -> None:
        seen.append(attempt.subject)
        kinds.complete(attempt)

    kinds.behaviours["s"] = look
    subject = object()

    local.run_and_wait(queue.enqueue_claimed("scripted", subject_id="s", subject=subject), 5.0)

    assert seen == [subject]


def test_the_thread_that_renews_leases_outlives_a_database_outage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queue, "LEASE_SECONDS", 0.3)
    leases = Leases()
    job = Job(claim=uuid.uuid4())

    def no_database() -> None:
        raise OperationalError("gone away")

    monkeypatch.setattr(runner, "close_old_connections", no_database)

    with leases.held(job):
        time.sleep(0.5)
        assert leases._thread is not None
        assert leases._thread.is_alive()
