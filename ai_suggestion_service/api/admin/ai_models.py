"""Models, as staff set them up."""

from __future__ import annotations

import re
import time

from django import forms
from django.conf import settings
from django.contrib import admin

from api.llm.keys import KeyState
from api.models import AIModel
from api.services import model_addresses, providers

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
