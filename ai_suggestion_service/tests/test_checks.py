"""Settings that must not be combined."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks

HALF_SET_UP = {"OPTIONS": {"secret_key": "sk_test_fake", "webhook_secret": ""}}


def _found(settings: Any) -> list[str]:
    return [str(problem.id) for problem in run_checks() if str(problem.id).startswith("api.")]


def test_the_tests_own_settings_are_fine(settings: Any) -> None:
    settings.THROTTLES_ENABLED = True

    assert _found(settings) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"LOCAL": False, "THROTTLES_ENABLED": False}, "api.E001"),
        ({"LOCAL": False, "DEBUG": True, "THROTTLES_ENABLED": True}, "api.E002"),
        ({"SECRET_KEY": "short"}, "api.E003"),
        ({"CORS_ALLOWED_ORIGINS": ["*"]}, "api.E004"),
        ({"CORS_ALLOWED_ORIGINS": ["null"]}, "api.E004"),
        ({"LOCAL": False, "SECRET_KEY": "ab" * 30}, "api.E021"),
        ({"LOCAL": False, "SECRET_KEY": "django-insecure-0123456789abcdefghijkl"}, "api.E021"),
        ({"OUTSIDE_ACCOUNTS": True}, "api.E022"),
        ({"RESUME_SERVICE_URL": "resume:8000"}, "api.E005"),
        ({"RESUME_SERVICE_URL": "http://resume:8000/"}, "api.E005"),
        ({"AI_PROVIDER_TIMEOUT": 0}, "api.E006"),
        ({"AI_PROVIDER_COOL_DOWN": -1}, "api.E006"),
        ({"AI_THREADS": 0}, "api.E007"),
        ({"BILLING_PACKS": {"small": "50"}}, "api.E009"),
        ({"BILLING_PACKS": {"small": "0:500:usd"}}, "api.E009"),
        ({"BILLING_WELCOME_CREDITS": -1}, "api.E010"),
        ({"BILLING_ACTION_CREDITS": {"suggestion": -1}}, "api.E010"),
        ({"BILLING_ENABLED": True, "PAYMENTS": HALF_SET_UP}, "api.E011"),
        ({"BILLING_ENABLED": True, "BILLING_RETURN_ORIGINS": ["https://x.test/paid"]}, "api.E012"),
        ({"BILLING_ENABLED": True, "BILLING_RETURN_ORIGINS": ["app.example.com"]}, "api.E012"),
        ({"LLM_PROVIDERS": {"x": {"BACKEND": "api.llm.nothing.Provider"}}}, "api.E008"),
        ({"LLM_PROVIDERS": {"x": {"BACKEND": "api.nowhere.nothing.Provider"}}}, "api.E008"),
        ({"LLM_PROVIDERS": {"x": {"BACKEND": "api.llm.offline.Provider"}}}, "api.E008"),
    ],
)
def test_bad_settings_are_named(settings: Any, changes: dict[str, object], found: str) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)

    assert found in _found(settings)
