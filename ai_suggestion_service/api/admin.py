"""Staff pages: models may be changed; of people's affairs only ids and states are shown."""

from __future__ import annotations

import re
import time

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest

from api.llm.keys import KeyState
from api.models import (
    AIModel,
    CoverLetter,
    CreditAccount,
    CreditEntry,
    EgressRecord,
    ExportArtifact,
    Generation,
    JobDescription,
    Optimization,
    OptimizedVersion,
    Purchase,
    Suggestion,
    SuggestionFeedback,
)
from api.services import credits, exports, model_addresses, providers
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
            "credits_per_use",
            "priority",
            "fallback",
            "input_price",
            "output_price",
        ]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["provider"] = forms.ChoiceField(
            choices=[(name, name) for name in settings.LLM_PROVIDERS]
        )

    def clean_base_url(self) -> str:
        """Refuse addresses inside the installation."""
        url = str(self.cleaned_data["base_url"] or "")
        try:
            if url:
                model_addresses.require_allowed(url)
        except model_addresses.AddressInside as error:
            raise forms.ValidationError(error.detail) from error
        return url

    def clean_key_names(self) -> list[str]:
        """Accept a list of names of environment variables that hold provider keys."""
        names = self.cleaned_data["key_names"] or []
        if not isinstance(names, list) or not all(
            isinstance(name, str) and KEY_NAME.match(name) for name in names
        ):
            raise forms.ValidationError('A JSON list of names such as ["OPENAI_API_KEY"].')
        return names

    def clean_fallback(self) -> AIModel | None:
        """Refuse a model that falls back on itself, also by way of others."""
        fallback: AIModel | None = self.cleaned_data["fallback"]
        passed, following = {self.instance.pk}, fallback
        while following is not None:
            if following.pk in passed:
                raise forms.ValidationError("The fallbacks would go round in a circle.")
            passed.add(following.pk)
            following = following.fallback
        return fallback


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
        "state",
    )
    list_filter = ("is_active", "provider")
    readonly_fields = ("state", "keys")

    @admin.display(description="state")
    def state(self, model: AIModel) -> str:
        """Tell whether the model is offered, and whether its provider answers."""
        if not providers.is_usable(model):
            return "not set up"
        standing = providers.standing(model)
        if standing.spared_for:
            return f"does not answer, not asked for {standing.spared_for:.0f} s"
        return "ready" if not standing.key_wait else f"no key for {standing.key_wait:.0f} s"

    @admin.display(description="keys, by fingerprint")
    def keys(self, model: AIModel) -> str:
        """Tell of each key whether it is used."""
        if not providers.keys_in(model.key_names):
            return "none set"
        known = providers.standing(model).keys.items()
        return "; ".join(f"{fingerprint}: {_key_state(state)}" for fingerprint, state in known)


def _key_state(state: KeyState) -> str:
    seconds = max(0.0, state.resting_until - time.time())
    if state.refused:
        return f"refused by the provider, tried again in {seconds:.0f} s"
    return f"rate-limited for {seconds:.0f} s" if seconds else "in use"


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that staff may look at, by id and state, and delete."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds such rows by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody changes such rows by hand."""
        return False


class KeptAdmin(ReadOnlyAdmin):
    """Rows that staff may look at and nothing else."""

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """The record stands."""
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


class GrantForm(ActionForm):
    """How many credits the action gives."""

    amount = forms.IntegerField(min_value=1, max_value=1_000_000)


@admin.register(CreditAccount)
class CreditAccountAdmin(KeptAdmin):
    """Balances, and credits given by staff."""

    list_display = fields = ("user_id", "balance", "owed", "entries", "created_at")
    search_fields = ("user_id",)
    action_form = GrantForm
    actions = ("grant_credits",)

    def has_grant_permission(self, request: HttpRequest) -> bool:
        """Allow those who may change accounts, though nobody changes one by hand."""
        return request.user.has_perm("api.change_creditaccount")

    @admin.action(description="Grant credits", permissions=["grant"])
    def grant_credits(self, request: HttpRequest, accounts: QuerySet[CreditAccount]) -> None:
        """Give each of the accounts the amount, on record."""
        amount = int(request.POST["amount"])  # checked by the form before this is called
        for account in accounts:
            actor = f"staff:{request.user.pk}"
            credits.grant(user_id=account.user_id, amount=amount, actor=actor)
            self.log_change(request, account, f"Granted {amount} credits.")
        self.message_user(request, f"Granted {amount} credits to {len(accounts)} accounts.")


@admin.register(CreditEntry)
class CreditEntryAdmin(KeptAdmin):
    """The ledger."""

    list_display = (
        "user_id",
        "number",
        "kind",
        "amount",
        "balance_after",
        "purpose",
        "subject_id",
        "created_at",
    )
    list_filter = ("kind", "purpose")
    search_fields = ("user_id", "subject_id", "event_id")


@admin.register(Purchase)
class PurchaseAdmin(KeptAdmin):
    """What was bought, and what became of the payment."""

    list_display = ("id", "user_id", "pack", "price", "currency", "paid_at", "refunded_amount")
    search_fields = ("id", "user_id", "session_id", "payment_id")


@admin.register(Optimization)
class OptimizationAdmin(ReadOnlyAdmin):
    """Optimisations, without what they say."""

    list_display = ("id", "user_id", "status", "strategy", "model_name", "error_code", "created_at")
    fields = (
        "id",
        "user_id",
        "resume_id",
        "resume_version_id",
        "strategy",
        "status",
        "model_name",
        "provider",
        "progress",
        "usage",
        "error_code",
        "error_detail",
        "created_at",
        "completed_at",
    )
    list_filter = ("status", "strategy", "provider", "error_code")
    search_fields = ("id", "user_id", "resume_id")


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


@admin.register(CoverLetter)
class CoverLetterAdmin(ReadOnlyAdmin):
    """Cover letters, without what they say."""

    list_display = ("id", "user_id", "status", "model_name", "error_code", "created_at")
    fields = (
        "id",
        "user_id",
        "resume_id",
        "resume_version_id",
        "status",
        "tone",
        "model_name",
        "provider",
        "usage",
        "receipt",
        "error_code",
        "created_at",
        "completed_at",
    )
    list_filter = ("status", "provider", "error_code")
    search_fields = ("id", "user_id", "resume_id")


@admin.register(Generation)
class GenerationAdmin(ReadOnlyAdmin):
    """Generated résumés, without what was told."""

    list_display = ("id", "user_id", "is_anonymous", "status", "error_code", "created_at")
    fields = (
        "id",
        "user_id",
        "is_anonymous",
        "status",
        "model_name",
        "provider",
        "usage",
        "receipt",
        "saved_resume_id",
        "error_code",
        "created_at",
        "completed_at",
    )
    list_filter = ("status", "is_anonymous", "provider", "error_code")
    search_fields = ("id", "user_id")


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
