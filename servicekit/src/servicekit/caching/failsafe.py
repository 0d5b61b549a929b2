"""Redis as cache, and each process's own memory while Redis is away.

Requests are answered then as ever. Throttles and lockouts go on counting, each process for itself,
so the limits are as many times larger as there are processes. `/readyz` asks Redis itself (`ping`).
"""

from __future__ import annotations

import threading
import time
from typing import Any

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = structlog.get_logger(__name__)

COOL_DOWN_SECONDS = 5.0


class _Outage:
    """Whether the server is away, as far as this process knows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ask_again_at = 0.0

    def may_ask(self) -> bool:
        """Tell whether to ask the server: always, or one thread now and then while it is away."""
        if not self._ask_again_at:
            return True
        with self._lock:
            due = time.monotonic() >= self._ask_again_at
            if due:
                self._ask_again_at = time.monotonic() + COOL_DOWN_SECONDS
            return due

    def began(self, error: Exception) -> None:
        if not self._ask_again_at:
            log.warning("cache_down", reason=type(error).__name__)
        self._ask_again_at = time.monotonic() + COOL_DOWN_SECONDS

    def ended(self) -> None:
        if self._ask_again_at:
            self._ask_again_at = 0.0
            log.info("cache_up")


# Django makes a cache object for each thread.
_outages: dict[str, _Outage] = {}


class FailSafeRedisCache(RedisCache):
    """Django's Redis cache; what it cannot do for now is done in memory."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        # Once more, for a connection that the server has closed meanwhile.
        options = {"retry": Retry(NoBackoff(), 1), **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        spare = {name: value for name, value in params.items() if name != "OPTIONS"}
        self._spare = LocMemCache(f"spare of {server}", spare)
        self._outage = _outages.setdefault(str(server), _Outage())

    def ping(self) -> None:
        """Ask the server whether it is there.

        Raises:
            RedisError, OSError: it is not.
        """
        self._cache.get_client().ping()

    def _do(self, operation: str, *args: Any, **kwargs: Any) -> Any:
        if self._outage.may_ask():
            try:
                result = getattr(super(), operation)(*args, **kwargs)
            except (RedisError, OSError) as error:
                self._outage.began(error)
            else:
                self._outage.ended()
                return result
        return getattr(self._spare, operation)(*args, **kwargs)


def _guarded(operation: str) -> Any:
    def method(self: FailSafeRedisCache, *args: Any, **kwargs: Any) -> Any:
        return self._do(operation, *args, **kwargs)

    method.__name__ = operation
    return method


OPERATIONS = ("add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many",
              "delete_many", "clear")  # fmt: skip
for _operation in OPERATIONS:
    setattr(FailSafeRedisCache, _operation, _guarded(_operation))
