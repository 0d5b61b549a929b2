"""Collecting by several workers: pages, records, and who collects."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from api.clients.ats.errors import SourceError
from api.clients.ats.pages import FetchedPage
from api.clients.ats.sources import Source, source_named
from api.models import Collector, DataRequest, PendingPage, RawData, RequestRate, Resume, User
from api.services import (
    data_collection,
    data_collection_pages,
    data_collection_rate,
    data_collection_records,
    data_collection_staff,
)
from servicekit.jobs import queue, runner
from servicekit.jobs.models import Job

SAMPLE = {"base_url": "https://ats.example.com/people", "accounts": ["*"], "rate": 5}


@pytest.fixture
def source(db: None, settings: Any) -> Source:
    """Return a source that nobody calls."""
    settings.ATS_SOURCES = {"sample": SAMPLE}
    found = source_named("sample")
    assert found is not None
    data_collection_rate.open_window(found)
    return found


@pytest.fixture
def request_(source: Source, user: User) -> DataRequest:
    """Return a request for four pages that is being collected."""
    request = data_collection.trigger(
        user_id=str(user.pk), source="sample", count=8, per_page=2, batch_size=5
    )
    DataRequest.objects.update(status="collecting")
    return request


def _collector(request: DataRequest) -> Collector:
    return Collector.objects.create(data_request=request)


def _page(*numbers: int) -> FetchedPage:
    people = [{"id": number, "text": f"Person {number}"} for number in numbers]
    return FetchedPage(people, "", is_last=not people)


def _store(ticket: Any, collector: Collector, source: Source, *numbers: int) -> int:
    return data_collection_pages.store(
        ticket=ticket,
        fetched=_page(*numbers),
        collector=collector,
        source=source,
        answered_at=data_collection_pages.now_us(),
    )


def _ticket(collector: Collector, source: Source) -> Any:
    """Take one ticket, None when there is none."""
    taken = data_collection_pages.next_tickets(collector=collector, source=source, most=1)
    return taken[0] if taken else None


def test_collectors_take_different_pages(request_: DataRequest, source: Source) -> None:
    one, two = _collector(request_), _collector(request_)

    tickets = [_ticket(collector, source) for collector in (one, two, one, two)]

    assert [ticket.page.number for ticket in tickets] == [1, 2, 3, 4]
    assert _ticket(one, source) is None


def test_a_collector_that_lags_takes_several_pages_at_once(
    request_: DataRequest, source: Source
) -> None:
    RequestRate.objects.update(last_at=0)

    taken = data_collection_pages.next_tickets(
        collector=_collector(request_), source=source, most=8
    )

    assert [ticket.page.number for ticket in taken] == [1, 2]
    assert taken[1].permit.at - taken[0].permit.at == 100_000


def test_a_paused_source_leaves_pages_untouched(request_: DataRequest, source: Source) -> None:
    RequestRate.objects.update(paused_until=data_collection_pages.now_us() + 60_000_000)

    ticket = _ticket(_collector(request_), source)

    assert ticket is None
    assert DataRequest.objects.get().next_page == 1
    assert not PendingPage.objects.exists()


def test_a_record_is_stored_with_its_job_or_not_at_all(
    request_: DataRequest, source: Source
) -> None:
    collector = _collector(request_)

    taken = _store(_ticket(collector, source), collector, source, 1, 2)

    assert taken == 2
    jobs = Job.objects.filter(kind="import_record").values_list("subject_id", flat=True)
    assert set(jobs) == {str(raw.pk) for raw in RawData.objects.all()}
    assert not PendingPage.objects.exists()


def test_the_page_of_a_dead_collector_is_anybodys_and_its_late_answer_nothing(
    request_: DataRequest, source: Source
) -> None:
    dead, alive = _collector(request_), _collector(request_)
    late = _ticket(dead, source)
    Collector.objects.filter(pk=dead.pk).update(seen_at=timezone.now() - timedelta(seconds=9))

    data_collection_staff.staff()
    again = _ticket(alive, source)
    stored = _store(again, alive, source, 1, 2)
    stored_late = _store(late, dead, source, 1, 2)

    assert again.page.number == late.page.number
    assert (stored, stored_late) == (2, 0)
    assert RawData.objects.count() == 2
    assert data_collection_staff.is_alive(dead) is False


def test_a_record_that_comes_twice_is_kept_once(request_: DataRequest, source: Source) -> None:
    collector = _collector(request_)

    _store(_ticket(collector, source), collector, source, 1, 1)
    _store(_ticket(collector, source), collector, source, 1, 2)

    request = DataRequest.objects.get()
    assert sorted(RawData.objects.values_list("external_id", flat=True)) == ["1", "2"]
    assert (request.fetched, request.duplicates) == (4, 2)


def test_ids_that_differ_in_case_only_are_two_records(
    request_: DataRequest, source: Source
) -> None:
    collector = _collector(request_)
    page = FetchedPage([{"id": "a", "text": "x"}, {"id": "A", "text": "x"}], "", is_last=False)

    data_collection_pages.store(
        ticket=_ticket(collector, source),
        fetched=page,
        collector=collector,
        source=source,
        answered_at=data_collection_pages.now_us(),
    )

    assert RawData.objects.count() == 2


def test_no_more_records_are_kept_than_were_ordered(request_: DataRequest, source: Source) -> None:
    DataRequest.objects.update(count=3)
    collector = _collector(request_)
    first, second = _ticket(collector, source), _ticket(collector, source)

    _store(second, collector, source, 3, 4)
    _store(first, collector, source, 1, 2)

    assert sorted(RawData.objects.values_list("external_id", flat=True)) == ["1", "2", "3"]
    assert data_collection_pages.conclude(request_id=request_.pk) is True
    assert DataRequest.objects.get().status == "collected"


def test_a_page_is_given_up_after_many_attempts_and_named(
    request_: DataRequest, source: Source
) -> None:
    DataRequest.objects.update(count=2)
    collector = _collector(request_)
    error = SourceError("source_error", "The source answered 500.")

    while ticket := _ticket(collector, source):
        data_collection_pages.fail(
            ticket=ticket, error=error, collector=collector, source=source, answered_at=1
        )
        PendingPage.objects.update(not_before=None)

    assert PendingPage.objects.get().attempts == 10
    assert data_collection_pages.conclude(request_id=request_.pk) is True
    request = DataRequest.objects.get()
    assert (request.status, request.error_code) == ("failed", "pages_failed")


def test_a_failed_page_rests_as_long_as_the_source_asks(
    request_: DataRequest, source: Source
) -> None:
    collector = _collector(request_)
    ticket = _ticket(collector, source)
    error = SourceError("source_rate_limited", "Slow down.", retry_after=30.0)
    now = data_collection_pages.now_us()

    data_collection_pages.fail(
        ticket=ticket, error=error, collector=collector, source=source, answered_at=now
    )

    rest = PendingPage.objects.get().not_before
    assert rest is not None
    assert rest > timezone.now() + timedelta(seconds=25)
    assert RequestRate.objects.get().paused_until == now + 30_000_000
    assert _ticket(collector, source) is None


def test_a_page_that_was_not_asked_for_costs_no_attempt_and_no_permit(
    request_: DataRequest, source: Source
) -> None:
    collector = _collector(request_)
    ticket = _ticket(collector, source)

    data_collection_pages.put_back(ticket=ticket, collector=collector, source=source)

    page = PendingPage.objects.get()
    assert (page.attempts, page.collector) == (0, None)
    assert RequestRate.objects.get().permits == []


def test_an_attempt_that_was_cut_off_makes_no_second_resume(
    request_: DataRequest, source: Source
) -> None:
    collector = _collector(request_)
    _store(_ticket(collector, source), collector, source, 1)
    job = Job.objects.get(kind="import_record")
    runner.run_by_id(job.pk)
    RawData.objects.update(status="stored", version=None)

    again = queue.enqueue("import_record", subject_id=job.subject_id, user_id=job.user_id)
    runner.run_by_id(again.pk)

    raw = RawData.objects.get()
    assert raw.status == "imported"
    assert Resume.objects.get().latest_version == raw.version


def test_a_record_without_a_job_is_adopted_once(request_: DataRequest, source: Source) -> None:
    collector = _collector(request_)
    _store(_ticket(collector, source), collector, source, 1, 2)
    Job.objects.filter(kind="import_record")[0].delete()
    RawData.objects.update(created_at=timezone.now() - timedelta(minutes=5))

    adopted = data_collection_records.adopt_orphans()
    adopted_again = data_collection_records.adopt_orphans()

    assert (adopted, adopted_again) == (1, 0)
    jobs = Job.objects.filter(kind="import_record").values_list("subject_id", flat=True)
    assert set(jobs) == {str(raw.pk) for raw in RawData.objects.all()}


def test_collectors_are_shared_out_among_requests(
    request_: DataRequest, source: Source, settings: Any
) -> None:
    settings.COLLECTORS = 4
    Job.objects.all().delete()
    other = data_collection.trigger(
        user_id="eve", source="sample", count=8, per_page=2, batch_size=5
    )

    data_collection_staff.staff()

    asked = list(Job.objects.values_list("subject_id", flat=True))
    assert sorted(asked) == sorted([str(request_.pk)] * 2 + [str(other.pk)] * 2)
    assert data_collection_staff.staff() == 0


def test_a_taken_over_run_goes_ahead_of_waiting_jobs(request_: DataRequest, source: Source) -> None:
    Job.objects.all().delete()
    collector = _collector(request_)
    _store(_ticket(collector, source), collector, source, 1)
    Collector.objects.update(seen_at=timezone.now() - timedelta(seconds=9))

    data_collection_staff.staff(urgent=True)

    first = Job.objects.due().first()
    assert first is not None
    assert first.kind == "collect_pages"


def test_a_source_that_is_gone_ends_the_run_with_a_reason(
    request_: DataRequest, settings: Any
) -> None:
    settings.ATS_SOURCES = {}

    runner.run_by_id(Job.objects.get(kind="collect_pages").pk)

    assert DataRequest.objects.get().error_code == "unknown_source"


def test_old_requests_are_forgotten_with_their_records(
    request_: DataRequest, source: Source, settings: Any
) -> None:
    collector = _collector(request_)
    _store(_ticket(collector, source), collector, source, 1)
    long_ago = timezone.now() - timedelta(days=settings.RAW_DATA_DAYS + 1)
    DataRequest.objects.update(created_at=long_ago)

    while_collecting = data_collection.purge_old()
    DataRequest.objects.update(status="collected")
    afterwards = data_collection.purge_old()

    assert (while_collecting, afterwards) == (0, 1)
    assert not RawData.objects.exists()
