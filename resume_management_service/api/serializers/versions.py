"""Shapes of versions, which are files."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import ParseStatus, ResumeVersion

VERSION_COLUMNS = (
    "id",
    "number",
    "file_name",
    "file_size",
    "file_type",
    "sha256",
    "comment",
    "source",
    "parse_status",
    "parse_error",
    "duplicate_of_id",
    "created_at",
)


class VersionUpload(serializers.Serializer[None]):
    """A file for a new version."""

    file = serializers.FileField(allow_empty_file=True, max_length=1024)
    comment = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class VersionOut(serializers.ModelSerializer[ResumeVersion]):
    """A version; `id` is the file id."""

    duplicate_of = serializers.UUIDField(
        source="duplicate_of_id",
        allow_null=True,
        read_only=True,
        help_text="The caller's first file with the same bytes.",
    )

    class Meta:
        model = ResumeVersion
        fields = [
            "id",
            "number",
            "file_name",
            "file_size",
            "file_type",
            "sha256",
            "comment",
            "source",
            "parse_status",
            "parse_error",
            "duplicate_of",
            "created_at",
        ]
        read_only_fields = fields


class VersionTextOut(serializers.Serializer[Any]):
    """What was read from a version; `text` is null until it was."""

    resume_id = serializers.UUIDField()
    version_id = serializers.UUIDField()
    number = serializers.IntegerField()
    sha256 = serializers.CharField()
    parse_status = serializers.ChoiceField(choices=ParseStatus.choices)
    parse_error = serializers.CharField(allow_null=True)
    text = serializers.CharField(allow_null=True)
    sections = serializers.DictField(help_text="A JSON Resume object.")
    evidence = serializers.DictField(
        help_text="JSON pointer into `sections` → {confidence, raw, start, end, page?, box?}."
    )
    warnings = serializers.ListField(child=serializers.DictField())


class ComparisonQuery(serializers.Serializer[None]):
    """Two version numbers."""

    to = serializers.IntegerField(min_value=1)

    def get_fields(self) -> dict[str, Any]:
        """Add `from`, which Python does not allow as a class attribute."""
        return {"from": serializers.IntegerField(min_value=1), **super().get_fields()}


class SectionDiffOut(serializers.Serializer[None]):
    """One section's changes: lines with `op` equal, insert or delete."""

    section = serializers.CharField()
    changed = serializers.BooleanField()
    lines = serializers.ListField(child=serializers.DictField())


class ComparisonOut(serializers.Serializer[None]):
    """Two versions side by side."""

    resume_id = serializers.UUIDField()
    from_number = serializers.IntegerField()
    to_number = serializers.IntegerField()
    sections = SectionDiffOut(many=True)
