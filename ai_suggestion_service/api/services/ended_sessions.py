"""Whether a token's session and account are still welcome, remembered for a few seconds."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from api.models import EndedSession
from api.services import erased_accounts
from servicekit.errors import Unauthenticated
from servicekit.tokens import Claims

REMEMBERED_SECONDS = 3.0
MOST_REMEMBERED = 10_000
KEPT_FOR = timedelta(days=2)

_welcome_at: dict[str, float] = {}


class SessionEnded(Unauthenticated):
    """The account is disabled or the session was revoked."""

    code = "session_ended"
    detail = "This session has ended. Log in again."


def require_welcome(claims: Claims) -> None:
    """Refuse tokens of ended sessions and erased accounts (`TOKEN_GUARD`).

    The sessions of an outside issuer are not ours to look up, whatever its tokens call them.

    Raises:
        SessionEnded, AccountErased
    """
    session_id = None if settings.OUTSIDE_ACCOUNTS else claims.raw.get("sid")
    remembered = str(session_id or f"{claims.subject} {claims.issued_at}")
    now = time.monotonic()
    if now - _welcome_at.get(remembered, -1e9) < REMEMBERED_SECONDS:
        return
    _welcome_at.pop(remembered, None)
    if session_id and EndedSession.objects.filter(pk=_as_uuid(str(session_id))).exists():
        raise SessionEnded
    erased_accounts.require_not_erased(claims)
    if len(_welcome_at) >= MOST_REMEMBERED:
        _welcome_at.clear()
    _welcome_at[remembered] = now


def note(*, session_ids: Iterable[uuid.UUID]) -> int:
    """Refuse the sessions' tokens from now on; return how many are noted."""
    rows = [EndedSession(id=session_id) for session_id in session_ids]
    EndedSession.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        _welcome_at.pop(str(row.pk), None)
    return len(rows)


def purge_old() -> int:
    """Forget sessions whose tokens have all expired; return how many."""
    return EndedSession.objects.filter(ended_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def forget_remembered() -> None:
    """Ask the database again for every session."""
    _welcome_at.clear()


def _as_uuid(session_id: str) -> uuid.UUID:
    try:
        return uuid.UUID(session_id)
    except ValueError as error:
        raise SessionEnded from error
