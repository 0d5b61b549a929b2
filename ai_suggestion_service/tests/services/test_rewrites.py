"""Making an optimisation, also after something went wrong."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from api.models import AIModel, EgressRecord, Optimization
from api.services import optimization_events, optimizations
from api.services.rewrite_summary import summary_of
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import queue, runner
from servicekit.jobs.models import Job, JobStatus
from servicekit.jobs.sweep import sweep
from tests.resumes import JOB, SECTIONS, TEXT

pytestmark = [pytest.mark.usefixtures("tables"), pytest.mark.django_db(transaction=True)]

Begin = Callable[..., Job]


@pytest.fixture
def begin(llm: LlmServer) -> Begin:
    """Return a function that writes an optimisation with its job, as a request does."""

    def write(*, strategy: str = "conservative", **changes: Any) -> Job:
        given = {"resume_text": TEXT, "sections": SECTIONS, "job_text": JOB, "job_title": ""}
        made = Optimization.objects.create(
            user_id="u",
            resume_id=uuid.uuid4(),
            resume_version_id=uuid.uuid4(),
            resume_number=1,
            strategy=strategy,
            slot=0,
            ai_model=AIModel.objects.get(provider="openai"),
            model_name="OpenAI",
            provider="openai",
            input={**given, **changes},
        )
        return queue.enqueue(optimizations.KIND, subject_id=made.pk, user_id="u")

    return write


def _lose_the_worker(job: Job) -> None:
    """Let an attempt begin and die without a trace."""
    assert queue.claim([job.pk])
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep()


def test_a_worker_makes_what_a_request_left_behind(begin: Begin) -> None:
    job = begin()

    runner.run_by_id(job.pk)

    made = Optimization.objects.get()
    assert (made.status, made.input, made.slot) == ("completed", None, None)
    assert Job.objects.get().result == {"optimization_id": str(made.pk)}
    assert made.receipt["sections"]
    assert made.usage["calls"] == len(made.receipt["sections"])


def test_a_worker_that_always_dies_ends_in_a_failure_and_makes_room(begin: Begin) -> None:
    job = begin()
    for _ in range(3):
        _lose_the_worker(job)

    made = Optimization.objects.get()
    assert (made.status, made.error_code, made.slot) == ("failed", "worker_lost", None)


def test_events_of_a_second_attempt_follow_those_of_the_first(begin: Begin) -> None:
    job = begin()
    first = queue.claim([job.pk])[0]
    progress = {"attempt": 1, "total": 2, "done": 1, "sections": [{"section": "work"}]}
    queue.set_progress(first, progress)
    made = Optimization.objects.get()
    before = optimization_events.after(made.pk, optimization_events.START)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep()
    runner.run_by_id(job.pk)

    last = optimization_events.position_of(before[-1].id)
    after = optimization_events.after(made.pk, last)

    assert [event.name for event in before] == ["started", "section"]
    assert [event.name for event in after] == ["started", "section", "section", "completed"]
    assert after[0].data["attempt"] == 2


def test_a_late_worker_stops_at_its_next_step_and_writes_nothing(
    begin: Begin, llm: LlmServer
) -> None:
    job = begin()
    late = queue.claim([job.pk])[0]
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep()
    runner.run_by_id(job.pk)
    newest, calls = Optimization.objects.values().get(), llm.state.calls

    runner.run(late)

    assert Optimization.objects.values().get() == newest
    assert Job.objects.get().status == JobStatus.SUCCEEDED
    assert llm.state.calls == calls


def test_a_resume_without_anything_to_reword_is_told(begin: Begin, llm: LlmServer) -> None:
    job = begin(sections={"basics": {"name": "Ann Example"}})

    runner.run_by_id(job.pk)

    made = Optimization.objects.get()
    assert (made.status, made.changes) == ("completed", [])
    assert "nothing_to_reword" in [note["code"] for note in made.warnings]
    assert llm.state.calls == 0


def test_each_section_has_three_calls_of_its_own(begin: Begin, llm: LlmServer) -> None:
    llm.state.modes = ["failing"]

    runner.run_by_id(begin().pk)

    sections = Optimization.objects.get().error_code
    assert sections == "provider_unavailable"
    assert EgressRecord.objects.count() == llm.state.calls <= 6


def test_the_same_input_gives_the_same_changes(begin: Begin) -> None:
    runner.run_by_id(begin().pk)
    Optimization.objects.update(slot=None)
    runner.run_by_id(begin().pk)

    first, second = Optimization.objects.values("changes", "score_before", "score_after")
    assert first == second


def test_what_is_told_is_counted_by_us() -> None:
    assert summary_of([], 50.0, 50.0).startswith("Nothing is proposed.")
    assert "from 40 to 52.5 of 100" in summary_of([], 40.0, 52.5)
    assert "can be judged" in summary_of([], None, None)
