"""What becomes of files."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient
from werkzeug import Response

from api.models import ErasedAccount, ExportArtifact, OptimizedVersion
from api.services import exports, housekeeping, personal_data
from servicekit.storage import file_store
from tests.conftest import logged_in
from tests.fakes import FakeResumeService
from tests.views.exports.common import (
    PATH,
    Export,
    bytes_of,
    make_version,
    stored_keys,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_expired_link_is_gone_and_its_file_is_swept(
    export: Export, anonymous: APIClient, client: APIClient
) -> None:
    url = export().json()["download_url"]
    standing = export().json()
    first = ExportArtifact.objects.earliest("created_at")
    first.expires_at = timezone.now() - timedelta(seconds=1)
    first.save()

    expired = anonymous.get(url)
    housekeeping.keep_house()

    assert (expired.status_code, expired.json()["code"]) == (410, "export_expired")
    assert anonymous.get(url).status_code == 404
    assert stored_keys() == [ExportArtifact.objects.get().storage_key]
    assert bytes_of(client.get(standing["download_url"]))


def test_files_that_no_row_names_are_swept_once_they_are_old(export: Export) -> None:
    export()
    file_store().save(f"{exports.PREFIX}x/orphan", BytesIO(b"x"), "text/plain")

    young = exports.sweep_orphans()
    old = exports.sweep_orphans(youngest=timedelta(0))

    assert (young, old) == (0, 1)
    assert stored_keys() == [ExportArtifact.objects.get().storage_key]


def test_keys_hold_nothing_of_the_user(export: Export, user_id: str) -> None:
    export()

    (key,) = stored_keys()
    assert "Ann" not in key
    assert user_id not in key


def test_an_erasure_takes_files_too_also_those_whose_rows_a_crash_took(
    export: Export, resumes: FakeResumeService, user_id: str
) -> None:
    export(), export()
    other = str(uuid.uuid4())
    others = make_version(resumes, other)
    logged_in(other).post(PATH, {"version_id": str(others.pk), "format": "text"}, "json")
    first = ExportArtifact.objects.for_user(user_id).first()
    assert first is not None
    first.delete()

    personal_data.remove(user_id=user_id)

    assert stored_keys() == [ExportArtifact.objects.get(user_id=other).storage_key]


def test_a_file_that_is_finished_after_the_erasure_does_not_stay(
    version: OptimizedVersion, user_id: str, client: APIClient, resumes: FakeResumeService
) -> None:
    answer = resumes.document(user_id, str(version.resume_id))

    def erased_meanwhile(_request: Any) -> Response:
        ErasedAccount.objects.create(account_id=user_id)
        return Response(json.dumps(answer), content_type="application/json")

    resumes.answer_with = erased_meanwhile

    response = client.post(PATH, {"version_id": str(version.pk), "format": "text"}, "json")

    assert response.status_code == 404
    assert not ExportArtifact.objects.exists()
    assert stored_keys() == []


def test_the_export_of_personal_data_holds_the_rows(export: Export, client: APIClient) -> None:
    made = export().json()

    (row,) = client.get("/api/users/me/export").json()["ExportArtifact"]

    assert row["sha256"] == made["sha256"]


def test_a_store_that_is_down_leaves_no_row(export: Export, settings: Any, tmp_path: Any) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    settings.FILE_STORE = {
        "BACKEND": "servicekit.storage.disk.DiskStore",
        "OPTIONS": {"root": str(tmp_path / "blocked")},
    }

    response = export()

    assert (response.status_code, response.json()["code"]) == (503, "storage_unavailable")
    assert not ExportArtifact.objects.exists()


def test_a_deleted_export_is_gone_with_its_file(
    export: Export, client: APIClient, stranger: APIClient
) -> None:
    path = f"{PATH}/{export().json()['export_id']}"

    assert stranger.delete(path).status_code == 404
    assert client.get(path).status_code == 200
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert stored_keys() == []
