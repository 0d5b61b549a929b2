"""Rows and objects are kept in step."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone
from rest_framework.test import APIClient

from api.models import JobApplication, PendingUpload, Resume, ResumeVersion, Session
from api.services import housekeeping
from servicekit.audit.models import AuditEvent
from servicekit.jobs.models import Job
from servicekit.storage import file_store
from tests.conftest import Uploader

NOW = timedelta(0)


def test_a_consistent_store_has_no_findings(upload: Uploader) -> None:
    upload()

    report = housekeeping.sweep_storage(youngest=NOW)

    assert report.findings == 0


def test_planted_inconsistencies_are_found_and_nothing_else(upload: Uploader) -> None:
    kept = [upload(name=f"{n}.txt") for n in range(4)]
    lost, cut = kept[0].latest_version, kept[1].latest_version
    assert lost is not None
    assert cut is not None
    file_store().delete([lost.storage_key])
    ResumeVersion.objects.filter(pk=cut.pk).update(file_size=1)
    file_store().save("resumes/u/r/v/orphan.txt", io.BytesIO(b"x"), "text/plain")
    file_store().save("quarantine/orphan", io.BytesIO(b"x"), "text/plain")

    report = housekeeping.sweep_storage(youngest=NOW)

    assert report.missing_objects == [lost.storage_key]
    assert report.wrong_sizes == [cut.storage_key]
    assert sorted(report.orphaned_objects) == ["quarantine/orphan", "resumes/u/r/v/orphan.txt"]
    again = housekeeping.sweep_storage(youngest=NOW)
    assert again.orphaned_objects == []


def test_young_objects_may_still_get_their_row(db: None) -> None:
    file_store().save("resumes/u/r/v/young.txt", io.BytesIO(b"x"), "text/plain")

    assert housekeeping.sweep_storage().findings == 0
    assert file_store().size("resumes/u/r/v/young.txt") == 1


def test_the_command_only_reports_when_told_so(db: None, capsys: Any) -> None:
    file_store().save("resumes/u/r/v/orphan.txt", io.BytesIO(b"x"), "text/plain")

    call_command("sweep_storage", dry_run=True, older_than=0)

    assert "object without row: resumes/u/r/v/orphan.txt" in capsys.readouterr().out
    assert file_store().size("resumes/u/r/v/orphan.txt") == 1


def test_deleted_resumes_are_purged_with_their_objects(client: APIClient, upload: Uploader) -> None:
    old, recent, alive = upload(), upload(), upload()
    for resume in (old, recent):
        client.delete(f"/api/resumes/{resume.pk}")
    Resume.objects.filter(pk=old.pk).update(deleted_at=timezone.now() - timedelta(days=31))

    housekeeping.keep_house()

    assert set(Resume.objects.values_list("pk", flat=True)) == {recent.pk, alive.pk}
    assert len(list(file_store().walk("resumes/"))) == 2


def test_what_is_past_its_time_is_purged(client: APIClient) -> None:
    body = {"filename": "cv.txt", "mime_type": "text/plain", "size": 5}
    client.post("/api/resumes/presign", body, format="json")
    PendingUpload.objects.update(expires_at=timezone.now() - timedelta(hours=2))
    Session.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    housekeeping.keep_house()

    assert not PendingUpload.objects.exists()
    assert not Session.objects.exists()


def test_what_is_past_its_retention_time_is_purged(db: None, settings: Any) -> None:
    settings.JOB_RETENTION_DAYS = settings.AUDIT_RETENTION_DAYS = settings.RETENTION_DAYS = 10
    for days in (9, 11):
        at = timezone.now() - timedelta(days=days)
        named = {"user_id": "ada", "job_title": "Developer", "company_name": "Example Works"}
        JobApplication.objects.create(**named, deleted_at=at)
        AuditEvent.objects.create(user_id="ada", actor="ada", action="x", created_at=at)
        Job.objects.create(kind="x", subject_id="1", status="succeeded", finished_at=at)

    housekeeping.keep_house()

    assert JobApplication.objects.count() == 1
    assert AuditEvent.objects.count() == 1
    assert Job.objects.count() == 1
