"""Staff pages: models may be changed; of people's affairs only ids and states are shown."""

from __future__ import annotations

import re

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

from api.models import AIModel, EgressRecord, JobDescription, Suggestion, SuggestionFeedback
from servicekit.jobs.models import Job

# Nothing but keys of providers may be sent to an address that is set here.
KEY_NAME = re.compile(r"[A-Z][A-Z0-9_]*_API_KEY(?:_[A-Z0-9]+)?\Z")


class AIModelForm(forms.ModelForm):  # type: ignore[type-arg]
    """A model, checked against what this installation can do."""

    provider = forms.ChoiceField(choices=[])

    class Meta:
        model = AIModel
        fields = [
            "display_name",
            "description",
            "provider",
            "model_name",
            "base_url",
            "key_names",
            "is_active",
            "login_required",
            "daily_limit",
            "priority",
        ]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["provider"] = forms.ChoiceField(
            choices=[(name, name) for name in settings.LLM_PROVIDERS]
        )

    def clean_key_names(self) -> list[str]:
        """Accept a list of names of environment variables that hold provider keys."""
        names = self.cleaned_data["key_names"] or []
        if not isinstance(names, list) or not all(
            isinstance(name, str) and KEY_NAME.match(name) for name in names
        ):
            raise forms.ValidationError('A JSON list of names such as ["OPENAI_API_KEY"].')
        return names


@admin.register(AIModel)
class AIModelAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Models."""

    form = AIModelForm
    list_display = (
        "display_name",
        "provider",
        "model_name",
        "is_active",
        "login_required",
        "daily_limit",
        "priority",
    )
    list_filter = ("is_active", "provider")


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that staff may look at, by id and state, and delete."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds such rows by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody changes such rows by hand."""
        return False


@admin.register(JobDescription)
class JobDescriptionAdmin(ReadOnlyAdmin):
    """Job descriptions, without their text."""

    list_display = fields = ("id", "user_id", "sha256", "created_at", "updated_at")
    search_fields = ("id", "user_id", "sha256")


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    """Suggestions, without what they say."""

    list_display = ("id", "user_id", "status", "model_name", "error_code", "created_at")
    fields = (
        "id",
        "user_id",
        "resume_id",
        "resume_version_id",
        "status",
        "model_name",
        "provider",
        "usage",
        "receipt",
        "error_code",
        "error_detail",
        "created_at",
        "completed_at",
    )
    list_filter = ("status", "provider", "error_code")
    search_fields = ("id", "user_id", "resume_id")


@admin.register(SuggestionFeedback)
class SuggestionFeedbackAdmin(ReadOnlyAdmin):
    """What people say of suggestions."""

    list_display = fields = ("suggestion_id", "is_helpful", "comment", "created_at")
    list_filter = ("is_helpful",)


@admin.register(EgressRecord)
class EgressRecordAdmin(ReadOnlyAdmin):
    """What left for providers."""

    list_display = ("id", "user_id", "purpose", "provider", "host", "size", "outcome", "sent_at")
    list_filter = ("provider", "outcome", "purpose")
    search_fields = ("user_id", "subject_id")

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """The record stands."""
        return False


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Jobs and how they ended."""

    list_display = ("id", "kind", "status", "attempt", "created_at", "finished_at")
    list_filter = ("status", "kind")
    search_fields = ("id", "subject_id", "user_id")
