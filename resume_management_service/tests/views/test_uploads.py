"""Uploads straight to storage."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import requests
from rest_framework.test import APIClient

from api.models import PendingUpload, Resume, ResumeVersion
from tests.conftest import Uploader
from tests.samples import RESUME_TEXT


def _presign(client: APIClient, **fields: Any) -> Any:
    body = {
        "filename": "cv.txt",
        "mime_type": "text/plain",
        "size": len(RESUME_TEXT),
        **fields,
    }
    return client.post("/api/resumes/presign", body, format="json")


def _send(anonymous: APIClient, upload: dict[str, Any], data: bytes) -> int:
    if upload["url"].startswith("http://testserver"):
        response = anonymous.put(
            upload["url"], data, content_type=upload["headers"]["Content-Type"]
        )
        return int(response.status_code)
    return requests.put(upload["url"], data, headers=upload["headers"], timeout=10).status_code


def _complete(client: APIClient, resume_id: str) -> Any:
    return client.post(f"/api/resumes/{resume_id}/parse", {}, format="json")


def test_a_presigned_upload_becomes_a_resume(client: APIClient, anonymous: APIClient) -> None:
    promise = _presign(client).json()
    assert not Resume.objects.exists()
    assert _send(anonymous, promise["upload"], RESUME_TEXT) == 200

    response = _complete(client, promise["resume_id"])

    assert response.status_code == 202
    version = client.get(f"/api/resumes/{promise['resume_id']}").json()["latest_version"]
    assert version["id"] == promise["file_id"]
    assert version["source"] == "presigned"
    assert b"".join(client.get(f"/api/files/{promise['file_id']}")) == RESUME_TEXT
    assert not PendingUpload.objects.exists()


def test_a_presigned_upload_becomes_a_version(
    client: APIClient, anonymous: APIClient, upload: Uploader
) -> None:
    resume = upload()
    promise = _presign(client, resume_id=str(resume.pk)).json()
    _send(anonymous, promise["upload"], RESUME_TEXT)

    _complete(client, promise["resume_id"])

    assert promise["resume_id"] == str(resume.pk)
    assert ResumeVersion.objects.get(pk=promise["file_id"]).number == 2


def test_nothing_uploaded_yet_is_a_conflict(client: APIClient) -> None:
    promise = _presign(client).json()

    response = _complete(client, promise["resume_id"])

    assert response.status_code == 409
    assert response.json()["code"] == "upload_incomplete"


def test_other_content_than_announced_is_refused(client: APIClient, anonymous: APIClient) -> None:
    promise = _presign(client, mime_type="application/pdf").json()
    _send(anonymous, promise["upload"], RESUME_TEXT)

    response = _complete(client, promise["resume_id"])

    assert response.status_code == 422
    assert response.json()["code"] == "upload_mismatch"
    assert not Resume.objects.exists()


def test_another_size_than_signed_is_refused_at_the_door(
    client: APIClient, anonymous: APIClient, settings: Any
) -> None:
    if not settings.FILE_STORE["BACKEND"].endswith("DiskStore"):
        promise = _presign(client).json()
        assert "Content-Length" in promise["upload"]["headers"]
        return
    promise = _presign(client).json()

    assert _send(anonymous, promise["upload"], RESUME_TEXT + b"x") == 400
    assert _send(anonymous, promise["upload"], RESUME_TEXT[:-1]) == 400
    assert _complete(client, promise["resume_id"]).status_code == 409


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"size": 0}, 400),
        ({"size": 11 * 1024 * 1024}, 413),
        ({"mime_type": "image/png"}, 415),
        ({"filename": ""}, 400),
        ({"resume_id": str(uuid.uuid4())}, 404),
    ],
)
def test_bad_announcements_are_refused(
    client: APIClient, fields: dict[str, Any], status: int
) -> None:
    assert _presign(client, **fields).status_code == status


def test_a_stranger_cannot_complete_my_upload(
    client: APIClient, stranger: APIClient, anonymous: APIClient
) -> None:
    promise = _presign(client).json()
    _send(anonymous, promise["upload"], RESUME_TEXT)

    assert _complete(stranger, promise["resume_id"]).status_code == 404
    assert _complete(anonymous, promise["resume_id"]).status_code == 401


def test_a_forged_link_opens_nothing(anonymous: APIClient) -> None:
    assert anonymous.get("/api/storage/forged").status_code == 404
    assert anonymous.put("/api/storage/forged", b"x", content_type="a/b").status_code == 404
