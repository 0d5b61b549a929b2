"""Collecting from an applicant tracking system."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import Candidate, DataRequest, RawData, Resume
from servicekit.jobs import runner
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


def _collect() -> None:
    """Run the jobs that collect, and leave the records to others."""
    while waiting := list(Job.objects.filter(status="queued", kind="collect_pages")):
        for job in waiting:
            runner.run_by_id(job.pk)


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


@pytest.mark.parametrize(
    "paging",
    [
        {"style": "page"},
        {"style": "offset", "number": "offset", "size": "limit"},
        {"style": "cursor", "number": "cursor", "size": "limit"},
    ],
    ids=lambda paging: paging["style"],
)
def test_every_style_of_paging_brings_each_record_once(
    client: APIClient, ats: Ats, paging: dict[str, str]
) -> None:
    with ats(source={"paging": paging}):
        started = _trigger(client, count=25, per_page=10)
        _collect()

    assert sorted(RawData.objects.values_list("external_id", flat=True)) == [
        f"ats-{number:06d}" for number in range(25)
    ]
    assert _status(client, started)["counts"]["fetched"] == 25


@pytest.mark.parametrize("style", ["page", "cursor"])
def test_a_source_with_fewer_records_is_collected_to_its_end(
    client: APIClient, ats: Ats, style: str
) -> None:
    with ats(source={"paging": {"style": style, "number": style}}, total=17):
        started = _trigger(client, count=100, per_page=5)
        _collect()

    shown = _status(client, started)
    assert shown["counts"]["fetched"] == RawData.objects.count() == 17
    assert shown["checkpoint"]["end_reached"] is True
    assert shown["checkpoint"]["pending_pages"] == []


def test_a_source_that_fails_now_and_then_is_collected_whole(client: APIClient, ats: Ats) -> None:
    with ats(fault_every=3) as server:
        started = _trigger(client, count=10, per_page=2)
        _collect()

    assert _status(client, started)["counts"]["stored"] == 10
    assert server.state.answers[503] >= 1


def test_a_refused_run_goes_on_when_it_is_resumed(client: APIClient, ats: Ats) -> None:
    with ats(token="needed") as server:
        started = _trigger(client, count=10, per_page=2)
        _collect()
        refused = _status(client, started)
        early = RawData.objects.count()
        server.state.token = ""
        resumed = client.post(f"{started['Location']}/resume")
        _collect()

    assert (refused["status"], refused["error"]["code"], early) == ("failed", "source_refused", 0)
    assert resumed.status_code == 202
    assert resumed.json()["data_request_id"] == refused["data_request_id"]
    assert RawData.objects.count() == 10
    assert _status(client, started)["error"] is None


def test_resuming_tries_failed_records_again(client: APIClient, ats: Ats) -> None:
    with ats(total=1):
        started = _trigger(client, count=1, per_page=1)
        _collect()
        RawData.objects.update(status="failed", error_code="broken", error_detail="It was.")
        shown = _status(client, started)
        response = client.post(f"/api/data-collection/{shown['data_request_id']}/resume")
        _work()

    assert shown["errors"][0]["code"] == "broken"
    assert response.status_code == 202
    assert _status(client, started)["counts"]["parsed"] == 1


def test_there_is_nothing_to_resume_in_a_finished_run(client: APIClient, ats: Ats) -> None:
    with ats():
        started = _trigger(client, count=1, per_page=1)
        _work()

    response = client.post(f"{started['Location']}/resume")

    assert response.status_code == 409
    assert response.json()["code"] == "nothing_to_resume"


def test_a_deleted_resume_is_counted_as_such(client: APIClient, ats: Ats) -> None:
    with ats():
        started = _trigger(client, count=2, per_page=2)
        _work()
    Resume.objects.filter(pk=RawData.objects.values_list("pk", flat=True)[0]).delete()

    counts = _status(client, started)["counts"]

    assert (counts["stored"], counts["parsed"], counts["deleted"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        ({"source": "nowhere"}, "source"),
        ({"count": 0}, "count"),
        ({"count": "many"}, "count"),
        ({"per_page": 101}, "per_page"),
        ({"batch_size": 0}, "batch_size"),
        ({"error_mode": "perhaps"}, "error_mode"),
    ],
)
def test_a_wrong_order_names_what_is_wrong(
    client: APIClient, ats: Ats, changes: dict[str, Any], attr: str
) -> None:
    with ats():
        response = _trigger(client, **changes)

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == [attr]
    assert not DataRequest.objects.exists()


def test_a_source_without_error_mode_says_so(client: APIClient, ats: Ats) -> None:
    with ats(source={"error_mode": ""}):
        response = _trigger(client, error_mode=True)

    assert response.json()["errors"][0]["attr"] == "error_mode"


def test_a_source_for_others_is_not_there(client: APIClient, ats: Ats) -> None:
    with ats(source={"accounts": ["somebody-else"]}):
        response = _trigger(client)

    assert response.status_code == 400
    assert response.json()["code"] == "unknown_source"


def test_a_repeated_order_is_answered_and_not_repeated(client: APIClient, ats: Ats) -> None:
    with ats():
        first = client.post(TRIGGER, ORDER, format="json", headers={"Idempotency-Key": "a"})
        again = client.post(TRIGGER, ORDER, format="json", headers={"Idempotency-Key": "a"})

    assert first.content == again.content
    assert DataRequest.objects.count() == 1


def test_a_stranger_finds_no_data_request(
    client: APIClient, stranger: APIClient, anonymous: APIClient, ats: Ats
) -> None:
    with ats():
        url = _trigger(client)["Location"]

    assert stranger.get(url).status_code == 404
    assert stranger.post(f"{url}/resume").status_code == 404
    assert stranger.post(url.replace("/status", "") + "/resume").status_code == 404
    assert anonymous.get(url).status_code == 401
    assert anonymous.post(f"{url}/resume").status_code == 401
    assert anonymous.post(TRIGGER, ORDER, format="json").status_code == 401
    assert client.get(f"/api/data-collection/status/{uuid.uuid4()}").status_code == 404
