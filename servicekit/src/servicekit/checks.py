"""Settings that would be unsafe where others can reach the service, found at start."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import Error

SHORTEST_SECRET = 32


def unsafe_settings(secret_name: str) -> list[Error]:
    """Return what is wrong with the settings; `secret_name` is the variable of the secret."""
    problems = []
    if not settings.LOCAL and not settings.THROTTLES_ENABLED:
        problems.append(
            Error("THROTTLES=off is for load tests on this machine only.", id="api.E001")
        )
    if not settings.LOCAL and settings.DEBUG:
        problems.append(Error("DEBUG must be off when other hosts are served.", id="api.E002"))
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        problems.append(
            Error(f"{secret_name} needs {SHORTEST_SECRET} characters or more.", id="api.E003")
        )
    if "*" in settings.CORS_ALLOWED_ORIGINS:
        problems.append(Error("CORS_ALLOWED_ORIGINS must list origins, not *.", id="api.E004"))
    return problems
