"""Settings that must not be combined."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from api.checks import check_settings
from servicekit.checks import refuse_unsafe_settings


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
        ({"CORS_ALLOWED_ORIGINS": ["null"]}, "api.E004"),
        ({"LOCAL": False, "SECRET_KEY": "ab" * 30}, "api.E021"),
        ({"LOCAL": False, "SECRET_KEY": "django-insecure-0123456789abcdefghijkl"}, "api.E021"),
        ({"OUTSIDE_ACCOUNTS": True}, "api.E022"),
    ],
)
def test_unsafe_settings_are_named(settings: Any, changes: dict[str, object], found: str) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)

    assert found in [problem.id for problem in check_settings()]


def test_no_process_starts_with_unsafe_settings(settings: Any) -> None:
    settings.LOCAL, settings.DEBUG, settings.THROTTLES_ENABLED = False, True, False

    with pytest.raises(ImproperlyConfigured, match=r"THROTTLES.*DEBUG"):
        refuse_unsafe_settings("RESUME_SECRET_KEY")
