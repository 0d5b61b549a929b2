"""Pages of a data request: whose turn, stored once, tried again. Together they are its checkpoint.

Every transaction here locks the request first and the source's rate last, so that none waits in a
circle.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from api.clients.ats import records
from api.clients.ats.errors import SourceError
from api.clients.ats.pages import FetchedPage
from api.clients.ats.sources import Source
from api.models import CollectionStatus, Collector, DataRequest, PendingPage, RawData
from api.services import data_collection_rate as rate
from api.services import data_collection_records
from api.services.data_collection_rate import Permit

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
LONGEST_ERROR = 500
SOON = 60_000  # microseconds


@dataclass(frozen=True, slots=True)
class Ticket:
    """A page to fetch, and when."""

    page: PendingPage
    permit: Permit


def now_us() -> int:
    """Return the time in microseconds since the epoch."""
    return time.time_ns() // 1000


def next_tickets(*, collector: Collector, source: Source, most: int) -> list[Ticket]:
    """Take pages that nobody has with permits for now, and one for a little later.

    Usually that is one; when workers lag behind the rate, one transaction takes several.
    """
    tickets: list[Ticket] = []
    with transaction.atomic():
        request = _locked(collector.data_request_id)
        if request is None or request.status != CollectionStatus.COLLECTING:
            return []
        soon = now_us() + SOON
        while len(tickets) < most and (not tickets or tickets[-1].permit.at < soon):
            ticket = _ticket(request, collector, source)
            if ticket is None:
                break
            tickets.append(ticket)
    return tickets


def _ticket(request: DataRequest, collector: Collector, source: Source) -> Ticket | None:
    try:
        with transaction.atomic():
            page = _free(request, collector) or _begun(request, collector, source)
            return Ticket(page, rate.reserve(source, now_us())) if page else None
    except rate.Paused:
        request.refresh_from_db(fields=["next_page"])
        return None


def store(
    *,
    ticket: Ticket,
    fetched: FetchedPage,
    collector: Collector,
    source: Source,
    answered_at: int,
) -> int:
    """Keep a page's records, each with its job, and move the checkpoint, all or nothing.

    Return how many records it had, 0 when somebody else has the page by now.
    """
    with transaction.atomic():
        request = _locked(collector.data_request_id)
        if request is None or not _own(ticket, collector).delete()[0]:
            return 0
        taken = _wanted(request, ticket.page.number, fetched.records)
        duplicates = _keep(request, ticket.page.number, taken, source)
        request.fetched += len(taken)
        request.duplicates += duplicates
        _move(request, ticket.page.number, fetched, source)
        request.save(update_fields=["fetched", "duplicates", "end_page", "next_page"])
        rate.release(source, ticket.permit, answered_at=answered_at)
        return len(taken)


def fail(
    *, ticket: Ticket, error: SourceError, collector: Collector, source: Source, answered_at: int
) -> None:
    """Give a page back for a later attempt, up after many; the run too where all would fail."""
    pause = _pause_after(ticket.page.attempts)
    slow_down = error.retry_after or (pause if error.code == "source_rate_limited" else 0.0)
    with transaction.atomic():
        request = _locked(collector.data_request_id)
        if request is None:
            return
        _own(ticket, collector).update(
            collector=None,
            gave_up=error.permanent,
            not_before=timezone.now() + timedelta(seconds=max(pause, error.retry_after or 0.0)),
            error_code=error.code,
            error_detail=error.detail[:LONGEST_ERROR],
        )
        if error.whole_run:
            end(request, CollectionStatus.FAILED, error.code, error.detail)
        rate.release(source, ticket.permit, answered_at=answered_at, pause_seconds=slow_down)


def put_back(*, ticket: Ticket, collector: Collector, source: Source) -> None:
    """Give back a page that was not asked for, with its permit."""
    with transaction.atomic():
        _locked(collector.data_request_id)
        _own(ticket, collector).update(collector=None, attempts=F("attempts") - 1)
        rate.release(source, ticket.permit, answered_at=None)


def conclude(*, request_id: Any) -> bool:
    """End the run when no page is left to fetch; tell whether it has ended."""
    with transaction.atomic():
        request = _locked(request_id)
        if request is None or request.status != CollectionStatus.COLLECTING:
            return True
        if request.pages.open().exists() or _wants_another(request):
            return False
        given_up = request.pages.count()
        if given_up:
            detail = f"{given_up} pages could not be fetched; resume to try them again."
            end(request, CollectionStatus.FAILED, "pages_failed", detail)
        else:
            end(request, CollectionStatus.COLLECTED)
        return True


def end(
    request: DataRequest, status: CollectionStatus, error_code: str = "", error_detail: str = ""
) -> None:
    """Write how the run ended."""
    request.status = status
    request.error_code, request.error_detail = error_code, error_detail[:LONGEST_ERROR]
    request.collected_at = timezone.now()
    request.save(update_fields=["status", "error_code", "error_detail", "collected_at"])


def _locked(request_id: Any) -> DataRequest | None:
    return DataRequest.objects.select_for_update().filter(pk=request_id).first()


def _own(ticket: Ticket, collector: Collector) -> Any:
    """Return the page as a set, empty when the collector was taken for dead meanwhile."""
    return PendingPage.objects.filter(pk=ticket.page.pk, collector=collector)


def _free(request: DataRequest, collector: Collector) -> PendingPage | None:
    page = request.pages.free(timezone.now()).first()
    if page is None:
        return None
    page.collector = collector
    page.attempts += 1
    page.save(update_fields=["collector", "attempts"])
    return page


def _begun(request: DataRequest, collector: Collector, source: Source) -> PendingPage | None:
    """Begin the next page; of a source with cursors only the first is begun here."""
    if not _wants_another(request) or (request.next_page > 1 and not source.paging.is_countable):
        return None
    number = request.next_page
    request.next_page += 1
    request.save(update_fields=["next_page"])
    return PendingPage.objects.create(
        data_request=request, number=number, collector=collector, attempts=1
    )


def _wants_another(request: DataRequest) -> bool:
    """Tell whether the pages begun so far will not bring `count` records, and there may be more."""
    if request.end_page is not None and request.next_page >= request.end_page:
        return False
    return request.fetched + request.pages.count() * request.per_page < request.count


def _wanted(request: DataRequest, number: int, found: list[Any]) -> list[Any]:
    """Cut what is behind the last record that was ordered, in whatever order pages come."""
    by_place = request.count - (number - 1) * request.per_page
    return found[: by_place if by_place > 0 else max(request.count - request.fetched, 0)]


def _keep(request: DataRequest, number: int, found: Sequence[Any], source: Source) -> int:
    """Write the records that are new, and their jobs; return how many were not."""
    rows: dict[str, RawData] = {}
    for record in found:
        own_id = records.external_id(source, record)
        key = records.external_key(own_id)
        rows.setdefault(
            key,
            RawData(
                data_request=request,
                external_id=own_id[: records.LONGEST_ID],
                external_key=key,
                page=number,
                payload=records.storable(record),
            ),
        )
    known = RawData.objects.filter(data_request=request, external_key__in=list(rows))
    for key in known.values_list("external_key", flat=True):
        del rows[key]
    RawData.objects.bulk_create(rows.values(), batch_size=100)
    for raw in rows.values():
        data_collection_records.request(raw=raw, user_id=request.user_id)
    return len(found) - len(rows)


def _move(request: DataRequest, number: int, fetched: FetchedPage, source: Source) -> None:
    if fetched.is_last:
        last = number if source.paging.is_countable else number + 1
        request.end_page = min(request.end_page or last, last)
    elif not source.paging.is_countable and _wants_another(request):
        request.next_page = number + 2
        PendingPage.objects.create(
            data_request=request, number=number + 1, cursor=fetched.next_cursor
        )


def _pause_after(attempts: int) -> float:
    """Return seconds, doubling with each attempt, shortened or lengthened by chance."""
    chance = random.uniform(0.5, 1.5)  # noqa: S311 - spreads load, guards nothing
    return float(min(FIRST_PAUSE * 2 ** (attempts - 1) * chance, LONGEST_PAUSE))
