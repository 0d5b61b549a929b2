"""Shapes of data collection."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

STATUSES = ("queued", "collecting", "parsing", "completed", "failed")
MOST_RECORDS = 100_000


class CollectionOrder(serializers.Serializer[None]):
    """What to collect; without a source the first one that the account may use."""

    source = serializers.CharField(  # type: ignore[assignment]  # DRF has an attribute so named
        max_length=64, required=False, default=""
    )
    count = serializers.IntegerField(
        min_value=1, max_value=MOST_RECORDS, default=100, help_text="Records that are wanted."
    )
    per_page = serializers.IntegerField(
        min_value=1, max_value=1000, default=50, help_text="Records in one request to the source."
    )
    batch_size = serializers.IntegerField(
        min_value=1,
        max_value=10_000,
        default=100,
        help_text="Records after which a collector lets waiting jobs go first.",
    )
    error_mode = serializers.BooleanField(
        default=False, help_text="Asks a source for trying out to break some of its records."
    )


class CollectionStarted(serializers.Serializer[Any]):
    """Where to look for how it goes."""

    data_request_id = serializers.UUIDField(source="id")
    message = serializers.CharField()


class CollectionCounts(serializers.Serializer[Any]):
    """How many records are how far; `stored` are all that are kept, one for each id."""

    requested = serializers.IntegerField()
    fetched = serializers.IntegerField()
    duplicates = serializers.IntegerField()
    stored = serializers.IntegerField()
    waiting = serializers.IntegerField()
    parsed = serializers.IntegerField()
    failed = serializers.IntegerField()
    deleted = serializers.IntegerField()


class CollectionCheckpoint(serializers.Serializer[Any]):
    """Where a run goes on: pages before `next_page` are stored, except `pending_pages`."""

    next_page = serializers.IntegerField()
    pending_pages = serializers.ListField(child=serializers.IntegerField())
    end_reached = serializers.BooleanField()


class CollectionErrorOut(serializers.Serializer[Any]):
    """Why the run ended."""

    code = serializers.CharField()
    detail = serializers.CharField()


class CollectionRecordError(serializers.Serializer[Any]):
    """Why a record could not be read; `resume_id` where it became a résumé."""

    record_id = serializers.UUIDField(source="raw.pk")
    external_id = serializers.CharField(source="raw.external_id")
    page = serializers.IntegerField(source="raw.page")
    code = serializers.CharField()
    detail = serializers.CharField()
    resume_id = serializers.UUIDField(source="raw.version.resume_id", default=None)


class CollectionParameters(serializers.Serializer[Any]):
    """What was ordered."""

    count = serializers.IntegerField()
    per_page = serializers.IntegerField()
    batch_size = serializers.IntegerField()
    error_mode = serializers.BooleanField()


class CollectionOut(serializers.Serializer[Any]):
    """A data request; `errors` are the first hundred, `counts.failed` tells how many there are."""

    data_request_id = serializers.UUIDField(source="request.id")
    source = serializers.CharField(source="request.source")  # type: ignore[assignment]
    status = serializers.ChoiceField(choices=STATUSES)
    parameters = CollectionParameters(source="request")
    counts = CollectionCounts()
    checkpoint = CollectionCheckpoint()
    error = CollectionErrorOut(allow_null=True)
    errors = CollectionRecordError(many=True)  # type: ignore[assignment]
    created_at = serializers.DateTimeField(source="request.created_at")
    started_at = serializers.DateTimeField(source="request.started_at", allow_null=True)
    collected_at = serializers.DateTimeField(source="request.collected_at", allow_null=True)
