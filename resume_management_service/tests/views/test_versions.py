"""Versions, texts and comparisons."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from api.models import ParsedResume, ResumeVersion
from servicekit.jobs import runner
from servicekit.jobs.models import Job
from servicekit.storage import file_store
from tests.conftest import Uploader
from tests.samples import RESUME_TEXT


def _add(client: APIClient, resume_id: object, data: bytes, comment: str = "") -> Any:
    form = {"file": SimpleUploadedFile("cv2.txt", data), "comment": comment}
    return client.post(f"/api/resumes/{resume_id}/versions", form)


def _parse_everything() -> None:
    for job in Job.objects.filter(status="queued"):
        runner.run_by_id(job.pk)


def test_a_new_file_is_the_latest_version(client: APIClient, upload: Uploader) -> None:
    resume = upload()

    response = _add(client, resume.pk, RESUME_TEXT + b"more", "added more")

    assert response.status_code == 201
    assert response.json()["number"] == 2
    assert response.json()["comment"] == "added more"
    shown = client.get(f"/api/resumes/{resume.pk}").json()
    assert shown["latest_version"]["number"] == 2
    assert [version["number"] for version in shown["versions"]] == [2, 1]


def test_an_old_version_comes_back_as_a_new_one(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    _add(client, resume.pk, RESUME_TEXT + b"more")

    response = client.post(f"/api/resumes/{resume.pk}/versions/1/restore")

    body = response.json()
    assert response.status_code == 201
    assert (body["number"], body["source"]) == (3, "restored")
    assert b"".join(client.get(f"/api/files/{body['id']}")) == RESUME_TEXT


def test_a_number_that_does_not_exist_cannot_be_restored(
    client: APIClient, upload: Uploader
) -> None:
    response = client.post(f"/api/resumes/{upload().pk}/versions/9/restore")

    assert response.status_code == 404


def test_numbers_are_not_used_again(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    second = _add(client, resume.pk, b"two lines\nof text").json()
    client.delete(f"/api/files/{second['id']}")

    third = _add(client, resume.pk, b"three lines\nof text").json()

    assert third["number"] == 3


def test_the_text_is_null_until_it_was_read(client: APIClient, upload: Uploader) -> None:
    response = client.get(f"/api/resumes/{upload().pk}/text")

    assert response.status_code == 200
    assert response.json()["text"] is None
    assert response.json()["parse_status"] == "pending"


def test_the_text_of_a_read_version(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    before = client.get(f"/api/resumes/{resume.pk}/text")["ETag"]
    _parse_everything()

    response = client.get(f"/api/resumes/{resume.pk}/text", headers={"If-None-Match": before})

    body = response.json()
    assert response.status_code == 200
    assert body["parse_status"] == "completed"
    assert "Built REST services in Python and Django" in body["text"]
    assert body["sections"]["basics"]["email"] == "ada@example.com"
    unchanged = client.get(
        f"/api/resumes/{resume.pk}/text", headers={"If-None-Match": response["ETag"]}
    )
    assert unchanged.status_code == 304


def test_evidence_stands_in_the_text(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    _parse_everything()

    body = client.get(f"/api/resumes/{resume.pk}/text").json()

    email = body["evidence"]["/basics/email"]
    assert body["text"][email["start"] : email["end"]] == "ada@example.com"


def test_an_older_versions_text_can_be_asked_for(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    _add(client, resume.pk, b"Second version\nof the text")
    _parse_everything()

    first = client.get(f"/api/resumes/{resume.pk}/text?version=1").json()
    latest = client.get(f"/api/resumes/{resume.pk}/text").json()

    assert (first["number"], latest["number"]) == (1, 2)
    assert "Second version" in latest["text"]
    assert client.get(f"/api/resumes/{resume.pk}/text?version=7").status_code == 404
    assert client.get(f"/api/resumes/{resume.pk}/text?version=x").status_code == 400


def test_a_file_that_cannot_be_read_is_kept_with_the_reason(
    client: APIClient, upload: Uploader
) -> None:
    resume = upload(b"%PDF-1.7\n" + b"broken " * 50, "cv.pdf")
    _parse_everything()

    body = client.get(f"/api/resumes/{resume.pk}").json()["latest_version"]

    assert body["parse_status"] == "failed"
    assert body["parse_error"]
    assert b"".join(client.get(f"/api/files/{body['id']}")).startswith(b"%PDF")
    assert Job.objects.get().error["retryable"] is False


def test_storage_that_is_down_is_tried_again(
    client: APIClient, upload: Uploader, settings: Any, tmp_path: Any
) -> None:
    resume = upload()
    settings.FILE_STORE = {
        "BACKEND": "servicekit.storage.s3.S3Store",
        "OPTIONS": {
            "bucket": "nowhere",
            "region": "us-east-1",
            "endpoint_url": "http://127.0.0.1:9",
            "access_key_id": "a",
            "secret_access_key": "b",
        },
    }

    _parse_everything()

    job = Job.objects.get()
    assert (job.status, job.attempt) == ("queued", 1)
    assert job.error["code"] == "storage_unavailable"
    assert client.get(f"/api/resumes/{resume.pk}").json()["latest_version"]["parse_error"] is None


def test_reading_again_keeps_the_last_result_meanwhile(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    _parse_everything()

    response = client.post(f"/api/resumes/{resume.pk}/parse", {}, format="json")

    assert response.status_code == 202
    assert response["Location"] == f"/api/jobs/{response.json()['job_id']}"
    assert client.get(f"/api/resumes/{resume.pk}/text").json()["text"]
    _parse_everything()
    job = client.get(response["Location"]).json()
    assert (job["status"], job["kind"]) == ("succeeded", "parse_resume")


def test_a_version_deleted_before_it_is_read_ends_the_job_well(
    client: APIClient, upload: Uploader
) -> None:
    resume = upload()
    _add(client, resume.pk, b"Second version\nof the text")
    first = ResumeVersion.objects.get(number=1)
    client.delete(f"/api/files/{first.pk}")

    _parse_everything()

    assert set(Job.objects.values_list("status", flat=True)) == {"succeeded"}
    assert ParsedResume.objects.count() == 1


def test_two_versions_are_compared_by_section(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    _add(client, resume.pk, RESUME_TEXT.replace(b"Moved 12", b"Moved 14"))
    _parse_everything()

    response = client.get(f"/api/resumes/{resume.pk}/versions/compare?from=1&to=2")

    assert response.status_code == 200
    changed = [section for section in response.json()["sections"] if section["changed"]]
    lines = [(line["op"], line["text"]) for section in changed for line in section["lines"]]
    assert any(op == "delete" and "Moved 12" in text for op, text in lines)
    assert any(op == "insert" and "Moved 14" in text for op, text in lines)


@pytest.mark.parametrize("query", ["", "from=1", "from=0&to=1", "from=a&to=b"])
def test_a_comparison_needs_two_numbers(client: APIClient, upload: Uploader, query: str) -> None:
    response = client.get(f"/api/resumes/{upload().pk}/versions/compare?{query}")

    assert response.status_code == 400


def test_versions_that_were_not_read_cannot_be_compared(
    client: APIClient, upload: Uploader
) -> None:
    response = client.get(f"/api/resumes/{upload().pk}/versions/compare?from=1&to=1")

    assert response.status_code == 409
    assert response.json()["code"] == "version_not_parsed"


def test_each_version_has_its_own_object(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    _add(client, resume.pk, RESUME_TEXT)

    assert len(list(file_store().walk("resumes/"))) == 2
