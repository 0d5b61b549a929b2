"""The rate of requests to a source, held over all workers together.

A source that counts requests by when they arrive cannot count one before it was sent nor after it
was answered. A permit is therefore taken until a whole period after the answer: whatever the
network does, no more than `rate` requests arrive within any period. Times are microseconds since
the epoch, which JSON keeps exactly; the clocks of all workers must agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.clients.ats.pages import CONNECT_SECONDS
from api.clients.ats.sources import Source
from api.models import RequestRate

SECOND = 1_000_000
LATEST_START_SECONDS = 0.5
# A request that was begun has arrived within this time, or never will.
ARRIVES_WITHIN = int((LATEST_START_SECONDS + CONNECT_SECONDS) * SECOND)
# Catching up is allowed, a burst of the whole period's requests at once is not.
FASTEST = 2
LONGEST_WAIT = 2 * SECOND


class Paused(Exception):
    """The source wants no request for longer than a permit is worth waiting for."""


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to send one request at `at` (or a little later); it counts until `until`."""

    at: int
    until: int


def earliest(taken: Sequence[int], now: int, rate: int) -> int:
    """Return when a request may be sent, so that at most `rate` count at that time with it."""
    counting = sorted(until for until in taken if until > now)
    surplus = len(counting) - rate
    return now if surplus < 0 else counting[surplus]


def open_window(source: Source) -> None:
    """Make the source's row before it is first locked."""
    RequestRate.objects.get_or_create(source=source.name)


def reserve(source: Source, now: int) -> Permit:
    """Take the next permit, in the caller's transaction; first come, first served.

    Raises:
        Paused
    """
    row = RequestRate.objects.select_for_update().get(pk=source.name)
    period = int(source.period * SECOND)
    at = max(
        earliest(row.permits, now, source.rate),
        int(row.last_at) + period // source.rate // FASTEST,
        int(row.paused_until),
    )
    if at > now + LONGEST_WAIT:
        raise Paused
    permit = Permit(at, at + ARRIVES_WITHIN + period)
    row.permits = [until for until in row.permits if until > now] + [permit.until]
    row.last_at = at
    row.save(update_fields=["permits", "last_at"])
    return permit


def release(
    source: Source, permit: Permit, *, answered_at: int | None, pause_seconds: float = 0.0
) -> None:
    """Tell when the answer came (None: nothing was sent), in the caller's transaction.

    `pause_seconds` keeps everybody from sending for a while, as the source asked.
    """
    row = RequestRate.objects.select_for_update().get(pk=source.name)
    if permit.until in row.permits:
        row.permits.remove(permit.until)
        if answered_at is not None:
            row.permits.append(min(answered_at + int(source.period * SECOND), permit.until))
    if answered_at is not None and pause_seconds:
        row.paused_until = max(row.paused_until, answered_at + pause_seconds * SECOND)
    row.save(update_fields=["permits", "paused_until"])
