"""Shapes of batches."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

STATUSES = ("queued", "running", "succeeded", "failed", "deleted")


class BatchFiles(serializers.Serializer[None]):
    """Many files, or one ZIP of them."""

    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True, max_length=1024), allow_empty=False
    )


class BatchErrorOut(serializers.Serializer[Any]):
    """Why a file is no résumé, or could not be read."""

    code = serializers.CharField()
    detail = serializers.CharField()


class BatchEntryOut(serializers.Serializer[Any]):
    """One file; `job_id` and `resume_id` are null when it was refused."""

    job_id = serializers.UUIDField(source="entry.job_id", allow_null=True)
    file_name = serializers.CharField(source="entry.file_name")
    status = serializers.ChoiceField(choices=STATUSES)
    resume_id = serializers.UUIDField(source="entry.resume_id", allow_null=True)
    error = BatchErrorOut(allow_null=True)


class BatchProgressOut(serializers.Serializer[Any]):
    """How many files are how far."""

    queued = serializers.IntegerField()
    running = serializers.IntegerField()
    succeeded = serializers.IntegerField()
    failed = serializers.IntegerField()
    deleted = serializers.IntegerField()


class BatchOut(serializers.Serializer[Any]):
    """A batch as a whole; `running` until every file has ended."""

    id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=["running", "finished"])
    total = serializers.IntegerField()
    progress = BatchProgressOut()
    entries = BatchEntryOut(many=True)
    created_at = serializers.DateTimeField()
