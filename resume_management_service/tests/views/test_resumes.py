"""Résumés."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from api.models import Resume, ResumeVersion
from servicekit.jobs.models import Job
from servicekit.storage import file_store
from servicekit.storage.store import StorageUnavailable
from tests.conftest import Uploader
from tests.samples import RESUME_TEXT


def _post(client: APIClient, data: bytes = RESUME_TEXT, name: str = "cv.txt", **form: Any) -> Any:
    return client.post("/api/resumes", {"file": SimpleUploadedFile(name, data), **form})


def test_an_upload_becomes_a_resume_with_a_version_and_a_parse_job(client: APIClient) -> None:
    response = _post(client, name="Lebenslauf.txt")

    body = response.json()
    assert response.status_code == 201
    assert response["ETag"]
    assert body["name"] == "Lebenslauf"
    version = body["latest_version"]
    assert version["number"] == 1
    assert version["file_name"] == "Lebenslauf.txt"
    assert version["file_type"] == "text/plain"
    assert version["file_size"] == len(RESUME_TEXT)
    assert version["parse_status"] == "pending"
    assert body["versions"] == [version]
    assert Job.objects.get().subject_id == version["id"]


def test_a_given_name_is_kept(client: APIClient) -> None:
    assert _post(client, name="cv.txt", form_name="x").json()["name"] == "cv"
    response = client.post(
        "/api/resumes", {"file": SimpleUploadedFile("a.txt", RESUME_TEXT), "name": "For banks"}
    )
    assert response.json()["name"] == "For banks"


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 400, "empty_file"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), 415, "unsupported_file_type"),
        (b"MZ" + bytes(100), 415, "unsupported_file_type"),
    ],
)
def test_files_that_cannot_be_resumes_are_refused(
    client: APIClient, data: bytes, status: int, code: str
) -> None:
    response = _post(client, data, "cv.pdf")

    assert response.status_code == status
    assert response.json()["code"] == code
    assert not Resume.objects.exists()


def test_a_file_over_the_limit_is_refused(client: APIClient, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024

    response = _post(client, b"a" * (1024 * 1024 + 1))

    assert response.status_code == 413
    assert response.json()["code"] == "file_too_large"
    assert "1 MB" in response.json()["detail"]


def test_a_request_without_a_file_names_the_field(client: APIClient) -> None:
    response = client.post("/api/resumes", {"name": "x"})

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "file"


def test_storage_that_is_down_leaves_no_row(
    client: APIClient, settings: Any, tmp_path: Any
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    settings.FILE_STORE = {
        "BACKEND": "servicekit.storage.disk.DiskStore",
        "OPTIONS": {"root": str(blocked / "files")},
    }

    response = _post(client)

    assert response.status_code == 503
    assert response.json()["code"] == StorageUnavailable.code
    assert response["Retry-After"]
    assert not Resume.objects.exists()
    assert not Job.objects.exists()


def test_the_same_bytes_are_linked_not_rejected(client: APIClient) -> None:
    first = _post(client).json()

    second = _post(client).json()

    assert second["latest_version"]["duplicate_of"] == first["latest_version"]["id"]


def test_a_strangers_bytes_are_not_felt(client: APIClient, stranger: APIClient) -> None:
    _post(stranger)

    assert _post(client).json()["latest_version"]["duplicate_of"] is None


def test_the_list_is_paged_newest_first_and_my_own(client: APIClient, stranger: APIClient) -> None:
    names = [f"cv{n}" for n in range(5)]
    for name in names:
        _post(client, name=f"{name}.txt")
    _post(stranger)

    first = client.get("/api/resumes?page_size=3").json()
    second = client.get(first["next"]).json()

    found = [item["name"] for item in first["results"] + second["results"]]
    assert found == names[::-1]
    assert second["next"] is None
    assert client.get(second["previous"]).json()["results"] == first["results"]


def test_the_list_shows_what_the_single_object_shows(client: APIClient) -> None:
    created = _post(client).json()

    (listed,) = client.get("/api/resumes").json()["results"]

    del created["versions"]
    assert listed == created


@pytest.mark.parametrize("size", [10, 60])
def test_a_list_takes_at_most_three_statements(
    client: APIClient, upload: Uploader, size: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(size // 10):
        upload(name=f"{number}.txt")
    client.get("/api/resumes")

    with django_assert_max_num_queries(3):
        client.get(f"/api/resumes?page_size={size}")


def test_filters_narrow_the_list(client: APIClient, upload: Uploader) -> None:
    bank = upload(name="Bank.txt")
    upload(name="School.txt")
    client.patch(f"/api/resumes/{bank.pk}", {"labels": ["finance", "finance"]}, format="json")

    def names(query: str) -> list[str]:
        return [item["name"] for item in client.get(f"/api/resumes?{query}").json()["results"]]

    assert names("name=ban") == ["Bank"]
    assert names("label=finance") == ["Bank"]
    assert names("label=none") == []
    assert names("parse_status=failed") == []
    assert names("ordering=name") == ["Bank", "School"]
    assert names("ordering=-name") == ["School", "Bank"]


@pytest.mark.parametrize("query", ["parse_status=x", "ordering=user_id", "cursor=broken!"])
def test_bad_queries_are_refused(client: APIClient, query: str) -> None:
    assert client.get(f"/api/resumes?{query}").status_code == 400


def test_the_state_that_is_known_is_not_sent_again(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    etag = client.get(f"/api/resumes/{resume.pk}")["ETag"]

    unchanged = client.get(f"/api/resumes/{resume.pk}", headers={"If-None-Match": etag})
    client.patch(f"/api/resumes/{resume.pk}", {"name": "New"}, format="json")
    changed = client.get(f"/api/resumes/{resume.pk}", headers={"If-None-Match": etag})

    assert unchanged.status_code == 304
    assert changed.status_code == 200


def test_a_write_on_an_old_state_is_refused(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    url = f"/api/resumes/{resume.pk}"
    etag = client.get(url)["ETag"]
    client.patch(url, {"name": "First"}, format="json", headers={"If-Match": etag})

    late = client.patch(url, {"name": "Late"}, format="json", headers={"If-Match": etag})
    deleted = client.delete(url, headers={"If-Match": etag})

    assert late.status_code == deleted.status_code == 412
    assert client.get(url).json()["name"] == "First"


def test_a_deleted_resume_can_be_restored(client: APIClient, upload: Uploader) -> None:
    url = f"/api/resumes/{upload().pk}"

    assert client.delete(url).status_code == 204
    assert client.get(url).status_code == 404
    assert client.get("/api/resumes").json()["results"] == []
    assert client.post(f"{url}/restore").status_code == 200
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("body", [{"name": ""}, {"labels": ["x" * 51]}, {"labels": "x"}])
def test_bad_changes_are_refused(
    client: APIClient, upload: Uploader, body: dict[str, object]
) -> None:
    assert client.patch(f"/api/resumes/{upload().pk}", body, format="json").status_code == 400


@pytest.mark.parametrize(
    ("method", "suffix"),
    [
        ("get", ""),
        ("patch", ""),
        ("delete", ""),
        ("post", "/restore"),
        ("post", "/parse"),
        ("get", "/text"),
        ("get", "/versions"),
        ("post", "/versions"),
        ("get", "/versions/compare?from=1&to=2"),
        ("post", "/versions/1/restore"),
    ],
)
def test_a_strangers_resume_looks_like_none(
    stranger: APIClient, anonymous: APIClient, upload: Uploader, method: str, suffix: str
) -> None:
    resume = upload()

    theirs = getattr(stranger, method)(f"/api/resumes/{resume.pk}{suffix}")
    absent = getattr(stranger, method)(f"/api/resumes/{uuid.uuid4()}{suffix}")
    nobody = getattr(anonymous, method)(f"/api/resumes/{resume.pk}{suffix}")

    assert theirs.status_code == absent.status_code == 404
    assert {**theirs.json(), "request_id": ""} == {**absent.json(), "request_id": ""}
    assert nobody.status_code == 401


def test_a_retried_upload_with_a_key_is_stored_once(client: APIClient) -> None:
    def send() -> Any:
        return client.post(
            "/api/resumes",
            {"file": SimpleUploadedFile("cv.txt", RESUME_TEXT)},
            headers={"Idempotency-Key": "upload-1"},
        )

    first, second = send(), send()

    assert second.content == first.content
    assert second["Idempotency-Replayed"] == "true"
    assert ResumeVersion.objects.count() == 1
    assert len(list(file_store().walk("resumes/"))) == 1
