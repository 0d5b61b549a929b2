"""Collecting from applicant tracking systems: ordering it, its progress, and going on with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from api.clients.ats.sources import Source, all_sources
from api.models import CollectionStatus, DataRequest, ParseStatus, RawData, RawStatus
from api.services import data_collection_records, data_collection_staff
from servicekit.errors import Conflict, FieldError, Invalid

MOST_ERRORS_SHOWN = 100


class UnknownSource(Invalid):
    """No source of that name is there for the account."""

    code = "unknown_source"


class NothingToResume(Conflict):
    """Everything is collected, and read where it can be."""

    code = "nothing_to_resume"
    detail = "Nothing of this request has failed, and nothing is left to collect."


@dataclass(frozen=True, slots=True)
class RecordError:
    """Why a record is no résumé that could be read."""

    raw: RawData
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many records are how far."""

    requested: int
    fetched: int
    duplicates: int
    stored: int
    parsed: int
    failed: int
    deleted: int

    @property
    def waiting(self) -> int:
        """Return how many are stored and not read yet."""
        return self.stored - self.parsed - self.failed - self.deleted


def trigger(
    *,
    user_id: str,
    source: str,
    count: int,
    per_page: int,
    batch_size: int,
    error_mode: bool = False,
) -> DataRequest:
    """Order `count` records of a source; "" means the only or first one that the account may use.

    Raises:
        UnknownSource, Invalid
    """
    chosen = _allowed(user_id, source)
    if per_page > chosen.most_per_page:
        _refuse("per_page", f"{chosen.name} gives at most {chosen.most_per_page} records a page.")
    if error_mode and not chosen.error_mode:
        _refuse("error_mode", f"{chosen.name} has no error mode.")
    with transaction.atomic():
        request = DataRequest.objects.create(
            user_id=user_id,
            source=chosen.name,
            count=count,
            per_page=per_page,
            batch_size=batch_size,
            error_mode=error_mode,
        )
        data_collection_staff.staff()
    return request


def resume(*, request: DataRequest) -> DataRequest:
    """Go on with a request: pages that were given up, records that failed, a lost collector.

    Raises:
        NothingToResume
    """
    with transaction.atomic():
        request = DataRequest.objects.select_for_update().get(pk=request.pk)
        if request.status == CollectionStatus.FAILED:
            _go_on(request)
        again = data_collection_records.reprocess(raws=_failed(request))
        if request.status == CollectionStatus.COLLECTED and not again:
            raise NothingToResume
        data_collection_staff.staff(urgent=True)
    return request


def progress_of(request: DataRequest) -> Progress:
    """Count the request's records."""
    counted: Counter[str] = Counter()
    rows = RawData.objects.filter(data_request=request).order_by()
    states = rows.values_list("status", "version__parse_status").annotate(number=Count("pk"))
    for status, parse_status, number in states:
        counted[_state(status, parse_status)] += number
    return Progress(
        requested=request.count,
        fetched=request.fetched,
        duplicates=request.duplicates,
        stored=counted.total(),
        parsed=counted["parsed"],
        failed=counted["failed"],
        deleted=counted["deleted"],
    )


def status_of(request: DataRequest, progress: Progress) -> str:
    """Return `queued`, `collecting`, `parsing`, `completed` or `failed`."""
    if request.status == CollectionStatus.COLLECTED:
        return "parsing" if progress.waiting else "completed"
    return str(request.status)


def errors_of(request: DataRequest) -> list[RecordError]:
    """Return why records failed, the first of them."""
    return [_error(raw) for raw in _failed(request)[:MOST_ERRORS_SHOWN]]


def purge_old() -> int:
    """Forget requests with their raw data after a while; the résumés stay. Return how many."""
    limit = timezone.now() - timedelta(days=settings.RAW_DATA_DAYS)
    old = DataRequest.objects.filter(created_at__lt=limit).exclude(
        pk__in=DataRequest.objects.unfinished().order_by().values("pk")
    )
    count = old.count()
    old.delete()
    return count


def sweep() -> None:
    """Take up records without a job and requests without a collector."""
    data_collection_records.adopt_orphans()
    data_collection_staff.staff()


def _allowed(user_id: str, name: str) -> Source:
    offered = {one.name: one for one in all_sources().values() if one.serves(user_id)}
    chosen = offered.get(name or next(iter(offered), ""))
    if chosen is None:
        known = ", ".join(offered) or "none"
        detail = f"There is no such source. Those you may collect from: {known}."
        raise UnknownSource(detail, errors=[FieldError("source", UnknownSource.code, detail)])
    return chosen


def _refuse(attr: str, detail: str) -> None:
    raise Invalid(detail, errors=[FieldError(attr, "invalid", detail)])


def _go_on(request: DataRequest) -> None:
    request.status = CollectionStatus.COLLECTING
    request.error_code = request.error_detail = ""
    request.collected_at = None
    request.save(update_fields=["status", "error_code", "error_detail", "collected_at"])
    request.pages.update(gave_up=False, attempts=0, not_before=None)


def _failed(request: DataRequest) -> QuerySet[RawData]:
    """Return the failed records without what they say, which may be much."""
    failed = RawData.objects.filter(data_request=request).failed().defer("payload")
    return failed.select_related("version", "data_request").order_by("page", "pk")


def _state(status: str, parse_status: str | None) -> str:
    if status == RawStatus.FAILED or parse_status == ParseStatus.FAILED:
        return "failed"
    if status == RawStatus.IMPORTED and parse_status is None:
        return "deleted"
    return "parsed" if parse_status == ParseStatus.COMPLETED else "waiting"


def _error(raw: RawData) -> RecordError:
    if raw.status == RawStatus.FAILED or raw.version is None:
        return RecordError(raw, raw.error_code, raw.error_detail)
    return RecordError(raw, "unreadable_file", raw.version.parse_error or "")
