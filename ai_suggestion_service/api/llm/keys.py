"""The keys of a provider, used in turn and looked after by what became of them."""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.llm.errors import Code, ProviderError

DEFAULT_REST = 2.0
LONGEST_REST = 600.0
SECOND_CHANCE = 300.0


@dataclass(slots=True)
class Key:
    """A key and what is known of it; `fingerprint` names it without telling it."""

    secret: str
    resting_until: float = 0.0
    refused: bool = False
    calls: int = 0

    @property
    def fingerprint(self) -> str:
        """Give a short name that is safe to log."""
        return hashlib.sha256(self.secret.encode()).hexdigest()[:8]


class KeyRing:
    """Keys in turn. Safe to share between threads.

    A rate-limited key rests as long as the provider says. A refused key is taken out, and tried
    again after SECOND_CHANCE seconds, because keys are also refused by mistake.
    """

    def __init__(
        self, secrets: Sequence[str], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the secrets; none at all stands for a server that wants no key."""
        self._keys = [Key(secret) for secret in dict.fromkeys(secrets or [""])]
        self._clock = clock
        self._next = 0
        self._lock = threading.Lock()

    def take(self) -> Key:
        """Give the next key that is fit for use.

        Raises ProviderError, with the shortest rest as its `retry_after`, when none is.
        """
        now = self._clock()
        with self._lock:
            for step in range(len(self._keys)):
                place = (self._next + step) % len(self._keys)
                key = self._keys[place]
                if key.resting_until <= now:
                    self._next = place + 1
                    key.calls += 1
                    return key
            raise self._none_left(now)

    def wait(self) -> float:
        """Tell in how many seconds a key is fit for use; zero when one is now."""
        soonest = min(key.resting_until for key in self._keys)
        return max(0.0, soonest - self._clock())

    def rest(self, key: Key, seconds: float | None) -> None:
        """Let a rate-limited key rest."""
        pause = min(DEFAULT_REST if seconds is None else seconds, LONGEST_REST)
        with self._lock:
            key.resting_until = max(key.resting_until, self._clock() + pause)

    def refuse(self, key: Key) -> None:
        """Take out a key that the provider refuses."""
        with self._lock:
            key.refused = True
            key.resting_until = self._clock() + SECOND_CHANCE

    def accept(self, key: Key) -> None:
        """Note that a key works."""
        if key.refused:
            key.refused = False

    def refused(self) -> list[str]:
        """Name the keys that were refused, by fingerprint."""
        return [key.fingerprint for key in self._keys if key.refused]

    def _none_left(self, now: float) -> ProviderError:
        if all(key.refused for key in self._keys):
            return ProviderError(Code.REFUSED_KEY, "The provider refuses every key that is set.")
        wait = min(key.resting_until for key in self._keys if not key.refused) - now
        detail = "Every key of the provider is rate-limited."
        return ProviderError(Code.RATE_LIMITED, detail, retry_after=round(max(wait, 0.0), 1))
