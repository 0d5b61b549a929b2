"""Claiming, ending and retrying jobs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from servicekit.jobs import queue, runner
from servicekit.jobs.kinds import JobError, JobFailed, LeaseLost, kind_named
from servicekit.jobs.models import Job, JobStatus
from servicekit.jobs.runner import Attempt
from servicekit.jobs.sweep import sweep
from tests import kinds

pytestmark = pytest.mark.django_db

PAST = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def _no_behaviours() -> None:
    kinds.behaviours.clear()
    kinds.failures.clear()


def _job(subject: str = "s", **fields: object) -> Job:
    job = queue.enqueue("scripted", subject_id=subject, user_id="user-1")
    if fields:
        Job.objects.filter(pk=job.pk).update(**fields)
        job.refresh_from_db()
    return job


def test_a_job_is_claimed_once() -> None:
    job = _job()

    first, second = queue.claim([job.pk]), queue.claim([job.pk])

    assert [claimed.pk for claimed in first] == [job.pk]
    assert second == []


def test_due_jobs_are_claimed_longest_waiting_first_up_to_the_limit() -> None:
    jobs = [_job(str(n), run_after=timezone.now() - timedelta(seconds=n)) for n in range(1, 6)]

    claimed = queue.claim_due(2)

    assert {job.pk for job in claimed} == {jobs[4].pk, jobs[3].pk}


def test_a_job_for_later_is_not_claimed() -> None:
    job = queue.enqueue("scripted", subject_id="s", delay=60)

    assert queue.claim([job.pk]) == []
    assert queue.claim_due(5) == []


def test_a_finished_job_keeps_its_result() -> None:
    job = _job()

    assert runner.run_by_id(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.SUCCEEDED
    assert job.result == {"attempt": 1}
    assert job.finished_at is not None


def test_a_late_worker_cannot_overwrite_a_newer_attempt() -> None:
    job = _job()
    (late,) = queue.claim([job.pk])
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - PAST)
    sweep()
    (newer,) = queue.claim([job.pk])

    with pytest.raises(LeaseLost), Attempt(late).completing({"by": "late"}):
        _job("written by the late worker")
    queue.succeed(newer, {"by": "newer"})

    job.refresh_from_db()
    assert job.result == {"by": "newer"}
    assert not Job.objects.filter(subject_id="written by the late worker").exists()


def test_a_temporary_failure_is_tried_again_and_then_ends() -> None:
    job = _job()

    def fail(attempt: Attempt) -> None:
        raise JobFailed(JobError("down", "Down.", retryable=True), retry_in=0.0)

    kinds.behaviours["s"] = fail

    for _ in range(3):
        assert runner.run_by_id(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert job.error == {"code": "down", "detail": "Down.", "retryable": True}
    assert kinds.failures == [("s", "down")]
    assert not runner.run_by_id(job.pk)


def test_a_final_failure_is_not_tried_again() -> None:
    job = _job()

    def fail(attempt: Attempt) -> None:
        raise JobFailed(JobError("broken", "Broken."))

    kinds.behaviours["s"] = fail

    runner.run_by_id(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempt) == (JobStatus.FAILED, 1)


def test_a_crash_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    job = _job()

    def crash_once(attempt: Attempt) -> None:
        if attempt.job.attempt == 1:
            raise RuntimeError("crash")
        kinds.complete(attempt)

    kinds.behaviours["s"] = crash_once

    runner.run_by_id(job.pk)
    runner.run_by_id(job.pk)

    job.refresh_from_db()
    assert job.result == {"attempt": 2}


def test_a_job_whose_worker_always_dies_fails_in_the_end() -> None:
    job = _job()

    for _ in range(3):
        queue.claim([job.pk])
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - PAST)
        sweep()

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert job.error["code"] == "worker_lost"
    assert kinds.failures == [("s", "worker_lost")]


def test_a_renewed_lease_does_not_expire() -> None:
    job = _job()
    (claimed,) = queue.claim([job.pk])
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - PAST)

    queue.renew([(claimed.pk, claimed.claim)])
    sweep()

    job.refresh_from_db()
    assert job.status == JobStatus.RUNNING


def test_progress_is_shown_while_the_lease_holds() -> None:
    job = _job()
    (claimed,) = queue.claim([job.pk])

    Attempt(claimed).progress(done=3, total=9)

    job.refresh_from_db()
    assert job.progress == {"done": 3, "total": 9}


def test_backoff_doubles_up_to_a_limit() -> None:
    job = Job(kind="scripted", attempt=3)
    base = kind_named("scripted").retry_base

    assert queue.backoff(job) == base * 4


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(LookupError):
        queue.enqueue("nonsense", subject_id="s")


def test_more_attempts_than_allowed_are_refused_by_the_database() -> None:
    job = _job()

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(attempt=4)
    Job.objects.filter(pk=job.pk).update(attempt=3)


def test_a_running_job_without_a_lease_is_refused_by_the_database() -> None:
    job = _job()

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(status=JobStatus.RUNNING)
    assert queue.claim([job.pk])


def test_the_owner_sees_the_job(client: APIClient) -> None:
    job = _job()

    response = client.get(f"/api/jobs/{job.pk}")

    assert response.status_code == 200
    assert response.json()["job_id"] == str(job.pk)
    assert response.json()["status"] == "queued"


def test_a_stranger_does_not_see_the_job(stranger: APIClient, anonymous: APIClient) -> None:
    job = _job()

    assert stranger.get(f"/api/jobs/{job.pk}").status_code == 404
    assert anonymous.get(f"/api/jobs/{job.pk}").status_code == 401


@pytest.mark.parametrize("status", [JobStatus.QUEUED, JobStatus.RUNNING])
def test_a_cancelled_job_is_over_and_its_worker_writes_nothing(status: JobStatus) -> None:
    job = _job()
    held = queue.claim([job.pk])[0] if status == JobStatus.RUNNING else job

    queue.cancel("scripted", subject_id="s", error=JobError("deleted", "Gone."))

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert job.error == {"code": "deleted", "detail": "Gone.", "retryable": False}
    with pytest.raises(LeaseLost), Attempt(held).completing():
        pass


def test_cancelling_leaves_finished_and_other_jobs_alone() -> None:
    done, other = _job(), _job("other")
    queue.succeed(queue.claim([done.pk])[0], None)

    queue.cancel("scripted", subject_id="s", error=JobError("deleted", "Gone."))

    done.refresh_from_db()
    other.refresh_from_db()
    assert (done.status, other.status) == (JobStatus.SUCCEEDED, JobStatus.QUEUED)
