"""Bad combinations of settings, found at start."""

from __future__ import annotations

import re
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register

from api.services import packs
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
    if settings.AI_PROVIDER_COOL_DOWN < 0:
        problems.append(Error("AI_PROVIDER_COOL_DOWN must be 0 seconds or more.", id="api.E006"))
    if settings.AI_THREADS < 1:
        problems.append(Error("AI_THREADS must be 1 or more.", id="api.E007"))
    return problems


@register()
def check_providers(**_: Any) -> list[Error]:
    """Refuse providers that do not exist."""
    providers = cast("dict[str, dict[str, Any]]", settings.LLM_PROVIDERS).items()
    return [
        Error(f"LLM_PROVIDERS[{name!r}]: there is no {provider['BACKEND']}.", id="api.E008")
        for name, provider in providers
        if not _is_class(provider["BACKEND"])
    ]


@register()
def check_prices(**_: Any) -> list[Error]:
    """Refuse packs that cannot be read and work that would pay its user."""
    problems = []
    for name, terms in cast("dict[str, str]", settings.BILLING_PACKS).items():
        try:
            packs.read(name, terms)
        except ValueError as error:
            problems.append(Error(f"BILLING_PACKS: {error}.", id="api.E009"))
    figures = [settings.BILLING_WELCOME_CREDITS, *settings.BILLING_ACTION_CREDITS.values()]
    if min(figures) < 0:
        names = "BILLING_WELCOME_CREDITS and BILLING_ACTION_CREDITS"
        problems.append(Error(f"{names} must be 0 or more.", id="api.E010"))
    return problems


@register()
def check_payments(**_: Any) -> list[Error]:
    """Refuse half of a set-up of payments, and origins that are pages."""
    if not settings.BILLING_ENABLED:
        return []
    options = settings.PAYMENTS["OPTIONS"]
    problems = []
    if bool(options["secret_key"]) != bool(options["webhook_secret"]):
        both = "STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET"
        problems.append(Error(f"Set both {both}, or none to sell nothing.", id="api.E011"))
    for origin in settings.BILLING_RETURN_ORIGINS:
        if not _is_address(origin) or urlsplit(origin).path or origin != origin.lower():
            detail = f"BILLING_RETURN_ORIGINS: {origin} must read like https://app.example.com"
            problems.append(Error(detail, id="api.E012"))
    return problems


def _is_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not value.endswith("/")


def _is_class(path: str) -> bool:
    """Look for a class in the source of its module: importing it may take seconds at each start."""
    module, _, name = path.rpartition(".")
    try:
        spec = find_spec(module)
    except ModuleNotFoundError:
        return False
    loader = spec.loader if spec else None
    source = loader.get_source(module) if isinstance(loader, SourceFileLoader) else None
    return bool(source and re.search(rf"^class {re.escape(name)}\b", source, re.MULTILINE))
