"""The keys of a provider, used in turn and looked after by what became of them."""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.llm.errors import Code, ProviderError
from api.llm.states import MemoryStore, StateStore

DEFAULT_REST = 2.0
LONGEST_REST = 600.0
SECOND_CHANCE = 300.0
NO_KEY = "none"


@dataclass(frozen=True, slots=True)
class KeyState:
    """Until when a key is not used, in seconds since 1970, and whether it was refused."""

    resting_until: float = 0.0
    refused: bool = False


KeyStates = Mapping[str, KeyState]
FIT = KeyState()


def fingerprint_of(secret: str) -> str:
    """Give a key a short name that is safe to log."""
    return hashlib.sha256(secret.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Key:
    """A key; `fingerprint` names it without telling it."""

    secret: str = field(repr=False)
    fingerprint: str

    @classmethod
    def of(cls, secret: str) -> "Key":
        """Make a key of a secret."""
        return cls(secret, fingerprint_of(secret))


def _nobody(_fingerprint: str) -> None:
    """Tell nobody."""


class KeyRing:
    """Keys in turn. Safe to share between threads.

    A rate-limited key rests as long as the provider says. A refused key is taken out, and tried
    again by a single call after SECOND_CHANCE seconds, because keys are also refused by mistake.
    What is known of the keys is in the store under the ring's name, by fingerprint.
    """

    def __init__(
        self,
        secrets: Sequence[str],
        *,
        name: str = "",
        store: StateStore[KeyStates] | None = None,
        on_refused: Callable[[str], None] = _nobody,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Take the secrets; for a server that wants none, a word that says so is sent.

        `on_refused` is called with the fingerprint of a key that was not known to be refused.
        """
        self._keys = [Key.of(secret) for secret in dict.fromkeys(secrets or [NO_KEY])]
        self._name = name
        self._store = store or MemoryStore[KeyStates]({})
        self._on_refused = on_refused
        self._clock = clock
        self._next = 0
        self._lock = threading.Lock()

    def take(self) -> Key:
        """Give the next key that is fit for use.

        Raises ProviderError, with the shortest rest as its `retry_after`, when none is.
        """
        now = self._clock()
        states = self._store.read(self._name)
        with self._lock:
            for step in range(len(self._keys)):
                place = (self._next + step) % len(self._keys)
                key = self._keys[place]
                state = states.get(key.fingerprint, FIT)
                if state.resting_until <= now and (not state.refused or self._claim(key, now)):
                    self._next = place + 1
                    return key
        raise self._none_left(states, now)

    def wait(self) -> float:
        """Tell in how many seconds a key is fit for use; zero when one is now."""
        soonest = min(state.resting_until for state in self.states().values())
        return max(0.0, soonest - self._clock())

    def rest(self, key: Key, seconds: float | None) -> None:
        """Let a rate-limited key rest."""
        pause = min(DEFAULT_REST if seconds is None else seconds, LONGEST_REST)
        until = self._clock() + pause
        self._change(
            key, lambda state: replace(state, resting_until=max(state.resting_until, until))
        )

    def refuse(self, key: Key) -> None:
        """Take out a key that the provider refuses."""
        until = self._clock() + SECOND_CHANCE
        before = self._change(key, lambda _: KeyState(until, refused=True))
        if not before.refused:
            self._on_refused(key.fingerprint)

    def accept(self, key: Key) -> None:
        """Note that a key works."""
        if self._store.read(self._name).get(key.fingerprint, FIT).refused:
            self._change(key, lambda _: FIT)

    def refused(self) -> list[str]:
        """Name the keys that were refused, by fingerprint."""
        return [fingerprint for fingerprint, state in self.states().items() if state.refused]

    def states(self) -> dict[str, KeyState]:
        """Tell what is known of every key, by fingerprint."""
        known = self._store.read(self._name)
        return {key.fingerprint: known.get(key.fingerprint, FIT) for key in self._keys}

    def _claim(self, key: Key, now: float) -> bool:
        """Let one of many callers try a refused key whose time has come."""
        until = now + SECOND_CHANCE
        before = self._change(key, lambda state: replace(state, resting_until=until))
        return before.resting_until <= now

    def _change(self, key: Key, step: Callable[[KeyState], KeyState]) -> KeyState:
        """Change what is known of a key; return what was known before."""
        name = key.fingerprint
        before = self._store.change(
            self._name, lambda states: {**states, name: step(states.get(name, FIT))}
        )
        return before.get(name, FIT)

    def _none_left(self, states: KeyStates, now: float) -> ProviderError:
        known = [states.get(key.fingerprint, FIT) for key in self._keys]
        if all(state.refused for state in known):
            return ProviderError(Code.REFUSED_KEY, "The provider refuses every key that is set.")
        wait = min(state.resting_until for state in known if not state.refused) - now
        detail = "Every key of the provider is rate-limited."
        return ProviderError(Code.RATE_LIMITED, detail, retry_after=round(max(wait, 0.0), 1))
