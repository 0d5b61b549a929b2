"""Résumés from what somebody tells."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient
from werkzeug import Response

from api.models import AIModel, EgressRecord, Generation
from api.services import ai_models, generations, housekeeping
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import runner
from servicekit.jobs.models import Job
from tests.conftest import logged_in
from tests.fakes import FakeResumeService, problem

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "/api/ai/generate"
TOLD = (
    "My name is Ann Example, ann@example.com. I worked as a backend developer at Example Ltd from "
    "2019 to 2024. I built web services with Python and Django for 40 shops."
)


def _tell(who: APIClient, text: str = TOLD, **more: Any) -> Any:
    headers = more.pop("headers", {})
    return who.post(PATH, {"user_input": text, **more}, "json", headers=headers)


def test_what_is_told_becomes_sections_and_nothing_else(client: APIClient) -> None:
    response = _tell(client)

    body = response.json()
    assert response.status_code == 201, body
    assert body["sections"]["work"][0]["name"] == "Example Ltd"
    assert body["sections"]["basics"]["email"] == "ann@example.com"
    assert body["refused"] == []
    assert "No education was told." in body["notes"]
    assert body["token"] is None
    assert client.get(response["Location"]).json() == body


def test_what_was_never_told_is_left_out_by_name(client: APIClient, llm: LlmServer) -> None:
    llm.state.modes = ["inventing"]

    body = _tell(client).json()

    assert body["status"] == "completed"
    assert body["sections"]["basics"] == {"summary": TOLD}
    assert "Globex" not in str(body["sections"])
    claims = {claim["claim"] for passage in body["refused"] for claim in passage["claims"]}
    assert "Globex" in claims
    assert "/work/0/name" in {passage["pointer"] for passage in body["refused"]}


def test_an_answer_of_which_nothing_was_told_fails(client: APIClient, llm: LlmServer) -> None:
    llm.state.modes = ["inventing"]

    response = _tell(client, "ich kann viel und arbeite gern")

    body = response.json()
    assert (response.status_code, body["code"]) == (502, "unsupported_claims")
    row = client.get(f"{PATH}/{body['generation_id']}").json()
    assert (row["status"], row["sections"]) == ("failed", {})
    assert row["refused"]


def test_without_a_login_the_result_is_given_to_its_token_only(
    anonymous: APIClient, stranger: APIClient
) -> None:
    response = _tell(anonymous)

    body = response.json()
    path = f"{PATH}/{body['id']}"
    assert response.status_code == 201, body
    assert anonymous.get(f"{path}?token={body['token']}").json() == body
    assert stranger.get(f"{path}?token={body['token']}").status_code == 200
    assert anonymous.get(path).status_code == 404
    assert anonymous.get(f"{path}?token=guess").status_code == 404
    assert stranger.get(path).status_code == 404
    assert Generation.objects.get().user_id.startswith("anon-")


def test_the_token_of_one_result_opens_no_other(anonymous: APIClient, client: APIClient) -> None:
    first, second = _tell(anonymous).json(), _tell(anonymous).json()
    mine = _tell(client).json()
    token = generations.token_of(Generation.objects.get(pk=mine["id"]))

    assert anonymous.get(f"{PATH}/{second['id']}?token={first['token']}").status_code == 404
    assert anonymous.get(f"{PATH}/{mine['id']}?token={token}").status_code == 404


def test_the_account_of_an_address_does_not_show_the_address() -> None:
    account = generations.anonymous_account("192.0.2.7")

    assert account == generations.anonymous_account("192.0.2.7")
    assert account != generations.anonymous_account("192.0.2.8")
    assert "192" not in account.removeprefix("anon-")[:3] or "." not in account
    assert len(account) <= 36


def test_a_model_that_needs_a_login_is_not_for_everybody(
    anonymous: APIClient, llm: LlmServer
) -> None:
    refused = _tell(anonymous, model="OpenAI")
    by_default = _tell(anonymous)

    assert (refused.status_code, refused.json()["code"]) == (401, "login_required")
    assert by_default.json()["model"] == "Offline analyser"
    assert llm.state.calls == 0


def test_without_an_open_model_a_login_is_needed(anonymous: APIClient, llm: LlmServer) -> None:
    AIModel.objects.update(login_required=True)
    ai_models.forget()

    assert _tell(anonymous).json()["code"] == "login_required"


def test_with_billing_only_free_models_are_open(anonymous: APIClient, settings: Any) -> None:
    settings.BILLING_ENABLED = True
    AIModel.objects.filter(provider="offline").update(credits_per_use=1)
    ai_models.forget()

    assert _tell(anonymous).json()["code"] == "login_required"


def test_an_address_without_a_login_is_throttled(anonymous: APIClient, settings: Any) -> None:
    settings.THROTTLES_ENABLED = True

    codes = [_tell(anonymous).status_code for _ in range(12)]

    assert codes[:10] == [201] * 10
    assert codes[-1] == 429


def test_results_without_a_login_are_purged_after_a_day(
    anonymous: APIClient, client: APIClient
) -> None:
    _tell(anonymous), _tell(client)
    old = timezone.now() - timedelta(hours=25)
    Generation.objects.update(created_at=old)
    EgressRecord.objects.create(
        user_id="anon-1", purpose="generation", subject_id=uuid.uuid4(), provider="p",
        model_name="m", outcome="answered", sent_at=old,
    )  # fmt: skip

    housekeeping.keep_house()

    assert [row.is_anonymous for row in Generation.objects.all()] == [False]
    assert not EgressRecord.objects.exists()


def test_a_result_is_saved_as_one_resume_however_often(
    client: APIClient, resumes: FakeResumeService, user_id: str
) -> None:
    made = _tell(client).json()

    answers = [client.post(f"{PATH}/{made['id']}/save", {"name": "Mine"}, "json") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    ((_, document),) = resumes.imported.values()
    assert document == made["sections"]
    assert client.get(f"{PATH}/{made['id']}").json()["saved_resume_id"]


def test_a_result_made_before_the_login_is_saved_with_its_token(
    anonymous: APIClient, client: APIClient, stranger: APIClient, user_id: str
) -> None:
    made = _tell(anonymous).json()
    path = f"{PATH}/{made['id']}/save"

    without = client.post(path, {}, "json")
    saved = client.post(path, {"token": made["token"]}, "json")

    assert (without.status_code, saved.status_code) == (404, 201)
    row = Generation.objects.get()
    assert (row.user_id, row.is_anonymous) == (user_id, False)
    assert stranger.post(path, {"token": made["token"]}, "json").status_code == 404
    assert anonymous.get(f"{PATH}/{made['id']}?token={made['token']}").status_code == 404


def test_what_the_resume_service_does_not_take_is_told(
    client: APIClient, resumes: FakeResumeService
) -> None:
    made = _tell(client).json()
    resumes.answer_with = lambda _request: problem(422, "no")

    refused = client.post(f"{PATH}/{made['id']}/save", {}, "json")
    resumes.answer_with = lambda _request: Response("broken", status=500)
    down = client.post(f"{PATH}/{made['id']}/save", {}, "json")

    assert (refused.status_code, refused.json()["code"]) == (422, "resume_not_taken")
    assert (down.status_code, down.json()["code"]) == (503, "resume_service_unavailable")


def test_an_unfinished_result_is_not_saved_and_a_worker_finishes_it(client: APIClient) -> None:
    response = _tell(client, headers={"Prefer": "respond-async"})
    path = response["Location"]

    early = client.post(f"{path}/save", {}, "json")

    assert response.status_code == 202
    assert (early.status_code, early.json()["code"]) == (409, "generation_not_completed")
    assert runner.run_by_id(Job.objects.get().pk)
    assert client.get(path).json()["status"] == "completed"


@pytest.mark.parametrize("text", ["", "Hi", "\u200b" * 40, "x" * 20_001])
def test_too_little_and_too_much_is_refused(client: APIClient, text: str) -> None:
    response = _tell(client, text)

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "user_input"


def test_nobody_else_sees_or_saves_a_result(
    client: APIClient, stranger: APIClient, anonymous: APIClient
) -> None:
    path = f"{PATH}/{_tell(client).json()['id']}"

    assert stranger.get(path).status_code == 404
    assert stranger.post(f"{path}/save", {}, "json").status_code == 404
    assert anonymous.get(path).status_code == 404
    assert anonymous.post(f"{path}/save", {}, "json").status_code == 401


def test_the_same_key_makes_one_result(client: APIClient) -> None:
    headers = {"Idempotency-Key": "told-1"}

    first, again = _tell(client, headers=headers), _tell(client, headers=headers)

    assert again.content == first.content
    assert Generation.objects.count() == 1


def test_an_unverified_address_may_not_spend(
    client: APIClient, user_id: str, settings: Any
) -> None:
    settings.REQUIRE_VERIFIED_EMAIL = True

    assert _tell(logged_in(user_id, email_verified=False)).json()["code"] == "email_not_verified"
