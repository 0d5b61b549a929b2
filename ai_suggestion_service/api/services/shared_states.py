"""What processes tell each other of providers, over the cache; without it each knows its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

import structlog
from django.core.cache import cache
from pydantic import TypeAdapter

from servicekit.database import release_connections

log = structlog.get_logger(__name__)

FRESH_SECONDS = 0.2
KEPT_SECONDS = 3600
LOCK_SECONDS = 2
LONGEST_LOCK_WAIT = 0.5
CACHE_AWAY_SECONDS = 5.0

State = TypeVar("State")
Result = TypeVar("Result")


class SharedStates(Generic[State]):
    """Immutable states by name, the same for all processes within FRESH_SECONDS.

    Reading takes a copy in memory, so that it costs nothing at each of many calls; a change is made
    in the cache under a lock. Whatever fails there is logged and the copy stands for itself.
    """

    def __init__(self, kind: str, form: Any, blank: State) -> None:
        """Take the name and the type of the states, and one for names not heard of before."""
        self._kind = kind
        self._form: TypeAdapter[State] = TypeAdapter(form)
        self._blank = blank
        self._copies: dict[str, State] = {}
        self._read_at = float("-inf")
        self._away_until = float("-inf")
        self._lock = threading.Lock()

    def read(self, name: str) -> State:
        """Return a state, at most FRESH_SECONDS old."""
        is_new = name not in self._copies
        if is_new or time.monotonic() - self._read_at > FRESH_SECONDS:
            if is_new:
                self._copies.setdefault(name, self._blank)
            self._refresh()
        return self._copies.get(name, self._blank)

    def change(self, name: str, step: Callable[[State], State]) -> State:
        """Apply a step to the state as a whole and return the state before it."""
        with self._lock:
            before = self._in_cache(lambda: self._change_there(name, step))
            if before is None:
                before = self._copies.get(name, self._blank)
            self._copies[name] = step(before)
        return before

    def forget(self) -> None:
        """Forget this process's copies."""
        with self._lock:
            self._copies.clear()
            self._read_at = self._away_until = float("-inf")

    def _refresh(self) -> None:
        """Read all names at once; whoever comes while another reads takes what there is."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            found = self._in_cache(self._read_there)
            self._copies |= found or {}
            self._read_at = time.monotonic()
        finally:
            self._lock.release()

    def _read_there(self) -> dict[str, State]:
        keys = {name: self._key(name) for name in self._copies}
        found = cache.get_many(keys.values())
        return {name: self._parsed(found.get(key)) for name, key in keys.items()}

    def _change_there(self, name: str, step: Callable[[State], State]) -> State:
        with self._alone(name):
            before = self._parsed(cache.get(self._key(name)))
            cache.set(self._key(name), self._form.dump_python(step(before)), KEPT_SECONDS)
        return before

    def _in_cache(self, work: Callable[[], Result]) -> Result | None:
        """Do something in the cache; None while it is away, which is asked again after a pause."""
        if time.monotonic() < self._away_until:
            return None
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - every cache has errors of its own
            self._away_until = time.monotonic() + CACHE_AWAY_SECONDS
            log.warning("provider_states_not_shared", kind=self._kind, error=type(error).__name__)
            return None
        finally:
            release_connections()

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Keep other processes from changing the state; a lock whose holder died is passed over."""
        lock = f"{self._key(name)}:lock"
        deadline = time.monotonic() + LONGEST_LOCK_WAIT
        while not (held := cache.add(lock, 1, LOCK_SECONDS)) and time.monotonic() < deadline:
            time.sleep(0.005)
        try:
            yield
        finally:
            if held:
                cache.delete(lock)

    def _key(self, name: str) -> str:
        return f"provider:{self._kind}:{name}"

    def _parsed(self, told: Any) -> State:
        return self._blank if told is None else self._form.validate_python(told)
