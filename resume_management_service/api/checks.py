"""Bad combinations of settings, found at start."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

from api.clients.ats.sources import all_sources
from servicekit.checks import unsafe_settings


@register()
def check_settings(**_: Any) -> list[Error]:
    """Refuse settings that would be unsafe where others can reach them."""
    return [*unsafe_settings("RESUME_SECRET_KEY"), *_broken_sources()]


def _broken_sources() -> list[Error]:
    try:
        all_sources()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="api.E010")]
    return []
