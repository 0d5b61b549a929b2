"""Suggestions."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import AIModel, EgressRecord, JobDescription, Suggestion
from api.services import ai_models
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import runner
from servicekit.jobs.models import Job, JobStatus
from tests.fakes import RESUME_TEXT, FakeResumeService

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "/api/suggestions"
JOB = "Requirements\n- Python and Django\n- Docker\n- Ten years of COBOL on mainframes\n"

Ask = Callable[..., Any]


@pytest.fixture
def ask(client: APIClient, resumes: FakeResumeService, user_id: str) -> Ask:
    """Return a function that asks for a suggestion on a résumé of the user."""
    resume_id = resumes.add(user_id)

    def post(headers: dict[str, str] | None = None, **changes: Any) -> Any:
        order = {"resume_id": resume_id, "job_description": JOB, **changes}
        order = {name: value for name, value in order.items() if value is not None}
        return client.post(PATH, order, "json", headers=headers or {})

    return post


def test_a_waiting_caller_gets_the_finished_suggestion(ask: Ask, llm: LlmServer) -> None:
    response = ask()

    body = response.json()
    assert response.status_code == 201
    assert response["Location"] == f"{PATH}/{body['id']}"
    assert body["status"] == "completed"
    assert 0 < body["score"] < 100
    assert body["error"] is None
    assert body["model"] == "OpenAI"
    assert body["feedback"]
    assert body["completed_at"]


def test_the_score_is_the_sum_of_the_ledger(ask: Ask, llm: LlmServer) -> None:
    body = ask().json()

    points = sum(row["points"] for row in body["requirements"])
    most = sum(row["max_points"] for row in body["requirements"])
    assert most > points > 0
    assert body["score"] == pytest.approx(100 * points / most, abs=0.05)


def test_every_quote_stands_in_the_text_where_it_says(ask: Ask, llm: LlmServer) -> None:
    body = ask().json()

    evidence = [passage for row in body["requirements"] for passage in row["evidence"]]
    assert evidence
    for passage in evidence:
        assert RESUME_TEXT[passage["start"] : passage["end"]] == passage["quote"]


def test_without_a_key_the_offline_analyser_answers(ask: Ask) -> None:
    body = ask().json()

    assert (body["provider"], body["model"]) == ("offline", "Offline analyser")
    assert body["status"] == "completed"
    assert body["score"] is not None
    assert not EgressRecord.objects.exists()


def test_a_lying_model_earns_nothing(ask: Ask, llm: LlmServer) -> None:
    llm.state.modes = ["lying"]

    body = ask().json()

    assert body["score"] == 0
    assert {row["verdict"] for row in body["requirements"]} == {"missing"}
    assert "quote_not_found" in {warning["code"] for warning in body["warnings"]}


def test_personal_data_stays_here(ask: Ask, llm: LlmServer) -> None:
    ask()

    sent = str(llm.state.bodies)
    assert "Django" in sent
    assert "ann@example.com" not in sent
    assert "Ann Example" not in sent


def test_what_left_is_on_record_without_its_text(ask: Ask, llm: LlmServer, user_id: str) -> None:
    body = ask().json()

    record = EgressRecord.objects.get()
    assert str(record.subject_id) == body["id"]
    assert (record.user_id, record.host, record.outcome) == (user_id, "127.0.0.1", "answered")
    assert record.size > 100
    assert len(record.sha256) == 64


@pytest.mark.parametrize(
    ("mode", "status", "code"),
    [
        ("failing", 503, "provider_unavailable"),
        ("nonsense", 502, "provider_invalid_reply"),
        ("rate_limit", 503, "provider_rate_limited"),
    ],
)
def test_a_failure_is_told_to_who_waits_and_stays_readable(
    ask: Ask, client: APIClient, llm: LlmServer, mode: str, status: int, code: str
) -> None:
    llm.state.modes = [mode]

    response = ask()

    problem = response.json()
    assert (response.status_code, problem["code"]) == (status, code)
    assert response["Content-Type"] == "application/problem+json"
    row = client.get(f"{PATH}/{problem['suggestion_id']}").json()
    assert (row["status"], row["score"]) == ("failed", None)
    assert row["error"]["code"] == code
    assert row["error"]["retryable"] is True
    assert llm.state.calls <= 3
    assert Suggestion.objects.get().input is None


def test_a_provider_that_hangs_is_a_timeout(ask: Ask, llm: LlmServer, settings: Any) -> None:
    openai = settings.LLM_PROVIDERS["openai"]
    quick = openai | {"OPTIONS": openai["OPTIONS"] | {"timeout": 0.2}}
    settings.LLM_PROVIDERS = settings.LLM_PROVIDERS | {"openai": quick}
    llm.state.delay = 2.0

    response = ask()

    assert (response.status_code, response.json()["code"]) == (504, "provider_timeout")


def test_asking_again_after_a_failure_makes_a_new_suggestion(ask: Ask, llm: LlmServer) -> None:
    llm.state.modes = ["nonsense"]
    failed = ask().json()["suggestion_id"]
    llm.state.modes = ["honest"]

    again = ask()

    assert again.status_code == 201
    assert again.json()["id"] != failed


def test_a_kept_job_description_can_be_used(ask: Ask, client: APIClient) -> None:
    job = client.post("/api/job-descriptions", {"title": "Developer", "text": JOB}, "json").json()

    body = ask(job_description=None, job_description_id=job["id"]).json()

    assert body["job_description"] == {"id": job["id"], "title": "Developer", "company": ""}
    assert JobDescription.objects.count() == 1


def test_a_suggestion_survives_its_job_description(ask: Ask, client: APIClient) -> None:
    created = ask()
    client.delete(f"/api/job-descriptions/{created.json()['job_description']['id']}")

    body = client.get(created["Location"]).json()

    assert body["job_description"] is None
    assert body["requirements"] == created.json()["requirements"]


def test_who_does_not_want_to_wait_gets_202_at_once(
    ask: Ask, client: APIClient, llm: LlmServer
) -> None:
    response = ask({"Prefer": "respond-async"})

    body = response.json()
    assert response.status_code == 202
    assert response["Preference-Applied"] == "respond-async"
    assert response["Location"] == f"{PATH}/{body['id']}"
    assert (body["status"], body["score"]) == ("queued", None)
    assert llm.state.calls == 0
    assert runner.run_by_id(Job.objects.get().pk)
    assert client.get(response["Location"]).json()["status"] == "completed"


def test_who_waits_too_short_gets_202_and_the_work_goes_on(
    ask: Ask, client: APIClient, llm: LlmServer
) -> None:
    llm.state.delay = 1.5

    response = ask({"Prefer": "wait=1"})

    assert response.status_code == 202
    assert response["Preference-Applied"] == "wait=1"
    assert response.json()["status"] == "processing"
    deadline = time.monotonic() + 10
    while client.get(response["Location"]).json()["status"] == "processing":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert client.get(response["Location"]).json()["status"] == "completed"


def test_the_same_key_asks_the_provider_once(ask: Ask, llm: LlmServer) -> None:
    first = ask({"Idempotency-Key": "suggest-1"})

    second = ask({"Idempotency-Key": "suggest-1"})

    assert second["Idempotency-Replayed"] == "true"
    assert second.content == first.content
    assert llm.state.calls == 1
    assert Suggestion.objects.count() == 1


def test_a_chosen_model_is_used(ask: Ask, llm: LlmServer) -> None:
    body = ask(model="offline ANALYSER").json()

    assert body["provider"] == "offline"
    assert llm.state.calls == 0


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        ({"resume_id": None}, "resume_id"),
        ({"resume_id": "not-an-id"}, "resume_id"),
        ({"job_description": None}, "job_description"),
        ({"job_description": "short"}, "job_description"),
        ({"job_description": "x" * 20_001}, "job_description"),
        ({"job_description_id": str(uuid.uuid4())}, "job_description"),
        ({"version": 0}, "version"),
        ({"model": "no such model"}, "model"),
    ],
)
def test_a_bad_order_is_refused_before_the_resume_is_read(
    ask: Ask, resumes: FakeResumeService, changes: dict[str, Any], attr: str
) -> None:
    response = ask(**changes)

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == [attr]
    assert resumes.requests == []
    assert not Suggestion.objects.exists()


def test_somebody_elses_job_description_is_not_there(ask: Ask, stranger: APIClient) -> None:
    foreign = stranger.post("/api/job-descriptions", {"title": "X", "text": JOB}, "json").json()

    response = ask(job_description=None, job_description_id=foreign["id"])

    assert (response.status_code, response.json()["code"]) == (404, "job_description_not_found")


def test_somebody_elses_resume_is_not_there(client: APIClient, resumes: FakeResumeService) -> None:
    foreign = resumes.add("somebody-else")
    order = {"resume_id": foreign, "job_description": JOB}

    response = client.post(PATH, order, "json")
    absent = client.post(PATH, {**order, "resume_id": str(uuid.uuid4())}, "json")

    assert (response.status_code, response.json()["code"]) == (404, "resume_not_found")
    assert {**response.json(), "request_id": ""} == {**absent.json(), "request_id": ""}
    assert not Suggestion.objects.exists()


def test_the_requests_id_and_token_reach_the_resume_service(
    ask: Ask, resumes: FakeResumeService
) -> None:
    ask({"X-Request-ID": "request-0001"})

    headers = resumes.requests[0].headers
    assert headers["X-Request-ID"] == "request-0001"
    assert headers["Authorization"].startswith("Bearer ")


def test_the_limit_of_a_day_is_kept(ask: Ask, client: APIClient, llm: LlmServer) -> None:
    limit_models(2)
    ask()
    ask()

    response = ask()

    assert (response.status_code, response.json()["code"]) == (429, "daily_limit_reached")
    assert 0 < int(response["Retry-After"]) <= 86_400
    assert Suggestion.objects.count() == 2
    remaining = {row["display_name"]: row["remaining_today"] for row in models_of(client)}
    assert remaining == {"OpenAI": 0, "Offline analyser": 2}


def test_a_failure_does_not_count_against_the_day(
    ask: Ask, client: APIClient, llm: LlmServer
) -> None:
    limit_models(1)
    llm.state.modes = ["nonsense"]
    ask()
    llm.state.modes = ["honest"]

    assert ask().status_code == 201


def limit_models(limit: int) -> None:
    AIModel.objects.update(daily_limit=limit)
    ai_models.forget()


def models_of(client: APIClient) -> list[dict[str, Any]]:
    return list(client.get("/api/ai/models").json()["results"])


def test_own_suggestions_are_listed_newest_first_and_by_resume(
    ask: Ask, client: APIClient, resumes: FakeResumeService, user_id: str
) -> None:
    first, second = ask().json(), ask().json()
    other = ask(resume_id=resumes.add(user_id)).json()

    everything = client.get(PATH).json()["results"]
    of_one = client.get(PATH, {"resume_id": first["resume_id"]}).json()["results"]

    assert [row["id"] for row in everything] == [other["id"], second["id"], first["id"]]
    assert [row["id"] for row in of_one] == [second["id"], first["id"]]
    assert everything[2] == first


def test_a_list_takes_the_same_few_statements_for_any_page(
    client: APIClient, user_id: str, django_assert_max_num_queries: Any
) -> None:
    Suggestion.objects.bulk_create(
        Suggestion(
            user_id=user_id,
            resume_id=uuid.uuid4(),
            resume_version_id=uuid.uuid4(),
            model_name="m",
            provider="p",
        )
        for _ in range(120)
    )

    with django_assert_max_num_queries(3):
        page = client.get(PATH, {"page_size": 100}).json()

    assert len(page["results"]) == 100
    assert page["next"]


def test_a_bad_filter_is_named(client: APIClient) -> None:
    response = client.get(PATH, {"resume_id": "x"})

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "resume_id"


def test_an_unchanged_suggestion_is_not_sent_again(ask: Ask, client: APIClient) -> None:
    created = ask()

    unchanged = client.get(created["Location"], HTTP_IF_NONE_MATCH=created["ETag"])

    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_deleted_suggestion_is_gone(ask: Ask, client: APIClient) -> None:
    path = ask()["Location"]

    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


def test_a_suggestion_deleted_while_it_is_made_writes_nothing(
    ask: Ask, client: APIClient, llm: LlmServer
) -> None:
    created = ask({"Prefer": "respond-async"})
    client.delete(created["Location"])

    ran = runner.run_by_id(Job.objects.get().pk)

    assert not ran
    assert Job.objects.get().status == JobStatus.FAILED
    assert not Suggestion.objects.exists()
    assert llm.state.calls == 0


def test_the_receipt_names_everything_by_digest(ask: Ask, client: APIClient) -> None:
    created = ask()

    receipt = client.get(f"{created['Location']}/receipt").json()

    digests = [name for name in receipt if name.endswith("_sha256")]
    assert len(digests) == 6
    assert all(len(receipt[name]) == 64 for name in digests)
    assert receipt["score"] == created.json()["score"]


def test_a_replay_gives_the_same_score(ask: Ask, client: APIClient) -> None:
    created = ask()

    replay = client.post(f"{created['Location']}/replay").json()

    assert replay["identical"] is True
    assert replay["replayed_score"] == replay["stored_score"] == created.json()["score"]


def test_a_replay_shows_a_score_that_was_tampered_with(ask: Ask, client: APIClient) -> None:
    created = ask()
    Suggestion.objects.update(score=99.9)

    replay = client.post(f"{created['Location']}/replay").json()

    assert replay["identical"] is False
    assert replay["stored_score"] == 99.9
    assert replay["replayed_score"] == created.json()["score"]


@pytest.mark.parametrize("call", ["receipt", "replay"])
def test_what_is_not_ready_has_nothing_to_account_for(
    ask: Ask, client: APIClient, call: str
) -> None:
    path = ask({"Prefer": "respond-async"})["Location"]

    response = client.get(f"{path}/receipt") if call == "receipt" else client.post(f"{path}/replay")

    assert (response.status_code, response.json()["code"]) == (409, "suggestion_not_completed")


def test_feedback_is_kept_and_the_last_word_counts(ask: Ask, client: APIClient) -> None:
    created = ask()
    path = f"{created['Location']}/feedback"
    client.post(path, {"is_helpful": True}, "json")

    response = client.post(path, {"is_helpful": False, "comment": "Too harsh."}, "json")

    assert response.status_code == 201
    body = response.json()
    assert (body["is_helpful"], body["comment"]) == (False, "Too harsh.")
    assert body["suggestion_id"] == created.json()["id"]


@pytest.mark.parametrize(
    "payload", [{}, {"is_helpful": "x"}, {"is_helpful": True, "comment": "x" * 2001}]
)
def test_bad_feedback_is_refused(ask: Ask, client: APIClient, payload: dict[str, Any]) -> None:
    response = client.post(f"{ask()['Location']}/feedback", payload, "json")

    assert response.status_code == 400


@pytest.mark.parametrize(
    ("method", "tail"),
    [("get", ""), ("delete", ""), ("get", "/receipt"), ("post", "/replay"), ("post", "/feedback")],
)
def test_a_stranger_sees_what_is_not_there(
    ask: Ask, stranger: APIClient, anonymous: APIClient, method: str, tail: str
) -> None:
    created = ask()

    foreign = getattr(stranger, method)(f"{created['Location']}{tail}")
    absent = getattr(stranger, method)(f"{PATH}/{uuid.uuid4()}{tail}")
    nobody = getattr(anonymous, method)(f"{created['Location']}{tail}")

    assert (foreign.status_code, nobody.status_code) == (404, 401)
    assert {**foreign.json(), "request_id": ""} == {**absent.json(), "request_id": ""}
    assert Suggestion.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_anonymous_caller_is_asked_to_log_in(anonymous: APIClient, method: str) -> None:
    assert getattr(anonymous, method)(PATH).status_code == 401
