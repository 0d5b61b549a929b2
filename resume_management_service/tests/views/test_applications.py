"""The job tracker."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from api.models import JobApplication, Resume, User
from api.services import applications
from tests.conftest import Uploader

JOB = {"job_title": "Data Analyst", "company_name": "Example Works"}


def _create(client: APIClient, **fields: Any) -> Any:
    return client.post("/api/applications", {**JOB, **fields}, format="json")


def test_an_application_keeps_the_hash_of_what_was_sent(
    client: APIClient, upload: Uploader
) -> None:
    resume = upload()

    response = _create(client, resume_id=str(resume.pk), status="applied")

    body = response.json()
    assert response.status_code == 201
    assert body["resume_version_id"] == str(resume.latest_version_id)
    assert body["sent_sha256"] == resume.latest_version.sha256  # type: ignore[union-attr]
    assert [step["to_status"] for step in body["history"]] == ["applied"]


def test_deleting_the_resume_keeps_the_application(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    created = _create(client, resume_id=str(resume.pk)).json()

    Resume.objects.filter(pk=resume.pk).delete()

    kept = client.get(f"/api/applications/{created['id']}").json()
    assert kept["resume_id"] is None
    assert kept["sent_sha256"] == created["sent_sha256"]
    assert kept["sent_file_name"] == "cv.txt"


def test_a_new_status_goes_into_the_history(client: APIClient) -> None:
    url = f"/api/applications/{_create(client).json()['id']}"

    client.patch(url, {"notes": "Nice people"}, format="json")
    changed = client.patch(
        url, {"status": "interview", "status_note": "by phone"}, format="json"
    ).json()

    steps = [(s["from_status"], s["to_status"], s["note"]) for s in changed["history"]]
    assert steps == [("", "saved", ""), ("saved", "interview", "by phone")]
    assert changed["notes"] == "Nice people"


def test_contacts_and_reminders_belong_to_the_application(client: APIClient) -> None:
    contact = {"name": "Grace Sample", "email": "grace@example.com"}
    created = _create(client, contacts=[contact]).json()
    due = (timezone.now() + timedelta(days=2)).isoformat()

    reminder = client.post(
        f"/api/applications/{created['id']}/reminders",
        {"text": "Call back", "due_at": due},
        format="json",
    ).json()

    shown = client.get(f"/api/applications/{created['id']}").json()
    assert shown["contacts"] == [contact]
    assert shown["reminders"] == [reminder]
    assert client.get("/api/reminders").json()["results"] == [reminder]
    client.patch(f"/api/reminders/{reminder['id']}", {"done": True}, format="json")
    assert client.get("/api/reminders").json()["results"] == []
    assert len(client.get("/api/reminders?done=true").json()["results"]) == 1
    assert client.delete(f"/api/reminders/{reminder['id']}").status_code == 204


def test_deleting_is_soft(client: APIClient) -> None:
    created = _create(client).json()

    assert client.delete(f"/api/applications/{created['id']}").status_code == 204

    assert client.get(f"/api/applications/{created['id']}").status_code == 404
    assert client.get("/api/applications").json()["results"] == []
    assert JobApplication.objects.get().deleted_at is not None


def test_examples_show_until_there_is_an_application(client: APIClient, user: User) -> None:
    applications.add_examples(user_id=str(user.pk))
    before = client.get("/api/applications").json()["results"]

    created = _create(client).json()

    after = client.get("/api/applications").json()["results"]
    assert [item["is_example"] for item in before] == [True, True]
    assert [item["id"] for item in after] == [created["id"]]
    assert client.get("/api/applications/stats").json()["total"] == 1


def test_statistics_count_what_was_answered(client: APIClient) -> None:
    first = _create(client, status="applied").json()
    _create(client, status="applied")
    _create(client)
    client.patch(f"/api/applications/{first['id']}", {"status": "rejected"}, format="json")

    stats = client.get("/api/applications/stats").json()

    assert stats["total"] == 3
    assert stats["by_status"]["rejected"] == 1
    assert (stats["applied"], stats["answered"], stats["response_rate"]) == (2, 1, 0.5)


def test_the_rate_is_unknown_before_the_first_application(client: APIClient) -> None:
    assert client.get("/api/applications/stats").json()["response_rate"] is None


def test_filters_narrow_the_list(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    _create(client, status="offer", resume_id=str(resume.pk))
    _create(client, company_name="Sample Bank")

    def count(query: str) -> int:
        return len(client.get(f"/api/applications?{query}").json()["results"])

    assert count("status=offer") == count("company=bank") == count(f"resume_id={resume.pk}") == 1
    assert count("") == 2


def test_a_stale_change_is_refused(client: APIClient) -> None:
    url = f"/api/applications/{_create(client).json()['id']}"
    etag = client.get(url)["ETag"]
    client.patch(url, {"notes": "first"}, format="json", headers={"If-Match": etag})

    late = client.patch(url, {"notes": "late"}, format="json", headers={"If-Match": etag})

    assert late.status_code == 412


@pytest.mark.parametrize(
    "fields",
    [
        {"job_title": ""},
        {"company_name": None},
        {"status": "dreaming"},
        {"date_applied": "yesterday"},
        {"job_url": "javascript:alert(1)"},
        {"contacts": [{"email": "x"}]},
        {"version": 0},
    ],
)
def test_bad_applications_are_refused(client: APIClient, fields: dict[str, Any]) -> None:
    assert _create(client, **fields).status_code == 400


def test_a_contact_is_whole_also_in_a_change(client: APIClient) -> None:
    url = f"/api/applications/{_create(client).json()['id']}"

    response = client.patch(url, {"contacts": [{"email": "g@example.com"}]}, format="json")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "contacts.0.name"
    assert client.get(url).status_code == 200


def test_somebody_elses_resume_cannot_be_named(
    client: APIClient, stranger: APIClient, upload: Uploader
) -> None:
    assert _create(stranger, resume_id=str(upload().pk)).status_code == 404
    assert _create(client, resume_id=str(uuid.uuid4())).status_code == 404


@pytest.mark.parametrize("suffix", ["", "/reminders"])
def test_a_strangers_application_looks_like_none(
    client: APIClient, stranger: APIClient, anonymous: APIClient, suffix: str
) -> None:
    url = f"/api/applications/{_create(client).json()['id']}{suffix}"
    method = "post" if suffix else "get"

    assert getattr(stranger, method)(url).status_code == 404
    assert getattr(anonymous, method)(url).status_code == 401


def test_the_database_refuses_an_application_without_a_job(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        JobApplication.objects.create(user_id="u", job_title="", company_name="x")
    JobApplication.objects.create(user_id="u", job_title="y", company_name="x")
