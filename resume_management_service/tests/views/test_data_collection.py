"""Collecting from an applicant tracking system."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import Candidate
from servicekit.jobs.models import Job
from tests.data_collection import Ats, ats
from tests.people import read_everything

__all__ = ["ats"]

TRIGGER = "/api/data-collection/trigger"
ORDER = {"source": "sample", "count": 20, "per_page": 10, "batch_size": 100, "error_mode": False}

pytestmark = pytest.mark.django_db(transaction=True)


def _trigger(client: APIClient, **changes: Any) -> Any:
    return client.post(TRIGGER, {**ORDER, **changes}, format="json")


def _work() -> None:
    """Run jobs, and those they ask for, until none waits."""
    while Job.objects.filter(status="queued").exists():
        read_everything()


def _status(client: APIClient, response: Any) -> Any:
    return client.get(response["Location"]).json()


def test_records_become_resumes_that_can_be_found(client: APIClient, ats: Ats) -> None:
    with ats():
        started = _trigger(client)
        before = _status(client, started)
        _work()

    after = _status(client, started)
    assert started.status_code == 202
    assert started.json() == {
        "data_request_id": before["data_request_id"],
        "message": "Collecting 20 records from sample.",
    }
    assert before["status"] == "queued"
    assert after["status"] == "completed"
    assert after["counts"] == {
        "requested": 20,
        "fetched": 20,
        "duplicates": 0,
        "stored": 20,
        "waiting": 0,
        "parsed": 20,
        "failed": 0,
        "deleted": 0,
    }
    assert after["errors"] == []
    assert after["error"] is None
    assert Candidate.objects.count() == 20
    found = client.get("/api/resumes/search?skills=bookkeeping").json()["results"]
    assert len(found) == 4
    shown = client.get("/api/resumes?page_size=100").json()["results"]
    assert {one["latest_version"]["source"] for one in shown} == {"collected"}


def test_broken_records_are_named_and_stop_nothing(client: APIClient, ats: Ats) -> None:
    with ats():
        started = _trigger(client, count=100, per_page=50, error_mode=True)
        _work()

    shown = _status(client, started)
    counts = shown["counts"]
    assert shown["status"] == "completed"
    assert counts["fetched"] == 100
    assert counts["stored"] + counts["duplicates"] == 100
    assert counts["failed"] == len(shown["errors"]) == 10
    assert counts["parsed"] == 90
    assert {error["code"] for error in shown["errors"]} == {
        "record_without_id",
        "invalid_record",
        "invalid_base64",
        "unsupported_file_type",
        "unreadable_file",
        "invalid_field",
        "invalid_sections",
        "empty_record",
    }
    assert all(error["detail"] for error in shown["errors"])
