"""A real Redis that is killed, hangs and comes back."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from redis.exceptions import RedisError
from rest_framework.test import APIClient

from servicekit.budgets import Budget
from servicekit.caching import failsafe
from servicekit.caching.failsafe import FailSafeRedisCache
from servicekit.throttling import UserThrottle
from tests.tokens import bearer
from tests.urls import Things

PROGRAM = "redis-server"


class Redis:
    """A server on a port of its own."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.url = f"redis://127.0.0.1:{port}/0"
        self._folder = folder
        self._process: subprocess.Popen[bytes]

    def start(self) -> None:
        """Run it and wait until it answers."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        command = [PROGRAM, *options, "--dir", str(self._folder)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError("redis-server did not start")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal."""
        if self._process.poll() is None:
            os.kill(self._process.pid, number)
        if number == signal.SIGKILL:
            self._process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    """Run a Redis for one test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Redis(port, tmp_path)
    try:
        server.start()
    except FileNotFoundError:
        pytest.skip(f"{PROGRAM} is not installed")
    yield server
    server.kill(signal.SIGCONT)
    server.kill()


@pytest.fixture
def served(redis: Redis, settings: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> APIClient:
    """Return a client of the service, which has the server as its cache."""
    monkeypatch.setattr(failsafe, "COOL_DOWN_SECONDS", 0.3)
    backend = "servicekit.caching.failsafe.FailSafeRedisCache"
    options = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": redis.url, "OPTIONS": options}}
    settings.THROTTLES_ENABLED = True
    return APIClient(raise_request_exception=False)


def _get(client: APIClient) -> int:
    return int(client.get("/api/things", **bearer()).status_code)


def test_requests_are_answered_while_redis_is_killed(served: APIClient, redis: Redis) -> None:
    assert _get(served) == 200
    redis.kill()

    assert _get(served) == 200
    redis.start()


def test_throttles_go_on_while_redis_is_killed(
    served: APIClient, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    redis.kill()

    monkeypatch.setattr(Things, "throttle_classes", [UserThrottle])
    answers = [served.get("/api/things", **bearer()) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1]["Retry-After"]) >= 1
    redis.start()


def test_readyz_names_a_redis_that_is_down(served: APIClient, redis: Redis) -> None:
    assert served.get("/readyz").status_code == 200
    redis.kill()

    down = served.get("/readyz")

    assert down.status_code == 503
    assert down.json()["checks"]["cache"] == "down"
    redis.start()
    assert served.get("/readyz").status_code == 200


def test_a_redis_that_hangs_is_waited_for_once(served: APIClient, redis: Redis) -> None:
    assert _get(served) == 200
    redis.kill(signal.SIGSTOP)
    started = time.monotonic()

    statuses = [_get(served) for _ in range(2)]

    assert statuses == [200, 200]
    assert time.monotonic() - started < 1.5


def test_it_is_used_again_once_it_is_back(served: APIClient, redis: Redis) -> None:
    redis.kill()
    cache.set("lost", 1)
    redis.start()
    time.sleep(0.35)

    cache.set("kept", 2)

    assert FailSafeRedisCache(redis.url, {}).get("kept") == 2
    assert cache.get("lost") is None


def test_every_operation_of_a_cache_has_a_spare(served: APIClient, redis: Redis) -> None:
    redis.kill()

    cache.set_many({"a": 1, "b": 2})

    assert cache.add("c", 3)
    assert cache.incr("a") == 2
    assert cache.get_many(["a", "b", "c"]) == {"a": 2, "b": 2, "c": 3}
    assert cache.touch("a", 10)
    assert cache.has_key("a")
    assert cache.delete("a")
    cache.delete_many(["b"])
    cache.clear()
    assert cache.get("c", "gone") == "gone"
    overridden = {name for name in failsafe.OPERATIONS if hasattr(LocMemCache, name)}
    assert overridden == set(failsafe.OPERATIONS)
    with pytest.raises(RedisError):
        FailSafeRedisCache(redis.url, {}).ping()
    redis.start()


def test_budgets_survive_the_loss_of_their_counters(served: APIClient, redis: Redis) -> None:
    budget = Budget("tests", 2, 60)
    assert budget.spend() is None
    redis.kill()

    spent = [budget.spend() is None for _ in range(3)]

    assert spent == [True, True, False]
    redis.start()
