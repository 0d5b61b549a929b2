"""The bytes of versions."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.storage import file_store
from tests.conftest import Uploader
from tests.samples import RESUME_TEXT


def _url(upload: Uploader, **kwargs: Any) -> str:
    return f"/api/files/{upload(**kwargs).latest_version_id}"


def test_the_file_comes_back_as_it_was(client: APIClient, upload: Uploader) -> None:
    response = client.get(_url(upload, name="Lebenslauf ü.txt"))

    assert b"".join(response) == RESUME_TEXT
    assert response["Content-Type"] == "text/plain"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "Lebenslauf%20%C3%BC.txt" in response["Content-Disposition"]


def test_a_range_and_a_known_state_are_honoured(client: APIClient, upload: Uploader) -> None:
    url = _url(upload)

    part = client.get(url, headers={"Range": "bytes=4-10"})
    known = client.get(url, headers={"If-None-Match": part["ETag"]})

    assert part.status_code == 206
    assert b"".join(part) == RESUME_TEXT[4:11]
    assert known.status_code == 304


def test_a_redirect_leads_to_a_signed_url(
    client: APIClient, anonymous: APIClient, upload: Uploader, settings: Any
) -> None:
    response = client.get(f"{_url(upload)}?redirect=1")

    assert response.status_code == 302
    assert "no-store" in response["Cache-Control"]
    if settings.FILE_STORE["BACKEND"].endswith("DiskStore"):
        assert b"".join(anonymous.get(response["Location"])) == RESUME_TEXT


def test_the_only_version_stays(client: APIClient, upload: Uploader) -> None:
    response = client.delete(_url(upload))

    assert response.status_code == 409
    assert response.json()["code"] == "last_version"


def test_a_stranger_cannot_download_the_file(
    stranger: APIClient, anonymous: APIClient, upload: Uploader
) -> None:
    url = _url(upload)

    assert stranger.get(url).status_code == 404
    assert stranger.get(f"{url}/text").status_code == 404
    assert stranger.delete(url).status_code == 404
    assert stranger.get(f"/api/files/{uuid.uuid4()}").status_code == 404
    assert anonymous.get(url).status_code == 401


def test_a_deleted_resumes_file_is_gone(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    client.delete(f"/api/resumes/{resume.pk}")

    assert client.get(f"/api/files/{resume.latest_version_id}").status_code == 404


def test_deleting_a_version_removes_its_object(
    client: APIClient, upload: Uploader, django_capture_on_commit_callbacks: Any
) -> None:
    resume = upload()
    client.post(f"/api/resumes/{resume.pk}/versions/1/restore")

    with django_capture_on_commit_callbacks(execute=True):
        response = client.delete(f"/api/files/{resume.latest_version_id}")

    assert response.status_code == 204
    assert len(list(file_store().walk("resumes/"))) == 1


def test_a_lost_object_is_not_found(client: APIClient, upload: Uploader) -> None:
    url = _url(upload)
    file_store().delete([stored.key for stored in file_store().walk("resumes/")])

    response = client.get(url)

    assert response.status_code == 404
    assert response.json()["code"] == "file_missing"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "a\x00b.txt", "a\r\nSet-Cookie: x.txt", "..\\..\\x.txt", "ü" * 300],
)
def test_no_byte_of_a_hostile_name_reaches_keys_or_headers(
    client: APIClient, upload: Uploader, name: str
) -> None:
    url = _url(upload, name=name)

    (stored,) = file_store().walk("resumes/")
    response = client.get(url)

    assert stored.key.isascii()
    assert ".." not in stored.key
    assert "\r" not in response["Content-Disposition"]
    assert b"".join(response) == RESUME_TEXT
