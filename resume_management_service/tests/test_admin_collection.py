"""Staff pages about data collection."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from api.models import DataRequest, RawData, RawStatus
from servicekit.jobs.models import Job
from tests.test_admin import staff

__all__ = ["staff"]

REQUESTS = "/admin/api/datarequest/"
RECORDS = "/admin/api/rawdata/"


@pytest.fixture
def failed(db: None) -> RawData:
    """Return a record that failed, of a request that failed."""
    request = DataRequest.objects.create(
        user_id="ada",
        source="sample",
        count=5,
        per_page=5,
        batch_size=5,
        status="failed",
        error_code="pages_failed",
    )
    request.pages.create(number=1, attempts=10, gave_up=True)
    return RawData.objects.create(
        data_request=request,
        external_id="a-1",
        external_key="k",
        page=1,
        payload={"text": "Canary 4711"},
        status=RawStatus.FAILED,
        error_code="empty_record",
    )


def _act(staff: Client, page: str, action: str, chosen: Any) -> Any:
    form = {"action": action, "_selected_action": chosen.pk}
    return staff.post(page, form, follow=True)


def test_a_failed_request_is_resumed(staff: Client, failed: RawData) -> None:
    response = _act(staff, REQUESTS, "resume", failed.data_request)

    request = DataRequest.objects.get()
    assert b"goes on" in response.content
    assert request.status == "collecting"
    assert request.pages.get().gave_up is False
    assert Job.objects.filter(kind="collect_pages").count() == 1


def test_a_finished_request_is_left_alone(staff: Client, failed: RawData) -> None:
    RawData.objects.all().delete()
    DataRequest.objects.update(status="collected", error_code="")

    response = _act(staff, REQUESTS, "resume", failed.data_request)

    assert b"nothing is left to collect" in response.content
    assert not Job.objects.exists()


@pytest.mark.parametrize("page", [REQUESTS, RECORDS])
def test_failed_records_are_read_again(staff: Client, failed: RawData, page: str) -> None:
    chosen = failed.data_request if page == REQUESTS else failed

    response = _act(staff, page, "reprocess", chosen)

    assert b"1 records are read again" in response.content
    assert RawData.objects.get().status == "stored"
    assert Job.objects.get().subject_id == str(failed.pk)


def test_what_a_record_says_is_not_shown(staff: Client, failed: RawData) -> None:
    shown = staff.get(f"{RECORDS}{failed.pk}/change/").content + staff.get(RECORDS).content

    assert b"a-1" in shown
    assert b"Canary" not in shown
