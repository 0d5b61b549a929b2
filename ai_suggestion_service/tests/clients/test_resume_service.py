"""Reading résumés from the other service."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from werkzeug import Response

from api.clients import resume_service as client
from servicekit.errors import DomainError
from servicekit.request_ids import bind_request_id
from tests.fakes import RESUME_TEXT, FakeResumeService, problem
from tests.tokens import access_token

pytestmark = pytest.mark.usefixtures("tables")


def _read(user_id: str, resume_id: str, version: int | None = None) -> client.ResumeText:
    return client.read_text(
        resume_id=uuid.UUID(resume_id),
        version=version,
        user_id=user_id,
        token=access_token(user_id),
    )


def test_the_latest_text_is_read_with_the_callers_token(
    resumes: FakeResumeService, user_id: str
) -> None:
    bind_request_id("request-0001")
    resume_id = resumes.add(user_id)

    resume = _read(user_id, resume_id)

    assert (resume.resume_id, resume.number, resume.text) == (resume_id, 1, RESUME_TEXT)
    assert resume.sections["basics"]["name"] == "Ann Example"
    assert resumes.requests[0].headers["X-Request-ID"] == "request-0001"


def test_a_version_is_asked_for_by_number(resumes: FakeResumeService, user_id: str) -> None:
    resume_id = resumes.add(user_id, number=3)

    assert _read(user_id, resume_id, 3).number == 3
    assert resumes.requests[0].args["version"] == "3"


def test_an_unchanged_text_is_not_sent_again(resumes: FakeResumeService, user_id: str) -> None:
    resume_id = resumes.add(user_id)
    first = _read(user_id, resume_id)

    second = _read(user_id, resume_id)

    assert second == first
    assert "If-None-Match" in resumes.requests[1].headers


def test_a_new_version_is_seen_at_once(resumes: FakeResumeService, user_id: str) -> None:
    resume_id = resumes.add(user_id)
    _read(user_id, resume_id)
    resumes.change(user_id, resume_id, text="New text.", number=2)

    assert _read(user_id, resume_id).text == "New text."


def test_what_is_cached_for_one_is_not_given_to_another(
    resumes: FakeResumeService, user_id: str
) -> None:
    resume_id = resumes.add(user_id)
    _read(user_id, resume_id)

    with pytest.raises(client.ResumeNotFound):
        _read("somebody-else", resume_id)


def test_a_resume_deleted_meanwhile_is_not_served_from_the_cache(
    resumes: FakeResumeService, user_id: str
) -> None:
    resume_id = resumes.add(user_id)
    _read(user_id, resume_id)
    resumes.answer_with = lambda _: problem(404, "not_found")

    with pytest.raises(client.ResumeNotFound):
        _read(user_id, resume_id)


def test_a_cache_that_was_emptied_costs_a_full_answer(
    resumes: FakeResumeService, user_id: str
) -> None:
    resume_id = resumes.add(user_id)
    _read(user_id, resume_id)
    cache.clear()

    assert _read(user_id, resume_id).text == RESUME_TEXT
    assert "If-None-Match" not in resumes.requests[1].headers


@pytest.mark.parametrize("status", ["pending", "parsing"])
def test_a_resume_that_is_still_being_read_is_not_ready(
    resumes: FakeResumeService, user_id: str, status: str
) -> None:
    resume_id = resumes.add(user_id, parse_status=status, text=None)

    with pytest.raises(client.ResumeNotReady) as raised:
        _read(user_id, resume_id)

    assert raised.value.code == "resume_not_ready"
    assert raised.value.retry_after


def test_a_resume_is_ready_as_soon_as_it_was_read(resumes: FakeResumeService, user_id: str) -> None:
    resume_id = resumes.add(user_id, parse_status="parsing", text=None)
    with pytest.raises(client.ResumeNotReady):
        _read(user_id, resume_id)
    resumes.change(user_id, resume_id, parse_status="completed", text=RESUME_TEXT)

    assert _read(user_id, resume_id).text == RESUME_TEXT


@pytest.mark.parametrize(
    "changes",
    [
        {"parse_status": "failed", "parse_error": "The file is encrypted.", "text": None},
        {"text": " \n "},
    ],
    ids=["failed", "empty"],
)
def test_a_resume_without_text_is_unreadable(
    resumes: FakeResumeService, user_id: str, changes: dict[str, Any]
) -> None:
    resume_id = resumes.add(user_id, **changes)

    with pytest.raises(client.ResumeUnreadable) as raised:
        _read(user_id, resume_id)

    assert (changes.get("parse_error") or "no text") in raised.value.detail


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (problem(401, "invalid_token"), client.TokenRefused),
        (problem(403, "permission_denied"), client.TokenRefused),
        (problem(404, "version_not_found"), client.ResumeNotFound),
        (problem(429, "throttled"), client.ResumeServiceUnavailable),
        (problem(500, "internal_error"), client.ResumeServiceUnavailable),
        (Response("<html>", content_type="text/html"), client.ResumeServiceUnavailable),
        (Response("[]", content_type="application/json"), client.ResumeServiceUnavailable),
        (Response("{}", content_type="application/json"), client.ResumeServiceUnavailable),
        (Response(status=302, headers={"Location": "/"}), client.ResumeServiceUnavailable),
        (Response(status=304), client.ResumeServiceUnavailable),
    ],
    ids=["401", "403", "404", "429", "500", "html", "list", "empty", "redirect", "unasked 304"],
)
def test_each_failure_has_its_error(
    resumes: FakeResumeService, user_id: str, answer: Response, error: type[DomainError]
) -> None:
    resumes.answer_with = lambda _: answer

    with pytest.raises(error):
        _read(user_id, str(uuid.uuid4()))

    assert len(resumes.requests) == 1


def test_how_long_to_wait_is_passed_on(resumes: FakeResumeService, user_id: str) -> None:
    resumes.answer_with = lambda _: problem(503, "unavailable", **{"Retry-After": "17"})

    with pytest.raises(client.ResumeServiceUnavailable) as raised:
        _read(user_id, str(uuid.uuid4()))

    assert raised.value.retry_after == 17


def test_a_short_outage_is_bridged_by_one_retry(resumes: FakeResumeService, user_id: str) -> None:
    resume_id = resumes.add(user_id)
    document = json.dumps(resumes.document(user_id, resume_id))
    answers = [problem(503, "unavailable"), Response(document, content_type="application/json")]
    resumes.answer_with = lambda _: answers.pop(0)

    assert _read(user_id, resume_id).text == RESUME_TEXT
    assert len(resumes.requests) == 2


def test_an_outage_is_not_retried_for_ever(resumes: FakeResumeService, user_id: str) -> None:
    resumes.answer_with = lambda _: problem(502, "bad_gateway")

    with pytest.raises(client.ResumeServiceUnavailable):
        _read(user_id, str(uuid.uuid4()))

    assert len(resumes.requests) == 2


def test_a_service_that_is_down_is_unavailable(settings: Any, user_id: str) -> None:
    settings.RESUME_SERVICE_URL = "http://127.0.0.1:9"

    with pytest.raises(client.ResumeServiceUnavailable) as raised:
        _read(user_id, str(uuid.uuid4()))

    assert raised.value.code == "resume_service_unavailable"
