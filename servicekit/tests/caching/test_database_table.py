"""The cache table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from servicekit.jobs.sweep import sweep

TABLE = {"BACKEND": "servicekit.caching.database.DatabaseTable", "LOCATION": "cache_entries"}


@pytest.fixture
def table(settings: Any) -> Any:
    """Use a table as cache, whatever this run uses otherwise."""
    settings.CACHES = {"default": TABLE}
    call_command("createcachetable")
    caches["default"].clear()
    return caches["default"]


def _rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache_entries")
        return int(cursor.fetchone()[0])


def _expire_everything() -> None:
    past = timezone.now().replace(microsecond=0) - timedelta(minutes=1)
    with connection.cursor() as cursor:
        value = connection.ops.adapt_datetimefield_value(past)
        cursor.execute("UPDATE cache_entries SET expires = %s", [value])


@pytest.mark.django_db(transaction=True)
def test_counting_loses_nothing_between_threads(table: Any) -> None:
    table.set("n", 0, 60)

    def count(_: int) -> None:
        caches["default"].incr("n")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(40)))

    assert table.get("n") == 40


@pytest.mark.django_db(transaction=True)
def test_counting_leaves_the_expiry_alone(table: Any) -> None:
    table.set("n", 1, 60)
    table.incr("n")
    _expire_everything()

    assert table.get("n") is None
    with pytest.raises(ValueError, match="no counter"):
        table.incr("n")


@pytest.mark.django_db(transaction=True)
def test_the_sweep_removes_what_expired_and_nothing_else(table: Any) -> None:
    table.set("old", "a text", 60)
    _expire_everything()
    table.set("new", "another", 60)

    sweep()

    assert _rows() == 1
    assert table.get("new") == "another"
