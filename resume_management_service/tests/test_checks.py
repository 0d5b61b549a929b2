"""Settings that must not be combined."""

from typing import Any

import pytest

from api.checks import check_settings


def test_the_tests_own_settings_are_fine(settings: Any) -> None:
    settings.THROTTLES_ENABLED = True

    assert check_settings() == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"LOCAL": False, "THROTTLES_ENABLED": False}, "api.E001"),
        ({"LOCAL": False, "DEBUG": True, "THROTTLES_ENABLED": True}, "api.E002"),
        ({"SECRET_KEY": "short"}, "api.E003"),
        ({"CORS_ALLOWED_ORIGINS": ["*"]}, "api.E004"),
    ],
)
def test_unsafe_settings_are_named(settings: Any, changes: dict[str, object], found: str) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)

    assert found in [problem.id for problem in check_settings()]
