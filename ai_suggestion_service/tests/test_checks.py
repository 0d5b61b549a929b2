"""Settings that must not be combined."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks


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
        ({"RESUME_SERVICE_URL": "resume:8000"}, "api.E005"),
        ({"RESUME_SERVICE_URL": "http://resume:8000/"}, "api.E005"),
        ({"AI_PROVIDER_TIMEOUT": 0}, "api.E006"),
        ({"AI_THREADS": 0}, "api.E007"),
        ({"LLM_PROVIDERS": {"x": {"BACKEND": "api.llm.nothing.Provider"}}}, "api.E008"),
    ],
)
def test_bad_settings_are_named(settings: Any, changes: dict[str, object], found: str) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)

    assert found in _found(settings)
