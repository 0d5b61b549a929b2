"""Résumé checks without a job."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from api.models import User
from tests.conftest import Uploader
from tests.people import keep, read_as, sections_of


def _findings(client: APIClient, resume_id: object) -> dict[str, str | None]:
    body = client.get(f"/api/resumes/{resume_id}/check").json()
    return {finding["code"]: finding["pointer"] for finding in body["findings"]}


def test_findings_are_listed_the_gravest_first(client: APIClient, user: User) -> None:
    resume = keep(user, email="", phone="")

    response = client.get(f"/api/resumes/{resume.pk}/check")

    body = response.json()
    ranks = [["error", "warning", "hint"].index(found["severity"]) for found in body["findings"]]
    assert response.status_code == 200
    assert body["number"] == 1
    assert ranks == sorted(ranks)
    assert sum(body["counts"].values()) == len(ranks) > 0
    assert all(found["title"] and found["detail"] for found in body["findings"])


def test_a_correction_settles_a_finding(client: APIClient, user: User) -> None:
    resume = keep(user, email="")
    before = _findings(client, resume.pk)

    client.patch(
        f"/api/files/{resume.latest_version_id}/sections",
        {"basics": {"email": "ada@example.com"}},
        format="json",
    )

    settled = before.keys() - _findings(client, resume.pk).keys()
    assert len(settled) == 1
    assert "email" in settled.pop()


def test_the_same_state_has_the_same_findings(client: APIClient, user: User) -> None:
    url = f"/api/resumes/{keep(user).pk}/check"
    first = client.get(url)

    again = client.get(url)

    assert again.content == first.content
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_an_older_version_can_be_checked(client: APIClient, user: User) -> None:
    resume = keep(user)
    client.post(f"/api/resumes/{resume.pk}/versions/1/restore")
    resume.refresh_from_db()
    assert resume.latest_version is not None
    read_as(resume.latest_version, sections_of(email=""))

    first = client.get(f"/api/resumes/{resume.pk}/check?version=1").json()
    latest = client.get(f"/api/resumes/{resume.pk}/check").json()

    assert (first["number"], latest["number"]) == (1, 2)
    assert first["findings"] != latest["findings"]


def test_what_was_not_read_cannot_be_checked(client: APIClient, upload: Uploader) -> None:
    response = client.get(f"/api/resumes/{upload().pk}/check")

    assert response.status_code == 409
    assert response.json()["code"] == "version_not_parsed"


@pytest.mark.parametrize(("query", "status"), [("version=9", 404), ("version=0", 400)])
def test_bad_numbers_are_refused(client: APIClient, user: User, query: str, status: int) -> None:
    assert client.get(f"/api/resumes/{keep(user).pk}/check?{query}").status_code == status


def test_a_stranger_checks_nothing(stranger: APIClient, anonymous: APIClient, user: User) -> None:
    url = f"/api/resumes/{keep(user).pk}/check"

    assert stranger.get(url).status_code == 404
    assert anonymous.get(url).status_code == 401
