"""What one job may spend on providers, and the record of what it sent to them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from api.llm.errors import Code, ProviderError

MAX_CALLS = 3
DEFAULT_SECONDS = 120.0


@dataclass(slots=True)
class Sent:
    """One message that left for a provider: its size in bytes and SHA-256, never its text.

    What follows `at` is known once the call has ended: tokens where the provider counts them, the
    seconds it took, US dollars where there are prices.
    """

    provider: str
    host: str
    model: str
    sha256: str
    size: int
    at: datetime
    input_tokens: int | None = None
    output_tokens: int | None = None
    latency: float | None = None
    cost: Decimal | None = None


@dataclass(slots=True)
class CallBudget:
    """Calls and seconds that one job has left, over all providers, retries and repairs.

    Not shared between threads: one job, one budget.
    """

    calls: int = MAX_CALLS
    seconds: float = DEFAULT_SECONDS
    sent: list[Sent] = field(default_factory=list)
    _started: float = field(default_factory=time.monotonic)

    def remaining(self) -> float:
        """Give the seconds left before the deadline, never below zero."""
        return max(0.0, self._started + self.seconds - time.monotonic())

    @contextmanager
    def keeping(self, calls: int, share: float) -> Iterator[None]:
        """Keep calls, and a share (0 to 1) of the time, back for later while something else spends.

        The first call is never kept back.
        """
        kept = max(0, min(calls, self.calls - 1))
        held = self.remaining() * share
        self.calls -= kept
        self.seconds -= held
        try:
            yield
        finally:
            self.calls += kept
            self.seconds += held

    def exhausted(self) -> bool:
        """Tell whether no further call may be made."""
        return self.calls <= 0 or self.remaining() <= 0

    def require(self) -> None:
        """Raise ProviderError when no further call may be made."""
        if self.remaining() <= 0:
            raise ProviderError(Code.TIMEOUT, "The time for this job ran out.")
        if self.calls <= 0:
            raise ProviderError(Code.UNAVAILABLE, "The calls for this job are used up.")

    def spend(self, provider: str, host: str, model: str, sha256: str, size: int) -> Sent:
        """Enter a call that is about to leave. Raises ProviderError when none is left."""
        self.require()
        self.calls -= 1
        self.sent.append(Sent(provider, host, model, sha256, size, datetime.now(UTC)))
        return self.sent[-1]
