"""Mails about optimisations that have ended."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient
from werkzeug import Response

from api.models import Optimization
from api.services import notices, personal_data
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import runner
from servicekit.jobs.models import Job
from tests.fakes import FakeResumeService, problem

pytestmark = pytest.mark.django_db(transaction=True)

Ask = Callable[..., Any]
WAIT = {"Prefer": "wait=30"}


def work(kind: str = notices.KIND) -> Job:
    """Do what a worker does with the only job of a kind."""
    Job.objects.filter(kind=kind, status="queued").update(run_after=timezone.now())
    job = Job.objects.get(kind=kind)
    assert runner.run_by_id(job.pk)
    job.refresh_from_db()
    return job


def test_who_wants_to_be_told_is_told_once(
    optimize: Ask, client: APIClient, resumes: FakeResumeService
) -> None:
    response = optimize(notify=True)
    work("optimize")

    job = work()

    (ticket, outcome) = next(iter(resumes.tickets.items()))
    asked, told = [one for one in resumes.requests if one.path.endswith("/notices")]
    assert (response.status_code, outcome, len(resumes.tickets)) == (202, "completed", 1)
    assert "Authorization" in asked.headers
    assert "Authorization" not in told.headers
    assert ticket not in asked.url + told.url
    assert (job.status, job.arguments) == ("succeeded", {})
    assert Optimization.objects.get().input is None


def test_nobody_is_told_who_does_not_want_to_be(optimize: Ask, resumes: FakeResumeService) -> None:
    for told in ({}, {"notify": False}):
        assert optimize(WAIT, **told).status_code == 201

    assert resumes.tickets == {}
    assert not Job.objects.filter(kind=notices.KIND).exists()


def test_a_failure_is_told_too(optimize: Ask, resumes: FakeResumeService, llm: LlmServer) -> None:
    llm.state.modes = ["nonsense"]
    assert optimize(WAIT, notify=True).status_code == 502

    work()

    assert list(resumes.tickets.values()) == ["failed"]


def test_a_mail_that_cannot_be_handed_over_is_tried_again_and_holds_nothing_back(
    optimize: Ask, client: APIClient, resumes: FakeResumeService
) -> None:
    response = optimize(WAIT, notify=True)
    resumes.notice_with = lambda _: problem(503, "unavailable", **{"Retry-After": "7"})
    waiting = work()
    assert (waiting.status, waiting.error["code"]) == (  # type: ignore[index]
        "queued",
        "resume_service_unavailable",
    )
    assert 5 < (waiting.run_after - timezone.now()).total_seconds() < 9

    resumes.notice_with = None
    job = work()

    assert response.json()["status"] == "completed"
    assert (job.status, list(resumes.tickets.values())) == ("succeeded", ["completed"])


def test_an_answer_that_was_lost_does_not_have_a_mail_sent_twice(
    optimize: Ask, resumes: FakeResumeService
) -> None:
    optimize(WAIT, notify=True)
    resumes.tickets = dict.fromkeys(resumes.tickets, "completed")

    job = work()

    assert (job.status, job.arguments) == ("succeeded", {})
    assert job.result == {"skipped": "the ticket was used or has expired"}


def test_after_the_last_attempt_the_ticket_is_dropped(
    optimize: Ask, resumes: FakeResumeService
) -> None:
    optimize(WAIT, notify=True)
    resumes.notice_with = lambda _: problem(503, "unavailable")
    Job.objects.filter(kind=notices.KIND).update(attempt=notices.MAX_ATTEMPTS - 1)

    job = work()

    assert (job.status, job.arguments) == ("failed", {})


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (problem(409, "no_address"), 409, "no_address"),
        (problem(409, "email_not_verified"), 409, "email_not_verified"),
        (problem(429, "throttled", **{"Retry-After": "60"}), 429, "too_many_notices"),
        (problem(401, "invalid_token"), 401, "invalid_token"),
        (problem(409, "something_new"), 503, "resume_service_unavailable"),
        (problem(404, "not_found"), 503, "resume_service_unavailable"),
        (problem(500, "internal_error"), 503, "resume_service_unavailable"),
        (Response("<html>", status=201), 503, "resume_service_unavailable"),
        (Response("{}", status=201), 503, "resume_service_unavailable"),
        (Response('{"ticket": 1}', status=201), 503, "resume_service_unavailable"),
    ],
)
def test_without_a_ticket_nothing_is_begun(
    optimize: Ask, resumes: FakeResumeService, answer: Response, status: int, code: str
) -> None:
    resumes.notice_with = lambda _: answer

    response = optimize(notify=True)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert not Optimization.objects.exists()
    assert not Job.objects.exists()


def test_how_long_to_wait_for_another_mail_is_passed_on(
    optimize: Ask, resumes: FakeResumeService
) -> None:
    resumes.notice_with = lambda _: problem(429, "throttled", **{"Retry-After": "61"})

    assert optimize(notify=True)["Retry-After"] == "61"


def test_no_ticket_is_asked_for_where_the_order_is_refused(
    optimize: Ask, resumes: FakeResumeService, settings: Any
) -> None:
    settings.OPTIMIZATIONS_AT_ONCE = 0

    assert optimize(notify=True).status_code == 429
    assert optimize(notify="perhaps").status_code == 400
    assert resumes.tickets == {}


def test_the_same_key_asks_for_one_mail(optimize: Ask, resumes: FakeResumeService) -> None:
    for _ in range(2):
        optimize({"Idempotency-Key": "once"}, notify=True)

    assert len(resumes.tickets) == 1


@pytest.mark.parametrize("end", ["cancel", "delete"])
def test_what_its_owner_ends_is_not_told_of(
    optimize: Ask, client: APIClient, resumes: FakeResumeService, end: str
) -> None:
    path = optimize(notify=True)["Location"]
    response = client.post(f"{path}/cancel") if end == "cancel" else client.delete(path)

    assert response.status_code in (200, 204)
    assert not Job.objects.filter(kind=notices.KIND).exists()
    assert next(iter(resumes.tickets)) not in str(list(Optimization.objects.values()))


def test_one_deleted_before_its_mail_was_sent_is_not_told_of(
    optimize: Ask, client: APIClient, resumes: FakeResumeService
) -> None:
    path = optimize(WAIT, notify=True)["Location"]
    assert Job.objects.filter(kind=notices.KIND).exists()

    client.delete(path)

    assert not Job.objects.filter(kind=notices.KIND).exists()
    assert list(resumes.tickets.values()) == [None]


def test_a_mail_that_is_due_goes_with_the_account(
    optimize: Ask, resumes: FakeResumeService, user_id: str
) -> None:
    optimize(WAIT, notify=True)

    personal_data.remove(user_id=user_id)

    assert not Job.objects.exists()


def test_neither_answers_nor_logs_have_the_ticket(
    optimize: Ask,
    client: APIClient,
    resumes: FakeResumeService,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO):
        begun = optimize(notify=True)
        ticket = next(iter(resumes.tickets))
        shown = client.get(begun["Location"])
        work("optimize")
        resumes.notice_with = lambda _: problem(500, "internal_error")
        work()

    assert ticket not in begun.content.decode() + shown.content.decode() + caplog.text
