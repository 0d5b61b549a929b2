"""Shapes of résumés."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.models import ParseStatus, Resume
from api.serializers.versions import VERSION_COLUMNS, VersionOut

ORDERINGS = ("created_at", "-created_at", "updated_at", "-updated_at", "name", "-name")
LIST_COLUMNS = (
    "id",
    "name",
    "labels",
    "created_at",
    "updated_at",
    *(f"latest_version__{column}" for column in VERSION_COLUMNS),
)


class ResumeUpload(serializers.Serializer[None]):
    """A file for a new résumé."""

    file = serializers.FileField(allow_empty_file=True, max_length=1024)
    name = serializers.CharField(max_length=255, required=False, allow_blank=True, default="")


class ResumeChanges(serializers.Serializer[None]):
    """What the owner may change."""

    name = serializers.CharField(max_length=255, required=False)
    labels = serializers.ListField(
        child=serializers.CharField(max_length=50), max_length=20, required=False
    )


class ResumeQuery(serializers.Serializer[None]):
    """Filters of the list."""

    name = serializers.CharField(required=False, help_text="Part of the name, case ignored.")
    label = serializers.CharField(required=False)  # type: ignore[assignment]  # a filter
    parse_status = serializers.ChoiceField(choices=ParseStatus.choices, required=False)
    ordering = serializers.ChoiceField(choices=ORDERINGS, required=False)


class ResumeSummaryOut(serializers.ModelSerializer[Resume]):
    """A résumé in a list."""

    latest_version = VersionOut(allow_null=True, read_only=True)
    labels = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Resume
        fields = ["id", "name", "labels", "latest_version", "created_at", "updated_at"]
        read_only_fields = fields


class ResumeOut(ResumeSummaryOut):
    """A résumé with all its versions, newest first."""

    versions = VersionOut(many=True, read_only=True)

    class Meta(ResumeSummaryOut.Meta):
        fields = [*ResumeSummaryOut.Meta.fields, "versions"]
        read_only_fields = fields


def summary_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return the list entry of one row of `LIST_COLUMNS`, as `ResumeSummaryOut` would.

    The list is the hottest read of the service; going through model instances and serializer
    fields costs several times the query itself.
    """
    version: dict[str, Any] | None = None
    if row["latest_version__id"] is not None:
        version = {column: row[f"latest_version__{column}"] for column in VERSION_COLUMNS}
        version["duplicate_of"] = version.pop("duplicate_of_id")
    return {
        "id": row["id"],
        "name": row["name"],
        "labels": row["labels"],
        "latest_version": version,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
    }


class UploadRequest(serializers.Serializer[None]):
    """An announcement of a file that goes straight to storage."""

    filename = serializers.CharField(max_length=255)
    mime_type = serializers.CharField(max_length=100)
    size = serializers.IntegerField(min_value=0)
    resume_id: serializers.Field[UUID, Any, Any, Any] = serializers.UUIDField(
        required=False, help_text="Adds a version to this résumé."
    )


class UploadTicketOut(serializers.Serializer[None]):
    """Where and how to send the bytes."""

    method = serializers.CharField()
    url = serializers.CharField()
    headers = serializers.DictField(child=serializers.CharField())


class UploadPromiseOut(serializers.Serializer[None]):
    """An accepted announcement."""

    resume_id = serializers.UUIDField()
    file_id = serializers.UUIDField()
    upload = UploadTicketOut()
    expires_at = serializers.DateTimeField()


class ParseRequest(serializers.Serializer[None]):
    """Which upload to complete when several wait for one résumé."""

    file_id = serializers.UUIDField(required=False)


class ParseRequestedOut(serializers.Serializer[None]):
    """The job that reads the file."""

    job_id = serializers.UUIDField()
    status = serializers.CharField()
