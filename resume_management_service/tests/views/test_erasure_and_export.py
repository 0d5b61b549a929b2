"""The end of an account, and everything of it as a ZIP."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.management import call_command
from pytest_httpserver import HTTPServer
from rest_framework.test import APIClient
from werkzeug import Request, Response

from api.clients import ai_service
from api.models import Erasure, Resume, ResumeVersion, Session, User
from api.services.signing_keys import OwnKeys
from servicekit.audit.models import AuditEvent
from servicekit.jobs import runner
from servicekit.jobs.models import Job
from servicekit.storage import file_store
from servicekit.tokens import TokenRules, TokenVerifier
from tests.conftest import Uploader
from tests.samples import RESUME_TEXT

PASSWORD = "correct horse battery"


@pytest.fixture
def ai(httpserver: HTTPServer, settings: Any) -> HTTPServer:
    """Return a server that speaks the part of the AI service's contract that is used here."""
    settings.AI_SERVICE_URL = httpserver.url_for("").rstrip("/")
    return httpserver


@pytest.fixture
def erasing_ai(ai: HTTPServer, settings: Any) -> HTTPServer:
    """Let the AI service believe service tokens only, and confirm."""
    rules = TokenRules(settings.SERVICE_TOKEN_ISSUER, ai_service.AUDIENCE, token_type="service")

    def confirm(request: Request) -> Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        claims = TokenVerifier(OwnKeys(), rules, remembered=0).verify(token)
        assert claims.raw["scope"] == "erase"
        return Response(json.dumps({"removed": {"suggestions": 2}}), mimetype="application/json")

    ai.expect_request("/api/internal/erasures", method="POST").respond_with_handler(confirm)
    return ai


def _erase(client: APIClient, password: str = PASSWORD) -> Any:
    return client.delete("/api/users/me", {"password": password}, format="json")


def _run_jobs() -> None:
    for job in Job.objects.filter(status="queued"):
        runner.run_by_id(job.pk)


@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_erased_account_is_left(
    client: APIClient, anonymous: APIClient, upload: Uploader, erasing_ai: HTTPServer
) -> None:
    upload()
    user_id = str(User.objects.get().pk)

    response = _erase(client)
    _run_jobs()

    assert response.status_code == 202
    receipt = anonymous.get(response["Location"]).json()
    assert receipt["finished_at"]
    assert receipt["removed"]["ai_suggestion_service"] == {"suggestions": 2}
    assert receipt["removed"]["resume_management_service"]["Resume"] == 1
    for model in (User, Resume, ResumeVersion, Session):
        assert not model.objects.exists()
    assert not AuditEvent.objects.for_user(user_id).exists()
    assert list(file_store().walk("resumes/")) == []
    assert client.get("/api/users/me").status_code == 401


def test_the_password_is_asked_for(client: APIClient) -> None:
    response = _erase(client, "wrong")

    assert response.status_code == 403
    assert client.get("/api/users/me").status_code == 200
    assert not Erasure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_ai_service_that_is_down_is_told_later(
    client: APIClient, upload: Uploader, ai: HTTPServer
) -> None:
    upload()
    ai.expect_request("/api/internal/erasures").respond_with_data("down", status=503)

    _erase(client)
    _run_jobs()

    job = Job.objects.get(kind="erase_account")
    assert (job.status, job.attempt) == ("queued", 1)
    assert job.error["code"] == "ai_service_unavailable"
    assert job.max_attempts > 100
    assert client.get("/api/users/me").status_code == 401
    assert Erasure.objects.get().finished_at is None


@pytest.mark.django_db(transaction=True)
def test_a_second_pass_removes_what_was_written_meanwhile(
    client: APIClient, upload: Uploader, erasing_ai: HTTPServer
) -> None:
    user_id = str(User.objects.get().pk)
    _erase(client)
    _run_jobs()
    Resume.objects.create(user_id=user_id, name="written by a request in flight")

    Job.objects.filter(status="queued").update(run_after="2020-01-01T00:00:00Z")
    _run_jobs()

    assert not Resume.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_is_cleaned_again(
    client: APIClient, upload: Uploader, erasing_ai: HTTPServer, capsys: Any
) -> None:
    user_id = User.objects.get().pk
    _erase(client)
    _run_jobs()
    Erasure.objects.all().delete()
    User.objects.create_user("ada@example.com", PASSWORD, id=user_id)
    Resume.objects.create(user_id=str(user_id), name="from the backup")

    call_command("reapply_erasures")
    _run_jobs()

    assert "1 accounts" in capsys.readouterr().out
    assert not User.objects.exists()
    assert not Resume.objects.exists()


def _zip(response: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


def test_the_export_holds_everything_of_both_services(
    client: APIClient, upload: Uploader, ai: HTTPServer
) -> None:
    ai.expect_request("/api/users/me/export").respond_with_json({"suggestions": [{"id": 1}]})
    upload(name="Lebenslauf ü.txt")
    _run_jobs()

    response = client.get("/api/users/me/export")

    archive = _zip(response)
    assert response["Content-Type"] == "application/zip"
    names = archive.namelist()
    (file,) = [name for name in names if name.endswith(".txt")]
    assert archive.read(file) == RESUME_TEXT
    assert json.loads(archive.read("account.json"))["email"] == "ada@example.com"
    assert json.loads(archive.read("ai/suggestions.json")) == [{"id": 1}]
    (parsed,) = [name for name in names if name.endswith("parsed.json")]
    assert "Django" in json.loads(archive.read(parsed))["text"]
    assert ai.log[0][0].headers["Authorization"].startswith("Bearer ")


def test_the_manifest_has_the_hash_of_every_entry(
    client: APIClient, upload: Uploader, ai: HTTPServer
) -> None:
    ai.expect_request("/api/users/me/export").respond_with_json({"suggestions": []})
    upload()

    archive = _zip(client.get("/api/users/me/export"))

    manifest = json.loads(archive.read("manifest.json"))
    assert manifest.keys() == set(archive.namelist()) - {"manifest.json"}
    for name, entry in manifest.items():
        data = archive.read(name)
        assert entry == {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def test_an_incomplete_export_is_refused(client: APIClient, ai: HTTPServer) -> None:
    ai.expect_request("/api/users/me/export").respond_with_data("down", status=503)

    response = client.get("/api/users/me/export")

    assert response.status_code == 503
    assert response.json()["code"] == "ai_service_unavailable"


def test_nobody_exports_or_erases_without_a_login(anonymous: APIClient) -> None:
    assert anonymous.get("/api/users/me/export").status_code == 401
    assert _erase(anonymous).status_code == 401
