"""A breaker that spares a provider which does not answer, and those who wait for it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from api.llm.errors import Code, ProviderError

COUNTED = frozenset({Code.UNAVAILABLE, Code.TIMEOUT})


@dataclass(frozen=True, slots=True)
class BreakerState:
    """Failures in a row, and until when calls are held back; times are in seconds of one clock."""

    failures: int = 0
    open_until: float = 0.0


@dataclass(frozen=True, slots=True)
class BreakerRules:
    """When a breaker opens and for how many seconds."""

    failures: int = 5
    cool_down: float = 30.0


def admit(state: BreakerState, rules: BreakerRules, now: float) -> tuple[bool, BreakerState]:
    """Decide on a call; once the cool-down is over a single call is let through to try."""
    if state.failures < rules.failures:
        return True, state
    if now < state.open_until:
        return False, state
    return True, replace(state, open_until=now + rules.cool_down)


def succeeded(_state: BreakerState) -> BreakerState:
    """Close the breaker."""
    return BreakerState()


def failed(state: BreakerState, rules: BreakerRules, now: float) -> BreakerState:
    """Count a failure; enough of them open the breaker, and keep it open."""
    failures = state.failures + 1
    opens = failures >= rules.failures
    return BreakerState(failures, now + rules.cool_down if opens else 0.0)


class BreakerStore(Protocol):
    """Keeps the state of a provider's breaker, for one process or for all."""

    def change(self, name: str, step: Callable[[BreakerState], BreakerState]) -> BreakerState:
        """Apply a step to the state as a whole and return the state before it."""


class MemoryStore:
    """Breaker states of one process."""

    def __init__(self) -> None:
        self._states: dict[str, BreakerState] = {}
        self._lock = threading.Lock()

    def change(self, name: str, step: Callable[[BreakerState], BreakerState]) -> BreakerState:
        """Apply a step to the state as a whole and return the state before it."""
        with self._lock:
            before = self._states.get(name, BreakerState())
            self._states[name] = step(before)
            return before


class Breaker:
    """The breaker of one provider."""

    def __init__(
        self,
        name: str,
        *,
        store: BreakerStore | None = None,
        rules: BreakerRules | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._name = name
        self._store = store or MemoryStore()
        self._rules = rules or BreakerRules()
        self._clock = clock

    def enter(self) -> None:
        """Let a call pass. Raises ProviderError with `retry_after` while the breaker is open."""
        now = self._clock()
        before = self._store.change(self._name, lambda state: admit(state, self._rules, now)[1])
        admitted, _ = admit(before, self._rules, now)
        if not admitted:
            wait = round(before.open_until - now, 1)
            detail = "The provider did not answer several times and is being spared."
            raise ProviderError(Code.UNAVAILABLE, detail, retry_after=wait)

    def leave(self, error: ProviderError | None) -> None:
        """Note how a call ended; only a provider that cannot be reached counts against it."""
        now = self._clock()
        if error is None or error.code not in COUNTED:
            self._store.change(self._name, succeeded)
        else:
            self._store.change(self._name, lambda state: failed(state, self._rules, now))
