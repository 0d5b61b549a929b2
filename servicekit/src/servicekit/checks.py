"""Settings that would be unsafe where others can reach the service, found at start."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32
FEWEST_SIGNS = 10
EXAMPLES = ("django-insecure", "changeme", "change-me", "secret", "password", "example")
OWN_ISSUER = "resume-pair"


def refuse_unsafe_settings(secret_name: str) -> None:
    """Do not let any process start with settings that would be unsafe.

    Raises:
        ImproperlyConfigured: with everything that is wrong.
    """
    if problems := unsafe_settings(secret_name):
        raise ImproperlyConfigured(" ".join(str(problem.msg) for problem in problems))


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
    if not settings.LOCAL and _is_guessable(settings.SECRET_KEY):
        problems.append(Error(f"{secret_name} can be guessed; make a random one.", id="api.E021"))
    if settings.OUTSIDE_ACCOUNTS and OWN_ISSUER in (settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE):
        problems.append(
            Error("JWT_JWKS_URL needs that issuer's JWT_ISSUER and JWT_AUDIENCE.", id="api.E022")
        )
    if {"*", "null"} & set(settings.CORS_ALLOWED_ORIGINS):
        problems.append(Error("CORS_ALLOWED_ORIGINS must list origins, not *.", id="api.E004"))
    return problems


def _is_guessable(secret: str) -> bool:
    return len(set(secret)) < FEWEST_SIGNS or secret.lower().startswith(EXAMPLES)
