"""Credits of suggestions: charged once when they are made, not at all when they are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from api.models import AIModel, CreditAccount, CreditEntry, Suggestion
from api.services import ai_models
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import queue, runner, sweep
from servicekit.jobs.models import Job
from tests.fakes import FakeResumeService
from tests.services.test_credits import check_books

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "/api/suggestions"
JOB = "Requirements\n- Python and Django\n- Docker\n"
LATER = {"Prefer": "respond-async"}

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def _billing(settings: Any) -> None:
    settings.BILLING_ENABLED = True
    settings.BILLING_WELCOME_CREDITS = 2


@pytest.fixture
def ask(client: APIClient, resumes: FakeResumeService, user_id: str) -> Ask:
    """Return a function that asks for a suggestion on a résumé of the user."""
    order = {"resume_id": resumes.add(user_id), "job_description": JOB}
    return lambda **headers: client.post(PATH, order, "json", headers=headers)


def _moves(user_id: str) -> list[tuple[str, int]]:
    check_books(user_id)
    rows = CreditEntry.objects.for_user(user_id).order_by("number")
    return list(rows.values_list("kind", "amount"))[1:]


def test_a_completed_suggestion_costs_its_price(ask: Ask, user_id: str) -> None:
    body = ask().json()

    assert _moves(user_id) == [("reserve", -1), ("settle", 0)]
    about = CreditEntry.objects.for_user(user_id).order_by("number").values("purpose", "subject_id")
    assert list(about)[1:] == [{"purpose": "suggestion", "subject_id": body["id"]}] * 2


def test_a_failed_suggestion_costs_nothing(ask: Ask, llm: LlmServer, user_id: str) -> None:
    llm.state.modes = ["nonsense"]

    assert ask().status_code == 502

    assert _moves(user_id) == [("reserve", -1), ("refund", 1)]


def test_without_enough_credits_nothing_is_begun(ask: Ask, llm: LlmServer, user_id: str) -> None:
    AIModel.objects.update(credits_per_use=3)
    ai_models.forget()

    response = ask()

    body = response.json()
    assert (response.status_code, body["code"]) == (402, "insufficient_credits")
    assert (body["required"], body["balance"]) == (3, 2)
    assert not Suggestion.objects.exists()
    assert not Job.objects.exists()
    assert llm.state.calls == 0
    assert _moves(user_id) == []


def test_a_refusal_does_not_use_up_the_daily_limit(ask: Ask, user_id: str) -> None:
    AIModel.objects.update(credits_per_use=3, daily_limit=1)
    ai_models.forget()
    assert ask().status_code == 402
    CreditAccount.objects.filter(pk=user_id).update(balance=3)

    assert ask().status_code == 201


def test_a_free_model_costs_nothing_and_needs_no_account(ask: Ask) -> None:
    AIModel.objects.update(credits_per_use=0)
    ai_models.forget()

    assert ask().status_code == 201

    assert not CreditEntry.objects.exists()
    assert not CreditAccount.objects.exists()


def test_the_same_key_is_charged_once(ask: Ask, user_id: str) -> None:
    answers = [ask(**{"Idempotency-Key": "k"}) for _ in range(3)]

    assert len({answer.content for answer in answers}) == 1
    assert _moves(user_id) == [("reserve", -1), ("settle", 0)]


def test_a_job_tried_again_is_charged_once(ask: Ask, user_id: str) -> None:
    ask(**LATER)
    [lost] = queue.claim_due(1)
    Job.objects.filter(pk=lost.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep.sweep()
    Job.objects.update(run_after=timezone.now())

    runner.run_by_id(lost.pk)
    runner.run(lost)  # the worker that was thought dead comes back

    assert _moves(user_id) == [("reserve", -1), ("settle", 0)]


def test_a_job_delivered_twice_is_charged_once(ask: Ask, user_id: str) -> None:
    ask(**LATER)
    job = Job.objects.get()

    assert [runner.run_by_id(job.pk) for _ in range(2)] == [True, False]

    assert _moves(user_id) == [("reserve", -1), ("settle", 0)]


def test_what_is_deleted_before_it_was_begun_costs_nothing(
    ask: Ask, client: APIClient, user_id: str
) -> None:
    path = ask(**LATER)["Location"]

    assert client.delete(path).status_code == 204

    assert _moves(user_id) == [("reserve", -1), ("refund", 1)]


def test_what_is_deleted_after_it_was_begun_was_paid(
    ask: Ask, client: APIClient, user_id: str
) -> None:
    path = ask(**LATER)["Location"]
    Suggestion.objects.update(status="processing")

    assert client.delete(path).status_code == 204

    assert _moves(user_id) == [("reserve", -1), ("settle", 0)]


def test_what_is_deleted_when_it_was_completed_was_paid_once(
    ask: Ask, client: APIClient, user_id: str
) -> None:
    path = ask()["Location"]

    assert client.delete(path).status_code == 204

    assert _moves(user_id) == [("reserve", -1), ("settle", 0)]


def test_what_was_charged_comes_back_at_that_price(ask: Ask, settings: Any, user_id: str) -> None:
    ask(**LATER)
    AIModel.objects.update(credits_per_use=9)
    settings.BILLING_ENABLED = False
    Suggestion.objects.update(ai_model=None)

    runner.run_by_id(Job.objects.get().pk)

    assert _moves(user_id) == [("reserve", -1), ("refund", 1)]


def test_where_billing_is_off_no_statement_is_about_credits(
    ask: Ask, settings: Any, user_id: str
) -> None:
    settings.BILLING_ENABLED = False

    with CaptureQueriesContext(connection) as asked:
        ask(**LATER)
        runner.run_by_id(Job.objects.get().pk)

    assert not [query for query in asked.captured_queries if "api_credit" in query["sql"]]
    assert Suggestion.objects.get().status == "completed"
    assert not CreditAccount.objects.exists()
