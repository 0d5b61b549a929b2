"""Data collection: what is fetched from applicant tracking systems, and how far that is."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from api.models.versions import ResumeVersion


class CollectionStatus(models.TextChoices):
    """How far fetching is; what was fetched is read on its own."""

    QUEUED = "queued"
    COLLECTING = "collecting"
    COLLECTED = "collected"
    FAILED = "failed"


class RawStatus(models.TextChoices):
    """How far one record is; whether its résumé could be read stands on the résumé's version."""

    STORED = "stored"
    IMPORTED = "imported"
    FAILED = "failed"


MOST_PAGE_ATTEMPTS = 10
UNFINISHED = (CollectionStatus.QUEUED, CollectionStatus.COLLECTING)


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """The sets of data requests that are asked for."""

    def for_user(self, user_id: str) -> DataRequestQuerySet:
        """Keep the user's requests."""
        return self.filter(user_id=user_id)

    def unfinished(self) -> DataRequestQuerySet:
        """Keep those with pages to fetch, the one that waits longest for its turn first."""
        turn = models.F("served_at").asc(nulls_first=True)
        return self.filter(status__in=UNFINISHED).order_by(turn, "created_at")


class DataRequest(models.Model):
    """An order for `count` records of one source, and its checkpoint.

    Pages before `next_page` are stored, except those that a `PendingPage` names; `end_page` is the
    first one known to be behind the source's last record.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.CharField(max_length=36)
    source = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    per_page = models.PositiveIntegerField()
    batch_size = models.PositiveIntegerField()
    error_mode = models.BooleanField(default=False)
    status = models.CharField(
        max_length=10, choices=CollectionStatus.choices, default=CollectionStatus.QUEUED
    )
    next_page = models.PositiveIntegerField(default=1)
    end_page = models.PositiveIntegerField(null=True)
    fetched = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=64, blank=True)
    error_detail = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    served_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    collected_at = models.DateTimeField(null=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "created_at", "id"], name="collection_user_newest"),
            models.Index(fields=["status", "served_at"], name="collection_unfinished"),
            models.Index(fields=["created_at"], name="collection_created"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gt=0, per_page__gt=0, batch_size__gt=0),
                name="collection_sizes_positive",
            ),
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(error_code=""),
                name="collection_failure_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Collector(models.Model):
    """A job that fetches pages of one request; it says every second that it is alive."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_request = models.ForeignKey(
        DataRequest, on_delete=models.CASCADE, related_name="collectors"
    )
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["seen_at"], name="collector_seen")]

    def __str__(self) -> str:
        return str(self.id)


class PendingPageQuerySet(models.QuerySet["PendingPage"]):
    """The sets of pages that collectors ask for."""

    def open(self) -> PendingPageQuerySet:
        """Keep pages that are being fetched or will be."""
        has_attempts = Q(collector__isnull=False) | Q(attempts__lt=MOST_PAGE_ATTEMPTS)
        return self.filter(has_attempts, gave_up=False)

    def free(self, now: datetime) -> PendingPageQuerySet:
        """Keep open pages that nobody fetches and whose pause after a failure is over."""
        rested = Q(not_before=None) | Q(not_before__lte=now)
        return self.open().filter(rested, collector=None).order_by("number")


class PendingPage(models.Model):
    """A page that was begun and is not stored yet; without a collector it is anybody's."""

    data_request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    cursor = models.CharField(max_length=1000, blank=True)
    collector = models.ForeignKey(
        Collector, null=True, on_delete=models.SET_NULL, related_name="pages"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    gave_up = models.BooleanField(default=False)
    error_code = models.CharField(max_length=64, blank=True)
    error_detail = models.CharField(max_length=500, blank=True)

    objects = PendingPageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["data_request", "number"], name="page_once_per_request")
        ]

    def __str__(self) -> str:
        return f"{self.data_request_id} {self.number}"


class RawDataQuerySet(models.QuerySet["RawData"]):
    """The sets of records that are asked for."""

    def failed(self) -> RawDataQuerySet:
        """Keep records that became no résumé, or one that could not be read."""
        return self.filter(Q(status=RawStatus.FAILED) | Q(version__parse_status="failed"))


class RawData(models.Model):
    """One record as the source gave it, kept for reading it again.

    `external_key` is a digest of the source's own id, which databases compare alike. The résumé
    that the record becomes has the record's id, so that there is never a second one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="raw_data")
    external_id = models.CharField(max_length=255)
    external_key = models.CharField(max_length=32)
    page = models.PositiveIntegerField()
    payload = models.JSONField()
    status = models.CharField(max_length=10, choices=RawStatus.choices, default=RawStatus.STORED)
    version = models.ForeignKey(
        ResumeVersion, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    error_code = models.CharField(max_length=64, blank=True)
    error_detail = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RawDataQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "raw data"
        indexes = [
            models.Index(fields=["data_request", "status"], name="raw_data_request_status"),
            models.Index(fields=["status", "created_at"], name="raw_data_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["data_request", "external_key"], name="raw_data_once_per_request"
            ),
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(error_code=""),
                name="raw_data_failure_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RequestRate(models.Model):
    """When requests to a source may be sent: one row that all workers share.

    `permits` holds one time for each request that may still count at the source (seconds since the
    epoch, until when it does), `last_at` when the latest was allowed, `paused_until` what the
    source asked for.
    """

    source = models.CharField(primary_key=True, max_length=64)
    permits = models.JSONField(default=list)
    last_at = models.FloatField(default=0.0)
    paused_until = models.FloatField(default=0.0)

    def __str__(self) -> str:
        return self.source
