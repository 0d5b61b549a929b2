"""Job descriptions, exported files, what left for providers, and jobs."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from api.admin.kept import KeptAdmin, ReadOnlyAdmin
from api.models import EgressRecord, ExportArtifact, JobDescription
from api.services import exports
from servicekit.jobs.models import Job


@admin.register(JobDescription)
class JobDescriptionAdmin(ReadOnlyAdmin):
    """Job descriptions, without their text."""

    list_display = fields = ("id", "user_id", "sha256", "created_at", "updated_at")
    search_fields = ("id", "user_id", "sha256")


@admin.register(EgressRecord)
class EgressRecordAdmin(KeptAdmin):
    """What left for providers."""

    list_display = (
        "id",
        "user_id",
        "purpose",
        "provider",
        "host",
        "size",
        "input_tokens",
        "output_tokens",
        "latency_ms",
        "cost",
        "outcome",
        "sent_at",
    )
    list_filter = ("provider", "outcome", "purpose")
    search_fields = ("user_id", "subject_id")


@admin.register(ExportArtifact)
class ExportArtifactAdmin(ReadOnlyAdmin):
    """Exported files, without names and contents; deleting one takes its file too."""

    list_display = ("id", "user_id", "format", "template", "size", "created_at", "expires_at")
    fields = (*list_display, "version_id", "cover_letter_id", "generation_id", "sha256")
    list_filter = ("format", "template")
    search_fields = ("id", "user_id")

    def delete_model(self, request: HttpRequest, obj: ExportArtifact) -> None:
        """Delete one export with its file."""
        exports.delete([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ExportArtifact]) -> None:
        """Delete exports with their files."""
        exports.delete(list(queryset))


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Jobs and how they ended."""

    list_display = ("id", "kind", "status", "attempt", "created_at", "finished_at")
    list_filter = ("status", "kind")
    search_fields = ("id", "subject_id", "user_id")
