"""Export, erasure and the end of sessions, as users and the résumé service ask for them."""

from __future__ import annotations

import time
import uuid
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from api.llm.budget import Sent
from api.models import EgressRecord, EndedSession, ErasedAccount, JobDescription
from api.services import egress, ended_sessions, erased_accounts
from servicekit import personal_data
from tests.conftest import logged_in
from tests.fakes import FakeResumeService
from tests.tokens import access_token

JOB = {"title": "Developer", "text": "Requirements:\n- Python\n- Django\n"}


@pytest.fixture(autouse=True)
def _keys_of_the_fake(resumes: FakeResumeService, tables: None, settings: Any) -> None:
    settings.SERVICE_TOKEN_KEYS = settings.TOKEN_KEYS
    ended_sessions.forget_remembered()


def _service(scope: str, **claims: Any) -> APIClient:
    token = access_token(
        "resume-management",
        **{"aud": "ai-suggestion", "token_type": "service", "scope": scope, **claims},
    )
    return APIClient(raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer {token}")


def _erase(client: APIClient, user_id: str) -> Any:
    body = {"user_id": user_id, "erasure_id": str(uuid.uuid4())}
    return client.post("/api/internal/erasures", body, format="json")


def test_an_erasure_removes_the_users_rows_and_nobody_elses(user_id: str) -> None:
    other = str(uuid.uuid4())
    for owner in (user_id, other):
        assert logged_in(owner).post("/api/job-descriptions", JOB, format="json").status_code == 201

    response = _erase(_service("erase"), user_id)

    assert response.status_code == 200
    assert response.json()["removed"]["JobDescription"] == 1
    assert list(JobDescription.objects.values_list("user_id", flat=True)) == [other]
    assert _erase(_service("erase"), user_id).json()["removed"]["JobDescription"] == 0


def test_every_table_with_a_user_is_erased() -> None:
    names = {model.__name__ for model in personal_data.rows_of("")}

    assert names >= {
        "AuditEvent",
        "DailyUse",
        "EgressRecord",
        "IdempotencyRecord",
        "Job",
        "JobDescription",
        "Suggestion",
        "SuggestionFeedback",
    }


def test_tokens_from_before_the_erasure_are_refused_later_ones_are_not(user_id: str) -> None:
    before = logged_in(user_id, iat=time.time() - 1)
    _erase(_service("erase"), user_id)

    refused = before.get("/api/suggestions")

    assert refused.status_code == 401
    assert refused.json()["code"] == "account_erased"
    assert logged_in(user_id, iat=time.time() + 1).get("/api/suggestions").status_code == 200


def test_a_call_that_ends_after_the_erasure_leaves_no_record(user_id: str) -> None:
    _erase(_service("erase"), user_id)
    sent = [Sent(provider="p", host="h", model="m", sha256="0" * 64, size=1, at=timezone.now())]

    egress.record(
        user_id=user_id, purpose="suggestion", subject_id=uuid.uuid4(), sent=sent, answered=False
    )

    assert not EgressRecord.objects.exists()


def test_erased_accounts_are_forgotten_once_no_token_can_be_valid(user_id: str) -> None:
    _erase(_service("erase"), user_id)
    assert erased_accounts.purge_old() == 0
    ErasedAccount.objects.update(erased_at=timezone.now() - erased_accounts.KEPT_FOR * 2)

    assert erased_accounts.purge_old() == 1
    assert not erased_accounts.is_erased(user_id)


@pytest.mark.parametrize("sid", ["kc-session", "6f0b9cf4-7d1c-4f0e-9d5c-1a2b3c4d5e6f", 7])
def test_another_issuers_sessions_are_not_looked_up(
    user_id: str, settings: Any, sid: object
) -> None:
    settings.OUTSIDE_ACCOUNTS = True

    assert logged_in(user_id, sid=sid).get("/api/suggestions").status_code == 200


def test_users_do_not_open_internal_doors(user_id: str) -> None:
    assert _erase(logged_in(user_id), user_id).status_code == 401
    assert _erase(APIClient(), user_id).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [{"aud": "resume-pair"}, {"token_type": "access"}, {"iss": "x"}],
)
def test_another_kind_of_token_erases_nothing(user_id: str, claims: dict[str, str]) -> None:
    response = _erase(_service("erase", **claims), user_id)

    assert response.status_code in (401, 403)


def test_a_token_of_another_scope_erases_nothing(user_id: str) -> None:
    response = _erase(_service("sessions"), user_id)

    assert response.status_code == 403
    assert response.json()["code"] == "scope_missing"


def test_a_service_token_is_no_users_token(user_id: str) -> None:
    assert _service("erase").get("/api/suggestions").status_code == 401


def test_an_ended_session_is_refused(user_id: str) -> None:
    session = str(uuid.uuid4())
    client = logged_in(user_id, sid=session)
    assert client.get("/api/suggestions").status_code == 200

    response = _service("sessions").post(
        "/api/internal/ended-sessions", {"session_ids": [session]}, format="json"
    )

    assert response.json() == {"noted": 1}
    refused = client.get("/api/suggestions")
    assert refused.status_code == 401
    assert refused.json()["code"] == "session_ended"
    assert logged_in(user_id, sid=str(uuid.uuid4())).get("/api/suggestions").status_code == 200


def test_telling_it_twice_is_fine() -> None:
    session = {"session_ids": [str(uuid.uuid4())]}

    for _ in range(2):
        answer = _service("sessions").post("/api/internal/ended-sessions", session, format="json")
        assert answer.status_code == 200

    assert EndedSession.objects.count() == 1


def test_the_export_holds_the_users_rows(user_id: str) -> None:
    logged_in(user_id).post("/api/job-descriptions", JOB, format="json")

    body = logged_in(user_id).get("/api/users/me/export").json()

    assert body["JobDescription"][0]["text"].startswith("Requirements")
    assert body["EgressRecord"] == list(EgressRecord.objects.none())
    assert logged_in(str(uuid.uuid4())).get("/api/users/me/export").json()["JobDescription"] == []
