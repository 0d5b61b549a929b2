"""A breaker that spares a provider which does not answer, and those who wait for it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from api.llm.errors import Code, ProviderError
from api.llm.states import MemoryStore, StateStore

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
    """Count a failure; enough of them open the breaker.

    Failures that come in while it is open, of calls begun before, do not keep it open for longer.
    """
    failures = state.failures + 1
    opens = failures == rules.failures
    return BreakerState(failures, now + rules.cool_down if opens else state.open_until)


class Breaker:
    """The breaker of one provider."""

    def __init__(
        self,
        name: str,
        *,
        store: StateStore[BreakerState] | None = None,
        rules: BreakerRules | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._name = name
        self._store = store or MemoryStore(BreakerState())
        self._rules = rules or BreakerRules()
        self._clock = clock

    def enter(self) -> None:
        """Let a call pass. Raises ProviderError with `retry_after` while the breaker is open."""
        now = self._clock()
        standing = self._store.read(self._name)
        if standing.failures >= self._rules.failures:
            standing = self._try(standing, now)
        admitted, _ = admit(standing, self._rules, now)
        if not admitted:
            wait = round(standing.open_until - now, 1)
            detail = "The provider did not answer several times and is being spared."
            raise ProviderError(Code.UNAVAILABLE, detail, retry_after=wait)

    def leave(self, error: ProviderError | None) -> None:
        """Note how a call ended; only a server that cannot be reached counts against it."""
        now = self._clock()
        if error is None or error.code not in COUNTED or not error.retryable:
            if self._store.read(self._name).failures:
                self._store.change(self._name, succeeded)
        elif not self.wait():  # while it is open, failures of calls begun before tell nothing new
            self._store.change(self._name, lambda state: failed(state, self._rules, now))

    def wait(self) -> float:
        """Tell for how many seconds the provider is still spared; zero when it is not."""
        standing = self._store.read(self._name)
        if standing.failures < self._rules.failures:
            return 0.0
        return max(0.0, standing.open_until - self._clock())

    def _try(self, standing: BreakerState, now: float) -> BreakerState:
        """Claim the one call that tries, when it is time; return the state before."""
        if now < standing.open_until:
            return standing
        return self._store.change(self._name, lambda state: admit(state, self._rules, now)[1])
