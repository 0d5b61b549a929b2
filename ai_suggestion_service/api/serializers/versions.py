"""Shapes of optimised versions."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import OptimizedVersion
from api.serializers.exports import ExportOut
from api.serializers.optimizations import DiffPieceOut

DIFFERENCE_STATUSES = ("added", "removed", "changed", "moved")
SAVE_FORMATS = ("docx", "pdf")


class VersionQuery(serializers.Serializer[None]):
    """Filters of the list."""

    resume_id = serializers.UUIDField(required=False)
    optimization_id = serializers.UUIDField(required=False)


class DifferenceOut(serializers.Serializer[None]):
    """One value that differs; pointers are null where it is absent."""

    section = serializers.CharField()
    status = serializers.ChoiceField(choices=DIFFERENCE_STATUSES)
    before_at = serializers.CharField(allow_null=True)
    after_at = serializers.CharField(allow_null=True)
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)
    diff = DiffPieceOut(many=True)


class SavedOut(serializers.Serializer[None]):
    """Where a version was written back to."""

    resume_id = serializers.UUIDField()
    file_id = serializers.UUIDField()
    number = serializers.IntegerField()


class VersionSummaryOut(serializers.Serializer[None]):
    """A version without its contents."""

    id = serializers.UUIDField()
    optimization_id = serializers.UUIDField()
    parent_id = serializers.UUIDField(
        allow_null=True, help_text="The optimised version that this one was made from."
    )
    resume_id = serializers.UUIDField()
    resume_version_id = serializers.UUIDField()
    resume_number = serializers.IntegerField()
    number = serializers.IntegerField(help_text="Counts the résumé's optimised versions.")
    accepted_changes = serializers.ListField(child=serializers.CharField())
    score = serializers.FloatField(allow_null=True, help_text="0 to 100.")
    base_score = serializers.FloatField(allow_null=True, help_text="Before the changes.")
    saved = SavedOut(allow_null=True)
    created_at = serializers.DateTimeField()


class OptimizedVersionOut(VersionSummaryOut):
    """A résumé with the accepted changes; `sections` is a JSON Resume."""

    sections = serializers.DictField()
    diff = DifferenceOut(many=True)
    downloads = ExportOut(many=True)


class AcceptedOut(serializers.Serializer[None]):
    """The version that the accepted changes made."""

    version_id = serializers.UUIDField()
    optimization_id = serializers.UUIDField()
    number = serializers.IntegerField()
    accepted_changes = serializers.ListField(child=serializers.CharField())
    score = serializers.FloatField(allow_null=True)
    base_score = serializers.FloatField(allow_null=True)


class ComparisonQuery(serializers.Serializer[None]):
    """Which versions to compare."""

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `from` cannot be an attribute."""
        return {"from": serializers.UUIDField(), "to": serializers.UUIDField()}


class VersionComparisonOut(serializers.Serializer[None]):
    """Two versions side by side."""

    from_version_id = serializers.UUIDField()
    to_version_id = serializers.UUIDField()
    from_score = serializers.FloatField(allow_null=True)
    to_score = serializers.FloatField(allow_null=True)
    differences = DifferenceOut(many=True)


class SaveIn(serializers.Serializer[None]):
    """As which kind of file to save."""

    format = serializers.ChoiceField(choices=SAVE_FORMATS, required=False, default=SAVE_FORMATS[0])


def version_summary_out(version: OptimizedVersion) -> dict[str, Any]:
    """Return a version as `VersionSummaryOut` says."""
    return {
        "id": version.pk,
        "optimization_id": version.optimization_id,
        "parent_id": version.parent_id,
        "resume_id": version.resume_id,
        "resume_version_id": version.resume_version_id,
        "resume_number": version.resume_number,
        "number": version.number,
        "accepted_changes": version.accepted,
        "score": version.score,
        "base_score": version.base_score,
        "saved": saved_out(version) if version.saved_at else None,
        "created_at": version.created_at,
    }


def version_out(version: OptimizedVersion, downloads: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a version as `OptimizedVersionOut` says."""
    contents = {"sections": version.sections, "diff": version.diff, "downloads": downloads}
    return {**version_summary_out(version), **contents}


def saved_out(version: OptimizedVersion) -> dict[str, Any]:
    """Return where a version was saved, as `SavedOut` says."""
    return {
        "resume_id": version.resume_id,
        "file_id": version.saved_file_id,
        "number": version.saved_number,
    }


def accepted_out(version: OptimizedVersion) -> dict[str, Any]:
    """Return the version as `AcceptedOut` says."""
    return {
        "version_id": version.pk,
        "optimization_id": version.optimization_id,
        "number": version.number,
        "accepted_changes": version.accepted,
        "score": version.score,
        "base_score": version.base_score,
    }
