"""Django's own engines with connections from the pool."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import OperationalError, load_backend

from servicekit import configuration
from servicekit.database import pool as pools
from servicekit.database import release_connections

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_wrapper(tmp_path: Path) -> Iterator[Any]:
    config = configuration.pooled(
        {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(tmp_path / "pooled.sqlite3"),
            "OPTIONS": configuration.SQLITE_OPTIONS,
            "ATOMIC_REQUESTS": False,
            "AUTOCOMMIT": True,
            "CONN_HEALTH_CHECKS": True,
            "TIME_ZONE": None,
            "TEST": {"NAME": None},
        },
        size=2,
    )
    engine = load_backend(config["ENGINE"])
    opened: list[Any] = []

    def open_one() -> Any:
        opened.append(engine.DatabaseWrapper(config, "pooled"))
        opened[-1].inc_thread_sharing()
        return opened[-1]

    yield open_one
    for wrapper in opened:
        wrapper.close()
    for key in [key for key in pools._pools if key[1] == "pooled"]:
        pools._pools.pop(key).close()


def _execute(wrapper: Any, sql: str) -> Any:
    with wrapper.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


def test_a_closed_connection_is_used_by_the_next_thread(open_wrapper: Any) -> None:
    first, second = open_wrapper(), open_wrapper()
    _execute(first, "CREATE TEMP TABLE mine (n int)")  # seen by this connection only
    raw = first.connection
    first.close()

    _execute(second, "SELECT count(*) FROM mine")

    assert second.connection is raw
    assert first.connection is None


def test_an_open_transaction_does_not_reach_the_next_thread(open_wrapper: Any) -> None:
    first, second = open_wrapper(), open_wrapper()
    _execute(first, "CREATE TABLE things (n int)")
    first.set_autocommit(False)
    _execute(first, "INSERT INTO things VALUES (1)")
    first.close()

    assert _execute(second, "SELECT count(*) FROM things") == (0,)


def test_a_connection_that_failed_is_not_used_again(open_wrapper: Any) -> None:
    first, second = open_wrapper(), open_wrapper()
    _execute(first, "CREATE TABLE things (n int)")
    raw = first.connection
    with pytest.raises(OperationalError):
        _execute(first, "SELECT n FROM no_such_table")
    first.close()

    assert _execute(second, "SELECT count(*) FROM things") == (0,)
    assert second.connection is not raw


def test_many_threads_share_few_connections(open_wrapper: Any) -> None:
    setup = open_wrapper()
    _execute(setup, "CREATE TABLE things (n int)")
    setup.close()
    seen: set[int] = set()

    def work() -> None:
        wrapper = open_wrapper()
        for _ in range(10):
            _execute(wrapper, "INSERT INTO things VALUES (1)")
            seen.add(id(wrapper.connection))
            wrapper.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert _execute(setup, "SELECT count(*) FROM things") == (80,)
    assert len(seen) <= 2


def test_releasing_inside_a_transaction_keeps_it() -> None:
    with transaction.atomic():
        connection = transaction.get_connection()
        raw = connection.connection

        release_connections()

        assert connection.connection is raw
