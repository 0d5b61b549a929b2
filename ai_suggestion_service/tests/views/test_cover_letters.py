"""Cover letters."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.llm.letters import TONES as PROMPTED_TONES
from api.models import CoverLetter, EgressRecord, JobDescription
from api.serializers.cover_letters import TONES
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import runner
from servicekit.jobs.models import Job
from tests.fakes import FakeResumeService

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "/api/cover-letters"
JOB = "Backend developer\nRequirements\n- Python and Django\n- Docker\n- COBOL on mainframes\n"

Ask = Callable[..., Any]


@pytest.fixture
def ask(client: APIClient, resumes: FakeResumeService, user_id: str) -> Ask:
    """Return a function that asks for a letter on a résumé of the user."""
    resume_id = resumes.add(user_id)

    def post(headers: dict[str, str] | None = None, **changes: Any) -> Any:
        order = {"resume_id": resume_id, "job_description": JOB, **changes}
        order = {name: value for name, value in order.items() if value is not None}
        return client.post(PATH, order, "json", headers=headers or {})

    return post


def test_a_waiting_caller_gets_the_finished_letter(ask: Ask, client: APIClient) -> None:
    response = ask()

    body = response.json()
    assert response.status_code == 201, body
    assert response["Location"] == f"{PATH}/{body['id']}"
    assert body["status"] == "completed"
    assert body["paragraphs"]
    assert body["signature"] == "Ann Example"
    assert body["text"].endswith("Ann Example")
    assert body["refused"] == []
    assert client.get(response["Location"]).json() == body


def test_the_job_may_be_a_kept_one_and_a_version_is_named(ask: Ask, client: APIClient) -> None:
    job = client.post("/api/job-descriptions", {"title": "Developer", "text": JOB}, "json").json()

    body = ask(job_description=None, job_description_id=job["id"], version=1).json()

    assert body["job_description"]["id"] == job["id"]
    assert body["subject"] == "Developer"
    assert body["resume_number"] == 1
    assert JobDescription.objects.count() == 1


def test_sentences_that_the_resume_does_not_support_are_refused_by_name(
    ask: Ask, llm: LlmServer, client: APIClient
) -> None:
    llm.state.modes = ["inventing"]

    response = ask()

    problem = response.json()
    assert (response.status_code, problem["code"]) == (502, "unsupported_claims")
    assert "Globex" not in str(Job.objects.get().error)
    row = client.get(f"{PATH}/{problem['cover_letter_id']}").json()
    assert (row["status"], row["paragraphs"], row["text"]) == ("failed", [], "")
    assert row["error"]["code"] == "unsupported_claims"
    claims = {claim["claim"] for passage in row["refused"] for claim in passage["claims"]}
    assert "Globex" in claims


def test_nothing_personal_reaches_an_outside_provider_and_the_egress_is_on_record(
    ask: Ask, llm: LlmServer, user_id: str
) -> None:
    body = ask().json()

    assert body["status"] == "completed"
    sent = str(llm.state.bodies)
    assert "Django" in sent
    assert "ann@example.com" not in sent
    assert "Ann Example" not in sent
    record = EgressRecord.objects.get()
    assert (str(record.subject_id), record.purpose) == (body["id"], "cover_letter")


@pytest.mark.parametrize("tone", TONES)
def test_the_tone_is_told_to_the_model(ask: Ask, llm: LlmServer, tone: str) -> None:
    body = ask(tone=tone).json()

    assert body["tone"] == tone
    assert PROMPTED_TONES[tone] in str(llm.state.bodies)


def test_the_tones_of_the_contract_are_those_of_the_prompt() -> None:
    assert set(TONES) == set(PROMPTED_TONES)


def test_who_does_not_wait_is_answered_at_once_and_a_worker_writes_it(
    ask: Ask, client: APIClient
) -> None:
    response = ask(headers={"Prefer": "respond-async"})

    assert (response.status_code, response.json()["status"]) == (202, "queued")
    assert response["Preference-Applied"] == "respond-async"
    assert runner.run_by_id(Job.objects.get().pk)
    assert client.get(response["Location"]).json()["status"] == "completed"
    assert CoverLetter.objects.get().input is None


def test_a_failing_provider_leaves_a_failed_letter(
    ask: Ask, llm: LlmServer, client: APIClient
) -> None:
    llm.state.modes = ["failing"]

    response = ask()

    assert (response.status_code, response.json()["code"]) == (503, "provider_unavailable")
    row = client.get(f"{PATH}/{response.json()['cover_letter_id']}").json()
    assert (row["status"], row["text"]) == ("failed", "")


def test_the_same_key_writes_one_letter(ask: Ask) -> None:
    first, again = (ask(headers={"Idempotency-Key": "letter-1"}) for _ in range(2))

    assert again["Idempotency-Replayed"] == "true"
    assert again.content == first.content
    assert CoverLetter.objects.count() == 1


def test_a_list_shows_the_newest_first_and_filters(ask: Ask, client: APIClient) -> None:
    first, second = ask().json(), ask().json()

    rows = client.get(PATH).json()["results"]

    assert [row["id"] for row in rows] == [second["id"], first["id"]]
    assert client.get(f"{PATH}?status=failed").json()["results"] == []
    assert client.get(f"{PATH}?resume_id=nonsense").status_code == 400


def test_strangers_and_nobody_see_no_letter(
    ask: Ask, stranger: APIClient, anonymous: APIClient
) -> None:
    path = f"{PATH}/{ask().json()['id']}"

    assert stranger.get(path).status_code == 404
    assert stranger.delete(path).status_code == 404
    assert stranger.get(PATH).json()["results"] == []
    assert anonymous.get(path).status_code == 401
    assert anonymous.post(PATH, {}, "json").status_code == 401


def test_a_strangers_resume_and_job_are_not_there(ask: Ask) -> None:
    assert ask(resume_id=str(uuid.uuid4())).json()["code"] == "resume_not_found"
    missing = ask(job_description=None, job_description_id=str(uuid.uuid4()))
    assert missing.json()["code"] == "job_description_not_found"


@pytest.mark.parametrize(
    "changes",
    [
        {"job_description": None},
        {"job_description": "short"},
        {"tone": "sarcastic"},
        {"model": "no such model"},
        {"version": 0},
        {"resume_id": "nonsense"},
    ],
)
def test_bad_input_writes_nothing(ask: Ask, changes: dict[str, Any]) -> None:
    assert ask(**changes).status_code == 400
    assert not CoverLetter.objects.exists()


def test_a_letter_is_deleted_unless_it_has_changed(ask: Ask, client: APIClient) -> None:
    response = ask()

    stale = client.delete(response["Location"], headers={"If-Match": '"other"'})
    gone = client.delete(response["Location"], headers={"If-Match": response["ETag"]})

    assert (stale.status_code, gone.status_code) == (412, 204)
    assert client.get(response["Location"]).status_code == 404


def test_an_unchanged_letter_is_not_sent_again(ask: Ask, client: APIClient) -> None:
    response = ask()

    again = client.get(response["Location"], headers={"If-None-Match": response["ETag"]})

    assert again.status_code == 304
