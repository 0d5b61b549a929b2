"""What providers made, without what it says."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from api.admin.kept import ReadOnlyAdmin
from api.models import (
    CoverLetter,
    Generation,
    Optimization,
    OptimizedVersion,
    Suggestion,
    SuggestionFeedback,
)


class WorkAdmin(ReadOnlyAdmin):
    """A provider's work; `SHOWN` are the columns of its own."""

    SHOWN: ClassVar[tuple[str, ...]] = ("resume_id", "resume_version_id")

    list_display: tuple[str, ...] = (
        "id",
        "user_id",
        "status",
        "model_name",
        "error_code",
        "created_at",
    )
    list_filter: ClassVar[tuple[str, ...]] = ("status", "provider", "error_code")
    search_fields: ClassVar[tuple[str, ...]] = ("id", "user_id", "resume_id")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show who it is for, how it stands and what it took."""
        common = ("status", "model_name", "provider", "usage", "error_code", "error_detail")
        return ["id", "user_id", *self.SHOWN, *common, "created_at", "completed_at"]


@admin.register(Suggestion)
class SuggestionAdmin(WorkAdmin):
    """Suggestions."""

    SHOWN = ("resume_id", "resume_version_id", "receipt")


@admin.register(Optimization)
class OptimizationAdmin(WorkAdmin):
    """Optimisations."""

    SHOWN = ("resume_id", "resume_version_id", "strategy", "progress")
    list_filter = ("status", "strategy", "provider", "error_code")


@admin.register(CoverLetter)
class CoverLetterAdmin(WorkAdmin):
    """Cover letters."""

    SHOWN = ("resume_id", "resume_version_id", "tone", "receipt")


@admin.register(Generation)
class GenerationAdmin(WorkAdmin):
    """Generated résumés."""

    SHOWN = ("is_anonymous", "receipt", "saved_resume_id")
    list_display = ("id", "user_id", "is_anonymous", "status", "error_code", "created_at")
    list_filter = ("status", "is_anonymous", "provider", "error_code")
    search_fields = ("id", "user_id")


@admin.register(OptimizedVersion)
class OptimizedVersionAdmin(ReadOnlyAdmin):
    """Optimised versions, without what they say."""

    list_display = fields = (
        "id",
        "user_id",
        "optimization_id",
        "resume_id",
        "number",
        "saved_number",
        "saved_at",
        "created_at",
    )
    search_fields = ("id", "user_id", "resume_id", "saved_file_id")


@admin.register(SuggestionFeedback)
class SuggestionFeedbackAdmin(ReadOnlyAdmin):
    """What people say of suggestions."""

    list_display = fields = ("suggestion_id", "is_helpful", "comment", "created_at")
    list_filter = ("is_helpful",)
