"""JSON Resume documents in and out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import Resume, User
from tests.conftest import Uploader
from tests.people import keep, read_everything, sections_of

URL = "/api/resumes/import"
DOCUMENT = sections_of()


def _import(client: APIClient, document: Any, query: str = "") -> Any:
    return client.post(f"{URL}{query}", document, format="json")


def test_a_document_becomes_a_resume_that_is_read_without_loss(client: APIClient) -> None:
    response = _import(client, {**DOCUMENT, "x-own": {"kept": True}})
    read_everything()

    created = response.json()
    text = client.get(f"/api/resumes/{created['id']}/text").json()
    stored = b"".join(client.get(f"/api/files/{created['latest_version']['id']}"))
    assert response.status_code == 201
    assert created["name"] == "Ada Example"
    assert created["latest_version"]["source"] == "imported"
    assert created["latest_version"]["file_type"] == "application/json"
    assert created["latest_version"]["file_name"] == "Ada Example.json"
    assert (text["parse_status"], text["sections"]) == ("completed", DOCUMENT)
    assert json.loads(stored)["x-own"] == {"kept": True}
    found = text["evidence"]["/basics/email"]
    assert text["text"][found["start"] : found["end"]] == "ada@example.com"


def test_an_imported_person_is_a_candidate_and_found(client: APIClient) -> None:
    _import(client, DOCUMENT, "?name=For%20banks")
    read_everything()

    (hit,) = client.get("/api/resumes/search?skills=Django").json()["results"]
    assert (hit["name"], hit["candidate"]["full_name"]) == ("For banks", "Ada Example")


@pytest.mark.parametrize(
    ("document", "attr"),
    [
        ({}, ""),
        ([], ""),
        ({"unknown": 1}, ""),
        ({"basics": {"name": 1}}, "basics.name"),
        ({"work": [{"startDate": "soon"}]}, "work.0.startDate"),
    ],
)
def test_what_is_no_json_resume_is_refused(client: APIClient, document: Any, attr: str) -> None:
    response = _import(client, document)

    assert response.status_code == 400
    assert response.json()["code"] == "invalid_sections"
    assert response.json()["errors"][0]["attr"] == attr
    assert not Resume.objects.exists()


def test_a_document_over_the_limit_is_refused(client: APIClient) -> None:
    jobs = [{"name": "Works", "summary": "x" * 15_000} for _ in range(150)]

    assert _import(client, {"work": jobs}).status_code == 413


def test_broken_json_is_refused(client: APIClient) -> None:
    response = client.post(URL, b"{", content_type="application/json")

    assert response.status_code == 400


def test_a_repeated_import_is_done_once(client: APIClient) -> None:
    for _ in range(2):
        client.post(URL, DOCUMENT, format="json", headers={"Idempotency-Key": "import-1"})

    assert Resume.objects.count() == 1


def test_a_read_resume_comes_out_as_a_document(client: APIClient, user: User) -> None:
    resume = keep(user)
    client.patch(
        f"/api/files/{resume.latest_version_id}/sections",
        {"basics": {"name": "Bea Sample"}},
        format="json",
    )

    response = client.get(f"/api/resumes/{resume.pk}/json-resume")

    document = response.json()
    assert response.status_code == 200
    assert document["$schema"].endswith("schema.json")
    assert document["basics"]["name"] == "Bea Sample"
    assert document["work"] == DOCUMENT["work"]
    assert document["meta"]["lastModified"]
    assert 'filename="cv.json"' in response["Content-Disposition"]
    known = client.get(
        f"/api/resumes/{resume.pk}/json-resume", headers={"If-None-Match": response["ETag"]}
    )
    assert known.status_code == 304


def test_what_comes_out_can_go_in_again(client: APIClient, user: User) -> None:
    first = client.get(f"/api/resumes/{keep(user).pk}/json-resume").json()

    again = _import(client, first).json()
    read_everything()

    second = client.get(f"/api/resumes/{again['id']}/json-resume").json()
    assert {**second, "meta": None} == {**first, "meta": None}


def test_what_was_not_read_cannot_come_out(client: APIClient, upload: Uploader) -> None:
    response = client.get(f"/api/resumes/{upload().pk}/json-resume")

    assert response.status_code == 409
    assert response.json()["code"] == "version_not_parsed"


def test_a_version_that_does_not_exist_is_not_found(client: APIClient, user: User) -> None:
    url = f"/api/resumes/{keep(user).pk}/json-resume"

    assert client.get(f"{url}?version=9").status_code == 404
    assert client.get(f"{url}?version=x").status_code == 400


def test_a_stranger_gets_no_document(stranger: APIClient, anonymous: APIClient, user: User) -> None:
    url = f"/api/resumes/{keep(user).pk}/json-resume"

    assert stranger.get(url).status_code == 404
    assert anonymous.get(url).status_code == 401
    assert _import(anonymous, DOCUMENT).status_code == 401
