"""Bad combinations of settings, found at start."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

SHORTEST_SECRET = 32


@register()
def check_settings(**_: Any) -> list[Error]:
    """Refuse settings that would be unsafe where others can reach them."""
    problems = []
    local = settings.LOCAL
    if not local and not settings.THROTTLES_ENABLED:
        problems.append(
            Error("THROTTLES=off is for load tests on this machine only.", id="api.E001")
        )
    if not local and settings.DEBUG:
        problems.append(Error("DEBUG must be off when other hosts are served.", id="api.E002"))
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        problems.append(
            Error(f"RESUME_SECRET_KEY needs {SHORTEST_SECRET} characters or more.", id="api.E003")
        )
    if "*" in settings.CORS_ALLOWED_ORIGINS:
        problems.append(Error("CORS_ALLOWED_ORIGINS must list origins, not *.", id="api.E004"))
    return problems
