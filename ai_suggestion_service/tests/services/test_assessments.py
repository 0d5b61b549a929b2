"""Making a suggestion, also after something went wrong."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from api.matching.limits import MAX_REQUIREMENTS
from api.models import AIModel, EgressRecord, Suggestion
from api.services import suggestions
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import queue, runner
from servicekit.jobs.models import Job, JobStatus
from servicekit.jobs.sweep import sweep
from tests.fakes import RESUME_TEXT

pytestmark = [pytest.mark.usefixtures("tables"), pytest.mark.django_db(transaction=True)]

JOB = "Requirements\n- Python and Django\n- Docker\n"
Begin = Callable[..., Job]


@pytest.fixture
def begin(llm: LlmServer) -> Begin:
    """Return a function that writes a suggestion with its job, as a request does."""

    def write(**changes: Any) -> Job:
        given = {"resume_text": RESUME_TEXT, "sections": {}, "job_text": JOB, "job_title": ""}
        suggestion = Suggestion.objects.create(
            user_id="u",
            resume_id=uuid.uuid4(),
            resume_version_id=uuid.uuid4(),
            ai_model=AIModel.objects.get(provider="openai"),
            model_name="OpenAI",
            provider="openai",
            input={**given, **changes},
        )
        return queue.enqueue(suggestions.KIND, subject_id=suggestion.pk, user_id="u")

    return write


def _lose_the_worker(job: Job) -> None:
    """Let an attempt begin and die without a trace."""
    assert queue.claim([job.pk])
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep()


def test_a_worker_makes_what_a_request_left_behind(begin: Begin) -> None:
    job = begin()

    runner.run_by_id(job.pk)

    suggestion = Suggestion.objects.get()
    assert (suggestion.status, suggestion.input) == ("completed", None)
    assert suggestion.score is not None
    assert Job.objects.get().result == {"suggestion_id": str(suggestion.pk)}


def test_an_attempt_that_died_is_on_record_as_possibly_sent(begin: Begin) -> None:
    job = begin()
    _lose_the_worker(job)

    runner.run_by_id(job.pk)

    outcomes = EgressRecord.objects.order_by("sent_at").values_list("outcome", "size")
    assert list(outcomes) == [("unknown", 0), ("answered", outcomes[1][1])]
    assert Suggestion.objects.get().status == "completed"


def test_a_worker_that_always_dies_ends_in_a_failure(begin: Begin) -> None:
    job = begin()
    for _ in range(3):
        _lose_the_worker(job)

    suggestion = Suggestion.objects.get()
    assert (suggestion.status, suggestion.score, suggestion.input) == ("failed", None, None)
    assert (suggestion.error_code, suggestion.error_retryable) == ("worker_lost", True)


def test_a_late_worker_writes_nothing_over_a_newer_attempt(begin: Begin) -> None:
    job = begin()
    late = queue.claim([job.pk])[0]
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep()
    runner.run_by_id(job.pk)
    newest = Suggestion.objects.values().get()

    runner.run(late)

    assert Suggestion.objects.values().get() == newest
    assert Job.objects.get().status == JobStatus.SUCCEEDED


def test_failing_calls_are_on_record_and_never_more_than_three(
    begin: Begin, llm: LlmServer
) -> None:
    llm.state.modes = ["failing"]

    runner.run_by_id(begin().pk)

    assert 1 <= llm.state.calls <= 3
    assert EgressRecord.objects.filter(outcome="failed").count() == llm.state.calls


def test_a_refused_key_is_not_the_callers_affair(begin: Begin, llm: LlmServer) -> None:
    llm.state.modes = ["unauthorized"]

    runner.run_by_id(begin().pk)

    assert Suggestion.objects.get().error_code == "provider_unavailable"


def test_a_model_removed_meanwhile_is_a_failure(begin: Begin) -> None:
    job = begin()
    AIModel.objects.filter(provider="openai").delete()

    runner.run_by_id(job.pk)

    assert Suggestion.objects.get().error_code == "model_gone"


def test_a_job_that_asks_only_for_what_resumes_do_not_say_has_no_score(
    begin: Begin, llm: LlmServer
) -> None:
    job = begin(job_text="Requirements\n- Willingness to travel\n- Team player")

    runner.run_by_id(job.pk)

    suggestion = Suggestion.objects.get()
    assert (suggestion.status, suggestion.score) == ("completed", None)
    assert "nothing_assessable" in [note["code"] for note in suggestion.warnings]


def test_requirements_beyond_the_cap_are_told(begin: Begin) -> None:
    lines = "\n".join(f"- Experience with tool number {n}" for n in range(MAX_REQUIREMENTS + 5))

    runner.run_by_id(begin(job_text=f"Requirements\n{lines}").pk)

    suggestion = Suggestion.objects.get()
    assert len(suggestion.requirements) == MAX_REQUIREMENTS
    assert "requirements_left_out" in [note["code"] for note in suggestion.warnings]


def test_the_same_input_gives_the_same_result(begin: Begin) -> None:
    runner.run_by_id(begin().pk)
    runner.run_by_id(begin().pk)

    first, second = Suggestion.objects.values("score", "requirements", "feedback")
    assert first == second
