"""Transactions that are done again when the database breaks one off to undo a deadlock."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import count
from typing import TypeVar

import structlog
from django.db import OperationalError, connection, transaction

from servicekit.errors import Unavailable

log = structlog.get_logger(__name__)

# MySQL and MariaDB: a deadlock's victim, and a lock that was waited for too long.
DEADLOCK = 1213
BROKEN_OFF = (DEADLOCK, 1205)
PATIENCE_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 0.01
LONGEST_PAUSE_SECONDS = 0.2

Result = TypeVar("Result")


class DatabaseBusy(Unavailable):
    """Every attempt ended in a deadlock, for a minute."""

    code = "database_busy"
    detail = "Too much happens to the same rows at once. Try again in a moment."


def in_transaction(body: Callable[[], Result]) -> Result:
    """Run `body` in a transaction, and anew when the database breaks it off.

    `body` may run several times: what it changes outside of the database must bear that.

    Raises:
        DatabaseBusy: it was broken off again and again.
    """

    def once() -> Result:
        with transaction.atomic():
            return body()

    return repeating(once)


def repeating(work: Callable[[], Result]) -> Result:
    """Run `work`, which opens a transaction of its own, and anew when that is broken off.

    Inside of another transaction it is run once, because that one is broken off as a whole.

    Raises:
        DatabaseBusy: it was broken off again and again.
    """
    if connection.in_atomic_block:
        return work()
    until = time.monotonic() + PATIENCE_SECONDS
    for attempt in count(1):
        try:
            return work()
        except OperationalError as error:
            if not _broken_off(error):
                raise
            if time.monotonic() > until:
                raise DatabaseBusy(retry_after=1) from error
        _pause(attempt)
    raise AssertionError("unreachable")


def _broken_off(error: OperationalError) -> bool:
    return bool(error.args) and error.args[0] in BROKEN_OFF


def _pause(attempt: int) -> None:
    """Wait a moment, keeping the connection: whoever gives it back queues behind all others."""
    longest = min(FIRST_PAUSE_SECONDS * 2 ** min(attempt, 10), LONGEST_PAUSE_SECONDS)
    log.info("transaction_repeated", attempt=attempt)
    time.sleep(random.uniform(0, longest))  # noqa: S311 - spreads rivals, guards nothing
