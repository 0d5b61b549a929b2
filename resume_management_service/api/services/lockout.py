"""Login lockout on the shared cache: by account and address together, by each of them alone.

An attempt is counted before its password is checked, so that many at once are no way around.
Addresses without an account are counted alike, so a lockout tells nothing about which exist.
"""

from __future__ import annotations

from collections.abc import Iterable

from servicekit.budgets import Budget
from servicekit.errors import TooMany

WINDOW_SECONDS = 15 * 60
# An account alone may fail more often: otherwise anybody could lock its owner out.
LIMITS = {"both": 5, "account": 30, "address": 60}
CONFIRMATIONS = 10


class TooManyAttempts(TooMany):
    """This account or address has failed too often."""

    code = "too_many_attempts"
    detail = "Too many failed logins. Try again later, or reset the password."


def count_attempt(*, email: str, address: str) -> None:
    """Count a login that begins.

    Raises:
        TooManyAttempts: it must not go on.
    """
    _spend(_budgets(email, address).values())


def note_success(*, email: str, address: str) -> None:
    """Forget this address's failures at an account that it got into."""
    budgets = _budgets(email, address)
    budgets["both"].forget()
    budgets["account"].give_back()
    budgets["address"].give_back()


def count_confirmation(*, user_id: str) -> None:
    """Count a try to confirm the password of somebody who is logged in.

    Raises:
        TooManyAttempts: a stolen token must not serve to guess the password.
    """
    _spend([_confirmations(user_id)])


def note_confirmed(*, user_id: str) -> None:
    """Forget the tries that failed before the right one."""
    _confirmations(user_id).forget()


def _spend(budgets: Iterable[Budget]) -> None:
    waits = [wait for budget in budgets if (wait := budget.spend()) is not None]
    if waits:
        raise TooManyAttempts(retry_after=max(waits))


def _confirmations(user_id: str) -> Budget:
    return Budget(f"lockout:confirmation:{user_id}", CONFIRMATIONS, WINDOW_SECONDS)


def _budgets(email: str, address: str) -> dict[str, Budget]:
    names = {"both": f"{email}\x1f{address}", "account": email, "address": address}
    return {
        kind: Budget(f"lockout:{kind}:{name}", LIMITS[kind], WINDOW_SECONDS)
        for kind, name in names.items()
    }
