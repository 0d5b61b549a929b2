"""One collector at work: it takes pages, has them fetched on threads, and stores what came.

The threads only wait and fetch; everything about rows happens on the job's own thread.
"""

from __future__ import annotations

import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from api.clients.ats import pages as ats_pages
from api.clients.ats.errors import SourceError
from api.clients.ats.pages import FetchedPage, WantedPage
from api.clients.ats.sources import Source, source_named
from api.models import CollectionStatus, Collector, DataRequest
from api.services import data_collection_pages as pages
from api.services import data_collection_rate as rate
from api.services import data_collection_records
from api.services import data_collection_staff as staffing
from api.services.data_collection_pages import Ticket
from servicekit.database.transactions import repeating
from servicekit.jobs.kinds import JobError
from servicekit.jobs.runner import Attempt

log = structlog.get_logger(__name__)

SLICE_SECONDS = 20.0
NOTHING_TO_TAKE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a ticket: a page, an error, or neither when it was too late to ask."""

    page: FetchedPage | None
    error: SourceError | None
    at: int


def run(*, request: DataRequest, attempt: Attempt) -> None:
    """Collect for a while; another job goes on where this one ends."""
    source = source_named(request.source)
    if source is None:
        with attempt.completing({"skipped": "the source is unknown"}):
            _fail(request, "unknown_source", "The source is no longer configured.")
        return
    collector = staffing.enlist(job=attempt.job, request=request)
    if collector is None:
        with attempt.completing({"skipped": "enough others collect"}):
            return
    data_collection_records.adopt_orphans()
    rate.open_window(source)
    shift = Shift(request, collector, source)
    try:
        shift.work()
    except ImproperlyConfigured as error:
        log.exception("source_misconfigured", source=source.name)
        _fail(request, "source_misconfigured", str(error))
    pages.conclude(request_id=request.pk)
    with attempt.completing({"records": shift.stored}):
        collector.delete()
        staffing.staff(urgent=not shift.is_batch_full, leaving=collector.pk)


def record_failure(*, request_id: str, error: JobError) -> None:
    """End a run whose last collector failed for good; it can be resumed."""
    request = DataRequest.objects.filter(pk=request_id).first()
    if request is not None and not Collector.objects.filter(data_request=request).exists():
        _fail(request, error.code, error.detail)


def _fail(request: DataRequest, code: str, detail: str) -> None:
    if DataRequest.objects.unfinished().filter(pk=request.pk).exists():
        pages.end(request, CollectionStatus.FAILED, code, detail)


class Shift:
    """What one collector does until its batch is full, its time is over or nothing is left."""

    def __init__(self, request: DataRequest, collector: Collector, source: Source) -> None:
        self.stored = 0
        self._request = request
        self._collector = collector
        self._source = source
        self._asked: dict[Future[Answer], Ticket] = {}
        self._ends_at = time.monotonic() + SLICE_SECONDS
        self._next_look = 0.0
        self._next_beat = 0.0
        self._is_over = False

    @property
    def is_batch_full(self) -> bool:
        """Tell whether it is the others' turn."""
        return self.stored >= self._request.batch_size

    def work(self) -> None:
        """Fetch and store until the end; what was asked for is waited for."""
        with ThreadPoolExecutor(self._source.parallel, thread_name_prefix="fetch") as pool:
            while not self._is_over and time.monotonic() < self._ends_at:
                self._beat()
                self._ask(pool)
                self._store_answers(self._next_step())
            while self._asked:
                self._beat()
                self._store_answers(self._next_beat)

    def _next_step(self) -> float:
        if len(self._asked) >= self._source.parallel:
            return self._next_beat
        return min(self._next_look, self._next_beat)

    def _beat(self) -> None:
        now = time.monotonic()
        if now < self._next_beat:
            return
        self._next_beat = now + staffing.BEAT_SECONDS
        self._is_over |= not staffing.is_alive(self._collector)
        staffing.staff(urgent=True)

    def _ask(self, pool: ThreadPoolExecutor) -> None:
        """Take what may be sent now and wait for the last permit: the rest is for the others."""
        now = time.monotonic()
        room = self._source.parallel - len(self._asked)
        if self._is_over or now < self._next_look or room <= 0:
            return
        take = partial(pages.next_tickets, collector=self._collector, source=self._source)
        tickets = repeating(partial(take, most=room))
        if not tickets:
            self._next_look = now + NOTHING_TO_TAKE_SECONDS
            self._is_over = not self._asked and pages.conclude(request_id=self._request.pk)
            return
        for ticket in tickets:
            self._asked[pool.submit(_answer, self._source, self._request, ticket)] = ticket
        self._next_look = now + (tickets[-1].permit.at - pages.now_us()) / rate.SECOND

    def _store_answers(self, until: float) -> None:
        patience = max(until - time.monotonic(), 0.0)
        if not self._asked:
            time.sleep(patience)
            return
        done = wait(self._asked, timeout=patience, return_when=FIRST_COMPLETED).done
        answered = [(self._asked.pop(one), one.result()) for one in done]
        if answered:
            self.stored += repeating(partial(self._settle, answered))
        self._is_over |= self.is_batch_full

    def _settle(self, answered: list[tuple[Ticket, Answer]]) -> int:
        with transaction.atomic():
            return sum(self._settled(ticket, answer) for ticket, answer in answered)

    def _settled(self, ticket: Ticket, answer: Answer) -> int:
        """Write what came of a ticket; return how many records were stored."""
        mine: dict[str, Any] = {
            "ticket": ticket,
            "collector": self._collector,
            "source": self._source,
        }
        if answer.page is not None:
            return pages.store(fetched=answer.page, answered_at=answer.at, **mine)
        if answer.error is not None:
            pages.fail(error=answer.error, answered_at=answer.at, **mine)
        else:
            pages.put_back(**mine)
        return 0


def _answer(source: Source, request: DataRequest, ticket: Ticket) -> Answer:
    """Wait for the permit, then ask the source; runs on a thread and touches no row."""
    time.sleep(max(ticket.permit.at - pages.now_us(), 0) / rate.SECOND)
    if pages.now_us() > ticket.permit.at + rate.LATEST_START_SECONDS * rate.SECOND:
        return Answer(None, None, pages.now_us())
    page = ticket.page
    wanted = WantedPage(page.number, request.per_page, page.cursor, request.error_mode)
    try:
        return Answer(ats_pages.fetch(source, wanted), None, pages.now_us())
    except SourceError as error:
        return Answer(None, error, pages.now_us())
