"""People whose accounts an outside identity provider keeps."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from pytest_httpserver import HTTPServer
from rest_framework.test import APIClient

from api.models import Erasure, Resume, User
from api.services import erasures, outside_accounts
from servicekit.jobs import runner
from servicekit.jobs.models import Job

ISSUER = "https://issuer.example.com"
KEY = ec.generate_private_key(ec.SECP256R1())
JSON_RESUME = {"basics": {"name": "Ada Example"}}


@pytest.fixture(autouse=True)
def _outside(settings: Any, httpserver: HTTPServer, db: None) -> None:
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key()))
    keys = {"keys": [{**public, "kid": "k", "alg": "ES256"}]}
    httpserver.expect_request("/keys").respond_with_json(keys)
    httpserver.expect_request("/api/internal/erasures").respond_with_json({"removed": {}})
    settings.AI_SERVICE_URL = httpserver.url_for("").rstrip("/")
    settings.OUTSIDE_ACCOUNTS = True
    settings.TOKEN_TYPE = None
    settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE = ISSUER, "api"
    settings.TOKEN_GUARD = "api.services.outside_accounts.require_welcome"
    source = {"url": httpserver.url_for("/keys")}
    settings.TOKEN_KEYS = {"BACKEND": "servicekit.jwks.RemoteKeys", "OPTIONS": source}
    outside_accounts.forget_remembered()


def _outsider(subject: str = "auth0|ADA", **claims: Any) -> APIClient:
    now = time.time()
    payload = {"iss": ISSUER, "aud": "api", "sub": subject, "iat": now, "exp": now + 600, **claims}
    token = jwt.encode(payload, KEY, "ES256", headers={"kid": "k"})
    return APIClient(raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer {token}")


def _import(client: APIClient) -> Any:
    return client.post("/api/resumes/import", JSON_RESUME, format="json")


def _run_jobs() -> None:
    for job in Job.objects.filter(status="queued"):
        runner.run_by_id(job.pk)


def test_an_outsider_has_resumes_without_an_account() -> None:
    ada = _outsider()

    response = _import(ada)

    assert response.status_code == 201, response.content
    assert ada.get(f"/api/resumes/{response.json()['id']}").status_code == 200
    assert _outsider("auth0|ada").get("/api/resumes").json()["results"] == []
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["users/me", "users/me/consents", "auth/sessions"])
def test_what_belongs_to_an_account_is_elsewhere(path: str) -> None:
    response = _outsider().get(f"/api/{path}")

    assert response.status_code == 403
    assert response.json()["code"] == "account_elsewhere"
    assert ISSUER in response.json()["detail"]


def test_uploads_need_the_providers_word_where_it_is_required(settings: Any) -> None:
    settings.REQUIRE_VERIFIED_EMAIL = True

    answers = [_import(_outsider(**claims)) for claims in ({}, {"email_verified": True})]

    assert [answer.status_code for answer in answers] == [403, 201]
    assert answers[0].json()["code"] == "email_not_verified"


def test_only_a_recent_login_erases() -> None:
    stale = _outsider(auth_time=time.time() - 3600)

    response = stale.delete("/api/users/me", {}, format="json")

    assert response.status_code == 403
    assert response.json()["code"] == "login_too_old"
    assert not Erasure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_logs_in_again_after_an_erasure_begins_anew() -> None:
    before = _outsider()
    _import(before)

    assert before.delete("/api/users/me", {}, format="json").status_code == 202
    assert before.get("/api/resumes").json()["code"] == "account_erased"
    for _ in range(1 + len(erasures.LATER_PASSES_SECONDS)):
        Job.objects.filter(status="queued").update(run_after="2020-01-01T00:00:00Z")
        _run_jobs()
    later = _outsider(iat=time.time() + 2)

    assert not Resume.objects.exists()
    assert later.get("/api/resumes").json()["results"] == []
    assert before.get("/api/resumes").status_code == 401


@pytest.mark.django_db(transaction=True)
def test_while_passes_are_to_come_nothing_can_be_written_that_they_would_remove() -> None:
    _outsider().delete("/api/users/me", {}, format="json")
    _run_jobs()

    response = _import(_outsider(iat=time.time() + 2))

    assert response.status_code == 401
    assert response.json()["code"] == "account_erased"


@pytest.mark.django_db(transaction=True)
def test_a_backup_from_before_the_erasure_is_cleaned_a_later_one_is_not() -> None:
    ada = _outsider()
    _import(ada)
    user_id = Resume.objects.get().user_id
    ada.delete("/api/users/me", {}, format="json")
    _run_jobs()
    Resume.objects.create(user_id=user_id, name="of a later life")
    assert erasures.reapply() == 0
    Erasure.objects.all().delete()

    assert erasures.reapply() == 1

    _run_jobs()
    assert not Resume.objects.exists()


def test_mails_go_to_an_address_that_the_provider_vouches_for(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    told: list[dict[str, Any]] = [
        {},
        {"email": 5, "email_verified": True},
        {"email": "ada@example.org"},
        {"email": "ada@example.org", "email_verified": True},
    ]

    answers = [
        _outsider(**claims).post(
            "/api/users/me/notices", {"kind": "optimization_ready"}, format="json"
        )
        for claims in told
    ]
    used = {"ticket": answers[-1].json()["ticket"], "outcome": "completed"}
    APIClient().post("/api/notices", used, format="json")
    _run_jobs()

    assert [answer.status_code for answer in answers] == [409, 409, 409, 201]
    codes = [answer.json()["code"] for answer in answers[:-1]]
    assert codes == ["no_address", "no_address", "email_not_verified"]
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
