"""Bad combinations of settings, found at start."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, register

from servicekit.checks import unsafe_settings


@register()
def check_settings(**_: Any) -> list[Error]:
    """Refuse settings that would be unsafe where others can reach them."""
    return unsafe_settings("RESUME_SECRET_KEY")
