"""Bad combinations of settings, found at start."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register
from django.utils.module_loading import import_string

from servicekit.checks import unsafe_settings

ADDRESSES = ("RESUME_SERVICE_URL", "AI_SERVICE_URL")


@register()
def check_settings(**_: Any) -> list[Error]:
    """Refuse settings that would be unsafe where others can reach them."""
    return unsafe_settings("AI_SECRET_KEY")


@register()
def check_addresses(**_: Any) -> list[Error]:
    """Refuse addresses of services that no request could be sent to."""
    return [
        Error(f"{name} must be an http or https URL without a trailing slash.", id="api.E005")
        for name in ADDRESSES
        if not _is_address(getattr(settings, name))
    ]


@register()
def check_model_settings(**_: Any) -> list[Error]:
    """Refuse limits that no suggestion could be made within."""
    problems = []
    if settings.AI_PROVIDER_TIMEOUT <= 0:
        problems.append(Error("AI_PROVIDER_TIMEOUT must be above 0 seconds.", id="api.E006"))
    if settings.AI_THREADS < 1:
        problems.append(Error("AI_THREADS must be 1 or more.", id="api.E007"))
    return problems


@register()
def check_providers(**_: Any) -> list[Error]:
    """Refuse providers that do not exist."""
    problems = []
    for name, provider in cast("dict[str, dict[str, Any]]", settings.LLM_PROVIDERS).items():
        try:
            import_string(provider["BACKEND"])
        except ImportError as error:
            problems.append(Error(f"LLM_PROVIDERS[{name!r}]: {error}", id="api.E008"))
    return problems


def _is_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not value.endswith("/")
