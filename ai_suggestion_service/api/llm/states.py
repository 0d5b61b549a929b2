"""What is known of a provider's server and keys, kept for one process or shared by all."""

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

State = TypeVar("State")


class StateStore(Protocol[State]):
    """Keeps immutable states by name."""

    def read(self, name: str) -> State:
        """Return a state; where it is shared it may be a moment old."""

    def change(self, name: str, step: Callable[[State], State]) -> State:
        """Apply a step to the state as a whole and return the state before it."""


class MemoryStore(Generic[State]):
    """States of one process; `blank` is that of a name not heard of before."""

    def __init__(self, blank: State) -> None:
        self._blank = blank
        self._states: dict[str, State] = {}
        self._lock = threading.Lock()

    def read(self, name: str) -> State:
        """Return a state."""
        return self._states.get(name, self._blank)

    def change(self, name: str, step: Callable[[State], State]) -> State:
        """Apply a step to the state as a whole and return the state before it."""
        with self._lock:
            before = self.read(name)
            self._states[name] = step(before)
            return before
