"""People whose accounts an outside identity provider keeps.

They have no row among the accounts here, only what they own. Whatever belongs to an account itself
(passwords, sessions, second factors, profiles, consents) is the provider's affair.
"""

from __future__ import annotations

import time
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from api.models import Erasure, User
from servicekit.errors import Forbidden, Unauthenticated
from servicekit.jobs.models import Job
from servicekit.tokens import Claims

ERASURE_KIND = "erase_account"
RECENT_SECONDS = 300.0
REMEMBERED_SECONDS = 3.0
MOST_REMEMBERED = 10_000

_welcome_at: dict[tuple[str, float], float] = {}


class AccountElsewhere(Forbidden):
    """The account is kept by an outside identity provider."""

    code = "account_elsewhere"


class LoginTooOld(Forbidden):
    """What cannot be undone needs a login of the last minutes, where there is no password."""

    code = "login_too_old"
    detail = "Log in again at your identity provider, then repeat this within five minutes."


class AccountErased(Unauthenticated):
    """Everything of the account was removed; a login after that begins anew."""

    code = "account_erased"
    detail = "This account was erased. Log in again to begin anew."


def require_own_accounts() -> None:
    """Refuse what only an account of this service has.

    Raises:
        AccountElsewhere
    """
    if settings.OUTSIDE_ACCOUNTS:
        raise AccountElsewhere(f"Accounts are kept by {settings.TOKEN_ISSUER}; do this there.")


def require_recent_login(claims: Claims) -> None:
    """Make sure that the person has just shown who they are (`auth_time`, otherwise `iat`).

    Raises:
        LoginTooOld
    """
    told = claims.raw.get("auth_time")
    logged_in_at = float(told) if isinstance(told, int | float) else claims.issued_at
    if time.time() - logged_in_at > RECENT_SECONDS:
        raise LoginTooOld


def require_welcome(claims: Claims) -> None:
    """Refuse tokens that were made before their account was erased (`TOKEN_GUARD`).

    Raises:
        AccountErased
    """
    remembered, now = (claims.subject, claims.issued_at), time.monotonic()
    if now - _welcome_at.get(remembered, float("-inf")) < REMEMBERED_SECONDS:
        return
    erasure = Erasure.objects.filter(user_id=claims.subject).first()
    if erasure is not None and _precedes(claims, erasure):
        raise AccountErased
    if len(_welcome_at) >= MOST_REMEMBERED:
        _welcome_at.clear()
    _welcome_at[remembered] = now


def forget_remembered() -> None:
    """Ask the database again for everybody."""
    _welcome_at.clear()


def account_rows(user_id: str) -> QuerySet[User]:
    """Return the account with this id, none for people from outside."""
    try:
        return User.objects.filter(pk=UUID(user_id))
    except ValueError:
        return User.objects.none()


def _precedes(claims: Claims, erasure: Erasure) -> bool:
    """Tell whether the token is from before the erasure, which has passes to come for a while."""
    if erasure.finished_at is None or claims.issued_at <= erasure.finished_at.timestamp():
        return True
    unfinished = Job.objects.filter(subject_id=str(erasure.pk), finished_at=None)
    return unfinished.filter(kind=ERASURE_KIND).exists()
