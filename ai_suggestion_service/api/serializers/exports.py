"""Shapes of exports."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import ExportArtifact
from api.rendering import Format, Paper, templates

FORMATS = tuple(kind.value for kind in Format)
TEMPLATES = tuple(template.name for template in templates())
PAPERS = tuple(paper.value for paper in Paper)
SUBJECTS = ("version_id", "cover_letter_id", "generation_id")


class ExportIn(serializers.Serializer[None]):
    """What to make a file of: exactly one of the three ids."""

    version_id = serializers.UUIDField(required=False)
    cover_letter_id = serializers.UUIDField(required=False)
    generation_id = serializers.UUIDField(required=False)
    format = serializers.ChoiceField(choices=FORMATS)
    template = serializers.ChoiceField(choices=TEMPLATES, required=False)
    paper = serializers.ChoiceField(choices=PAPERS, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Require exactly one of the ids."""
        if sum(name in attrs for name in SUBJECTS) != 1:
            detail = "Give one of version_id, cover_letter_id and generation_id."
            raise serializers.ValidationError({"version_id": detail}, code="exactly_one")
        return attrs


class ExportQuery(serializers.Serializer[None]):
    """Filters of the list."""

    version_id = serializers.UUIDField(required=False)
    cover_letter_id = serializers.UUIDField(required=False)
    generation_id = serializers.UUIDField(required=False)


class DownloadQuery(serializers.Serializer[None]):
    """What opens a file without a login."""

    token = serializers.CharField(max_length=100, required=False)


class ExportWarningOut(serializers.Serializer[None]):
    """Something the file does not show as given."""

    code = serializers.CharField(help_text="missing_glyphs, link_removed, field_not_shown …")
    detail = serializers.CharField()
    pointer = serializers.CharField(allow_blank=True)


class ExportReportOut(serializers.Serializer[None]):
    """The finished file, read back by an extractor of its own and compared."""

    fields_total = serializers.IntegerField()
    fields_found = serializers.IntegerField()
    missing = serializers.ListField(child=serializers.CharField(), help_text="JSON pointers.")
    order_ok = serializers.BooleanField()
    checked_against_source = serializers.BooleanField(
        help_text="False when the résumé or job it was made from is gone."
    )
    warnings = ExportWarningOut(many=True)


class ExportOut(serializers.Serializer[None]):
    """An exported file; `download_url` opens it to whoever holds it, until `expires_at`."""

    export_id = serializers.UUIDField()
    version_id = serializers.UUIDField(allow_null=True)
    cover_letter_id = serializers.UUIDField(allow_null=True)
    generation_id = serializers.UUIDField(allow_null=True)
    format = serializers.ChoiceField(choices=FORMATS)
    template = serializers.ChoiceField(choices=TEMPLATES)
    file_name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    download_url = serializers.CharField()
    report = ExportReportOut()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


_SAME = (
    "version_id",
    "cover_letter_id",
    "generation_id",
    "format",
    "template",
    "file_name",
    "media_type",
    "size",
    "sha256",
    "report",
    "created_at",
    "expires_at",
)


def export_out(artifact: ExportArtifact, download_url: str) -> dict[str, Any]:
    """Return an export as `ExportOut` says."""
    same = {name: getattr(artifact, name) for name in _SAME}
    return {"export_id": artifact.pk, "download_url": download_url, **same}
