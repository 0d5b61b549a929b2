"""Login lockout on the shared cache: by account and address together, by each of them alone.

Addresses without an account are counted alike, so a lockout tells nothing about which exist. Keys
are digests: neither the cache nor a log learns an e-mail address from them.
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache

from servicekit.errors import TooMany

WINDOW_SECONDS = 15 * 60
# An account alone may fail more often: otherwise anybody could lock its owner out.
LIMITS = {"both": 5, "account": 30, "address": 60}


class TooManyAttempts(TooMany):
    """This account or address has failed too often."""

    code = "too_many_attempts"
    detail = "Too many failed logins. Try again later, or reset the password."


def require_unlocked(*, email: str, address: str) -> None:
    """Refuse a login that is locked out.

    Raises:
        TooManyAttempts
    """
    keys = _keys(email, address)
    counts = cache.get_many(keys.values())
    if any(counts.get(key, 0) >= LIMITS[name] for name, key in keys.items()):
        raise TooManyAttempts(retry_after=WINDOW_SECONDS)


def note_failure(*, email: str, address: str) -> None:
    """Count a failed login."""
    for key in _keys(email, address).values():
        if not cache.add(key, 1, WINDOW_SECONDS):
            _increase(key)


def note_success(*, email: str, address: str) -> None:
    """Forget this address's failures at an account that it got into."""
    cache.delete(_keys(email, address)["both"])


def _increase(key: str) -> None:
    try:
        cache.incr(key)
    except ValueError:  # it expired between the two calls
        cache.set(key, 1, WINDOW_SECONDS)


def _keys(email: str, address: str) -> dict[str, str]:
    parts = {"both": f"{email}\x1f{address}", "account": email, "address": address}
    return {
        name: f"lockout:{name}:{hashlib.sha256(part.encode()).hexdigest()}"
        for name, part in parts.items()
    }
