"""Fixtures of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from rest_framework.test import APIClient

from tests.tokens import bearer
from tests.urls import Things


@pytest.fixture(autouse=True)
def _fresh_things() -> Iterator[None]:
    Things.created.clear()
    Things.failure = None
    yield
    Things.failure = None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Add the cache table to the test database."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("createcachetable")


@pytest.fixture
def client(db: None) -> Iterator[APIClient]:
    """Return a client that is logged in as user-1."""
    cache.clear()
    yield APIClient(raise_request_exception=False, **bearer())
    cache.clear()


@pytest.fixture
def stranger(db: None) -> APIClient:
    """Return a client that is logged in as somebody else."""
    return APIClient(raise_request_exception=False, **bearer("user-2"))


@pytest.fixture
def anonymous(db: None) -> APIClient:
    """Return a client without a token."""
    return APIClient(raise_request_exception=False)
