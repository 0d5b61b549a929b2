"""A bounded pool of database connections, first come first served."""

from __future__ import annotations

import atexit
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """How many connections, and for how long.

    `patience`: seconds without any coming back after which a waiting thread opens one beyond
    `size`, so that a connection that is never given back costs time and not a deadlock; a queue
    that moves is only waited for. `max_idle`: seconds after which an unused connection is not
    trusted any more.
    """

    size: int = 8
    patience: float = 10.0
    max_idle: float = 60.0


class ConnectionPool:
    """Lends connections that `open_one` makes; the one used last is lent first."""

    def __init__(self, options: PoolOptions) -> None:
        self._options = options
        self._idle: deque[tuple[Any, float]] = deque()
        self._free = options.size
        self._waiting: deque[threading.Lock] = deque()
        self._moved_at = time.monotonic()
        self._lock = threading.Lock()

    def take(self, open_one: Callable[[], Any]) -> tuple[Any, float | None]:
        """Return a connection and for how many seconds it lay idle, None for a new one."""
        self._wait_for_turn()
        idle = self._take_idle()
        if idle is not None:
            return idle[0], time.monotonic() - idle[1]
        try:
            return open_one(), None
        except BaseException:
            self._pass_turn()
            raise

    def give(self, connection: Any, *, reusable: bool) -> None:
        """Take a connection back; one that is not reusable is closed."""
        if reusable:
            with self._lock:
                self._idle.append((connection, time.monotonic()))
        self._pass_turn()
        if not reusable:
            connection.close()

    def close(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._idle.pop()[0].close()

    def _wait_for_turn(self) -> None:
        with self._lock:
            if self._free > 0:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        while not turn.acquire(timeout=self._options.patience):
            if self._has_stalled(turn):
                log.warning("database_pool_exhausted", size=self._options.size)
                return

    def _has_stalled(self, turn: threading.Lock) -> bool:
        """Tell whether nobody gives connections back; then `turn` may open one, one at a time."""
        now = time.monotonic()
        with self._lock:
            moves = now - self._moved_at < self._options.patience
            if moves or turn not in self._waiting:  # no longer there: the turn came just now
                return False
            self._waiting.remove(turn)
            self._free -= 1
            self._moved_at = now
        return True

    def _pass_turn(self) -> None:
        with self._lock:
            self._free += 1
            self._moved_at = time.monotonic()
            if self._free > 0 and self._waiting:
                self._free -= 1
                self._waiting.popleft().release()

    def _take_idle(self) -> tuple[Any, float] | None:
        trusted_since = time.monotonic() - self._options.max_idle
        stale: list[Any] = []
        with self._lock:
            while self._idle and self._idle[0][1] < trusted_since:
                stale.append(self._idle.popleft()[0])
            found = self._idle.pop() if self._idle else None
        for connection in stale:
            connection.close()
        return found


_pools: dict[tuple[Any, ...], ConnectionPool] = {}


def pool_for(key: tuple[Any, ...], options: PoolOptions) -> ConnectionPool:
    """Return this process's pool of connections to one database."""
    return _pools.get(key) or _pools.setdefault(key, ConnectionPool(options))


@atexit.register
def _close_all() -> None:
    for pool in _pools.values():
        pool.close()


# A child process must not speak on its parent's connections, nor close them.
_inherited: list[dict[tuple[Any, ...], ConnectionPool]] = []


def _after_fork() -> None:
    global _pools
    _inherited.append(_pools)
    _pools = {}


os.register_at_fork(after_in_child=_after_fork)
