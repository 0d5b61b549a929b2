"""Optimised versions written back to the résumé service."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from rest_framework.test import APIClient
from werkzeug import Response

from api.models import OptimizedVersion
from api.services import saves
from tests.fakes import FakeResumeService, problem
from tests.version_fakes import FakeVersions
from tests.views.conftest import Made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def written(resumes: FakeResumeService, httpserver: HTTPServer) -> FakeVersions:
    """Let the résumé service take new versions."""
    return FakeVersions(httpserver, resumes)


@pytest.fixture
def path(made: Made, client: APIClient, written: FakeVersions) -> str:
    """Return the path of an optimised version."""
    accepted = client.post(f"/api/optimize/{made()['id']}/accept", {"apply_all": True}, "json")
    return str(accepted["Location"])


def test_a_version_becomes_the_resumes_next_one(
    path: str, client: APIClient, written: FakeVersions, resume_id: str
) -> None:
    response = client.post(f"{path}/save")

    assert response.status_code == 201
    version = client.get(path).json()
    assert response.json() == version["saved"]
    assert version["saved"] == {
        "resume_id": resume_id,
        "file_id": next(iter(written.files)),
        "number": 2,
    }


def test_nothing_of_the_sections_is_lost_or_added(
    path: str, client: APIClient, written: FakeVersions
) -> None:
    client.post(f"{path}/save")

    (file,) = written.files.values()
    assert file["sections"] == client.get(path).json()["sections"]


@pytest.mark.parametrize(("kind", "magic"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_file_is_of_the_kind_asked_for(
    path: str, client: APIClient, written: FakeVersions, kind: str, magic: bytes
) -> None:
    client.post(f"{path}/save", {"format": kind}, "json")

    (upload,) = written.uploads
    assert b"\r\n\r\n" + magic in upload.get_data()
    (added,) = written.keys.values()
    assert added["file_name"].endswith(f".{kind}")


def test_saving_again_gives_the_same_answer_and_asks_nobody(
    path: str, client: APIClient, written: FakeVersions
) -> None:
    first = client.post(f"{path}/save")

    second = client.post(f"{path}/save", {"format": "pdf"}, "json")

    assert (second.status_code, second.json()) == (201, first.json())
    assert len(written.uploads) == 1


def test_a_save_that_died_after_the_upload_makes_no_second_one(
    path: str, client: APIClient, written: FakeVersions
) -> None:
    first = client.post(f"{path}/save").json()
    OptimizedVersion.objects.update(saved_file_id=None, saved_number=None, saved_at=None)

    second = client.post(f"{path}/save").json()

    assert second == first
    assert len(written.files) == 1


def test_a_save_goes_on_where_it_stopped(
    path: str, client: APIClient, written: FakeVersions
) -> None:
    written.patch_with = problem(503, "storage_unavailable")
    failed = client.post(f"{path}/save")
    unsaved = client.get(path).json()["saved"]
    written.patch_with = None

    response = client.post(f"{path}/save")

    assert (failed.status_code, failed.json()["code"]) == (503, "resume_service_unavailable")
    assert unsaved is None
    assert (response.status_code, response.json()["number"]) == (201, 2)
    assert len(written.uploads) == 1


def test_a_file_that_is_being_read_is_waited_for(
    path: str, client: APIClient, written: FakeVersions
) -> None:
    written.pending = 2

    assert client.post(f"{path}/save").status_code == 201


def test_a_file_that_is_read_for_too_long_is_to_be_tried_again(
    path: str, client: APIClient, written: FakeVersions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saves, "LONGEST_READING_SECONDS", 0.3)
    written.pending = 1000

    response = client.post(f"{path}/save")

    assert (response.status_code, response.json()["code"]) == (409, "resume_not_ready")
    assert int(response["Retry-After"]) > 0


def test_a_file_that_cannot_be_read_is_told(
    path: str, client: APIClient, written: FakeVersions
) -> None:
    written.parse_status = "failed"

    response = client.post(f"{path}/save")

    assert (response.status_code, response.json()["code"]) == (422, "resume_unreadable")


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (problem(404, "not_found"), 404, "resume_not_found"),
        (problem(409, "idempotency_in_progress"), 409, "save_in_progress"),
        (problem(413, "file_too_large"), 422, "resume_not_taken"),
        (problem(401, "invalid_token"), 401, "invalid_token"),
        (problem(503, "storage_unavailable"), 503, "resume_service_unavailable"),
        (Response("{}", 201, content_type="application/json"), 503, "resume_service_unavailable"),
        (Response("<html>", 201), 503, "resume_service_unavailable"),
    ],
)
def test_a_refused_upload_is_told_and_nothing_is_noted(
    path: str, client: APIClient, written: FakeVersions, answer: Response, status: int, code: str
) -> None:
    written.answer_with = lambda _: answer

    response = client.post(f"{path}/save")

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert client.get(path).json()["saved"] is None


def test_what_is_made_from_a_saved_version_names_its_parent(
    path: str, client: APIClient, written: FakeVersions, made: Made, user_id: str
) -> None:
    client.post(f"{path}/save")
    first = client.get(path).json()
    (file,) = written.files.values()
    standing = written.resumes.document(user_id, first["resume_id"])
    sections = file["sections"] | {"basics": first["sections"]["basics"] | {"summary": WORDY}}
    written.resumes.change(
        user_id,
        first["resume_id"],
        version_id=standing["version_id"],
        sections=sections,
        text=f"{standing['text']}\n{WORDY}",
    )

    again = client.post(f"/api/optimize/{made()['id']}/accept", {"apply_all": True}, "json")

    assert client.get(again["Location"]).json()["parent_id"] == first["id"]


WORDY = "Responsible for building shops in order to keep them fast."


@pytest.mark.parametrize("body", [{"format": "exe"}, {"format": None}])
def test_another_kind_of_file_is_refused(
    path: str, client: APIClient, written: FakeVersions, body: dict[str, Any]
) -> None:
    assert client.post(f"{path}/save", body, "json").status_code == 400
    assert written.uploads == []


def test_a_stranger_saves_nothing(
    path: str, stranger: APIClient, anonymous: APIClient, written: FakeVersions
) -> None:
    foreign = stranger.post(f"{path}/save")
    absent = stranger.post(f"/api/versions/{uuid.uuid4()}/save")

    assert (foreign.status_code, anonymous.post(f"{path}/save").status_code) == (404, 401)
    assert {**foreign.json(), "request_id": ""} == {**absent.json(), "request_id": ""}
    assert written.uploads == []
