"""How often something may happen in a time, counted on the shared cache over all processes.

Two windows are counted: the present one, and as much of the one before as lies within the time.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Budget:
    """At most `limit` uses in any `seconds`, under a name.

    The cache sees a digest of the name: it learns no e-mail address from it.
    """

    name: str
    limit: int
    seconds: int

    def spend(self) -> float | None:
        """Count one use; None when it was within the budget, otherwise the seconds to wait.

        A use that is refused does not count.
        """
        window, elapsed = divmod(time.time(), self.seconds)
        used = self._increase(self._key(int(window)))
        before = cache.get(self._key(int(window) - 1), 0)
        if used + before * (1 - elapsed / self.seconds) <= self.limit:
            return None
        self.give_back()
        return self._until_free(min(used - 1, self.limit), before) - elapsed

    def give_back(self) -> None:
        """Undo one use."""
        try:
            cache.decr(self._key(self._window))
        except ValueError:  # its window is over
            return

    def forget(self) -> None:
        """Begin anew."""
        cache.delete_many([self._key(self._window), self._key(self._window - 1)])

    def _until_free(self, used: int, before: int) -> float:
        """Return when, counted from the start of the window, one more use would be allowed."""
        if used < self.limit:
            return self.seconds * (1 - (self.limit - used - 1) / before)
        return self.seconds * (1 + 1 / max(1, self.limit))

    def _increase(self, key: str) -> int:
        try:
            return int(cache.incr(key))
        except ValueError:
            if cache.add(key, 1, 2 * self.seconds):
                return 1
        try:
            return int(cache.incr(key))  # somebody else was first
        except ValueError:
            return 1

    @property
    def _window(self) -> int:
        return int(time.time() // self.seconds)

    def _key(self, window: int) -> str:
        return f"budget:{hashlib.sha256(self.name.encode()).hexdigest()[:40]}:{window}"
