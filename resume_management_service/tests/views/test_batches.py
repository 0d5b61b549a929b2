"""Many files in one request."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from api.models import BatchUpload, Resume
from api.services import housekeeping
from servicekit.jobs.models import Job
from servicekit.storage import file_store
from tests.archives import overlapping, with_link, with_password, zip_of
from tests.people import read_everything
from tests.samples import RESUME_TEXT

URL = "/api/resumes/upload-batch"
PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(100)


def _send(client: APIClient, files: dict[str, bytes], **headers: str) -> Any:
    given = [SimpleUploadedFile(name, data) for name, data in files.items()]
    return client.post(URL, {"files": given}, headers=headers)


def test_every_file_becomes_a_resume_with_a_job_of_its_own(client: APIClient) -> None:
    response = _send(client, {"one.txt": RESUME_TEXT, "two.txt": RESUME_TEXT + b"more"})

    entries = response.json()
    assert response.status_code == 202
    assert [entry["file_name"] for entry in entries] == ["one.txt", "two.txt"]
    assert {entry["status"] for entry in entries} == {"queued"}
    assert {entry["error"] for entry in entries} == {None}
    for entry in entries:
        shown = client.get(f"/api/resumes/{entry['resume_id']}").json()
        assert shown["latest_version"]["source"] == "batch"
        assert client.get(f"/api/jobs/{entry['job_id']}").json()["status"] == "queued"


def test_a_bad_file_fails_alone(client: APIClient) -> None:
    files = {"good.txt": RESUME_TEXT, "empty.txt": b"", "bad.pdf": PROGRAM, "last.txt": RESUME_TEXT}

    entries = _send(client, files).json()

    assert [entry["status"] for entry in entries] == ["queued", "failed", "failed", "queued"]
    assert [entry["error"] and entry["error"]["code"] for entry in entries] == [
        None,
        "empty_file",
        "unsupported_file_type",
        None,
    ]
    assert entries[1]["job_id"] is entries[1]["resume_id"] is None
    assert Resume.objects.count() == Job.objects.count() == 2


def test_the_batch_shows_its_progress(client: APIClient) -> None:
    files = {"good.txt": RESUME_TEXT, "bad.bin": PROGRAM, "broken.pdf": b"%PDF-1.7\n" + b"x " * 99}
    url = _send(client, files)["Location"]

    before = client.get(url).json()
    read_everything()
    after = client.get(url).json()
    client.delete(f"/api/resumes/{after['entries'][0]['resume_id']}")
    Resume.objects.filter(deleted_at__isnull=False).delete()
    later = client.get(url).json()

    assert (before["status"], before["total"]) == ("running", 3)
    assert before["progress"] | {"queued": 2, "failed": 1} == before["progress"]
    assert after["status"] == "finished"
    assert after["progress"] | {"succeeded": 1, "failed": 2} == after["progress"]
    assert after["entries"][2]["error"]["code"] == "unreadable_file"
    assert later["progress"] | {"deleted": 1, "failed": 2} == later["progress"]


def test_a_zip_stands_for_the_files_in_it(client: APIClient) -> None:
    packed = zip_of(
        {
            "people/": b"",
            "people/Ada Example.txt": RESUME_TEXT,
            "people/bad.bin": PROGRAM,
            "__MACOSX/people/._Ada Example.txt": b"clutter",
            "people/.DS_Store": b"clutter",
            "nested.zip": zip_of({"a.txt": RESUME_TEXT}),
        }
    )

    entries = _send(client, {"all.zip": packed}).json()

    assert [(entry["file_name"], entry["status"]) for entry in entries] == [
        ("Ada Example.txt", "queued"),
        ("bad.bin", "failed"),
        ("nested.zip", "failed"),
    ]
    assert Resume.objects.get().name == "Ada Example"


def test_a_file_over_the_limit_in_a_zip_fails_alone(client: APIClient, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    packed = zip_of({"large.txt": bytes(range(32, 127)) * 12000, "small.txt": RESUME_TEXT})

    large, small = _send(client, {"all.zip": packed}).json()

    assert large["error"]["code"] == "file_too_large"
    assert small["status"] == "queued"


def test_an_office_file_alone_is_a_document_and_no_archive(client: APIClient) -> None:
    packed = zip_of({"[Content_Types].xml": b"<Types/>", "ppt/slide.xml": b"<x/>"})

    (entry,) = _send(client, {"slides.pptx": packed}).json()

    assert entry["error"]["code"] == "unsupported_file_type"


@pytest.mark.parametrize(
    "packed",
    [
        zip_of({"../../etc/cron.d/x": RESUME_TEXT}),
        zip_of({"/etc/passwd": RESUME_TEXT}),
        zip_of({"..\\..\\x.txt": RESUME_TEXT}),
        zip_of({"C:\\x.txt": RESUME_TEXT}),
        with_link("/etc/passwd"),
        overlapping(),
        with_password(),
        zip_of({"bomb.txt": bytes(20 * 1024 * 1024)}),
        zip_of({f"{n}.txt": b"x" for n in range(2500)}),
        zip_of({"a.txt": RESUME_TEXT})[:-30],
    ],
    ids=[
        "climbs",
        "absolute",
        "backslashes",
        "drive",
        "link",
        "overlap",
        "password",
        "bomb",
        "too many members",
        "cut",
    ],
)
def test_hostile_archives_are_refused_whole(client: APIClient, packed: bytes) -> None:
    response = _send(client, {"all.zip": packed})

    assert response.status_code == 400
    assert response.json()["code"] == "unsafe_archive"
    assert not Resume.objects.exists()
    assert not BatchUpload.objects.exists()
    assert list(file_store().walk("resumes/")) == []


@pytest.mark.parametrize("packed", [False, True])
def test_more_than_a_hundred_files_are_refused(client: APIClient, packed: bool) -> None:
    files = {f"{number}.txt": RESUME_TEXT for number in range(101)}

    response = _send(client, {"all.zip": zip_of(files)} if packed else files)

    assert response.status_code == 400
    assert response.json()["code"] == "too_many_files"
    assert not Resume.objects.exists()


def test_a_hundred_files_are_taken(client: APIClient) -> None:
    files = {f"{number}.txt": RESUME_TEXT for number in range(100)}

    assert len(_send(client, files).json()) == 100
    assert Job.objects.count() == 100


@pytest.mark.parametrize("form", [{}, {"files": "text"}, {"files": ""}])
def test_a_request_without_files_names_the_field(client: APIClient, form: dict[str, str]) -> None:
    response = client.post(URL, form)

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"].split(".")[0] == "files"


def test_the_name_of_the_field_does_not_matter(client: APIClient) -> None:
    response = client.post(URL, {"archive": SimpleUploadedFile("one.txt", RESUME_TEXT)})

    assert [entry["status"] for entry in response.json()] == ["queued"]


def test_an_archive_without_files_is_refused(client: APIClient) -> None:
    response = _send(client, {"all.zip": zip_of({"folder/": b""})})

    assert response.status_code == 400
    assert response.json()["code"] == "no_files"


def test_a_batch_over_the_limit_is_refused_before_it_is_read(
    client: APIClient, settings: Any
) -> None:
    settings.MAX_BATCH_BYTES = 1000

    response = _send(client, {"one.txt": RESUME_TEXT * 10})

    assert response.status_code == 413
    assert response.json()["code"] == "batch_too_large"


def test_storage_that_is_down_fails_the_whole_batch(
    client: APIClient, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "blocked").write_text("a file where the folder should be")
    settings.FILE_STORE = {
        "BACKEND": "servicekit.storage.disk.DiskStore",
        "OPTIONS": {"root": str(tmp_path / "blocked" / "files")},
    }

    response = _send(client, {"one.txt": RESUME_TEXT, "two.txt": RESUME_TEXT})

    assert response.status_code == 503
    assert not BatchUpload.objects.exists()


def test_a_repeated_batch_is_taken_once(client: APIClient) -> None:
    key = {"Idempotency-Key": "batch-1"}

    first = _send(client, {"one.txt": RESUME_TEXT}, **key)
    second = _send(client, {"one.txt": RESUME_TEXT}, **key)

    assert second.content == first.content
    assert second["Location"] == first["Location"]
    assert Resume.objects.count() == 1


def test_batches_are_throttled_as_uploads(client: APIClient, settings: Any) -> None:
    settings.THROTTLES_ENABLED = True

    answers = [client.post(URL, {}).status_code for _ in range(125)]

    assert (answers[0], answers[-1]) == (400, 429)


def test_old_batches_are_forgotten_and_their_resumes_stay(client: APIClient) -> None:
    old, new = (_send(client, {"one.txt": RESUME_TEXT})["Location"] for _ in range(2))
    month_ago = timezone.now() - timedelta(days=31)
    BatchUpload.objects.filter(pk=old.rpartition("/")[2]).update(created_at=month_ago)

    housekeeping.keep_house()

    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    assert Resume.objects.count() == 2


def test_a_stranger_sees_no_batch(
    client: APIClient, stranger: APIClient, anonymous: APIClient
) -> None:
    url = _send(client, {"one.txt": RESUME_TEXT})["Location"]

    assert stranger.get(url).status_code == 404
    assert stranger.get(f"/api/resumes/batches/{uuid.uuid4()}").status_code == 404
    assert anonymous.get(url).status_code == 401
    assert _send(anonymous, {"one.txt": RESUME_TEXT}).status_code == 401
