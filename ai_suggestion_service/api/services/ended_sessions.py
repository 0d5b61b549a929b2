"""Whether a token's session is still welcome, remembered for a few seconds."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from api.models import EndedSession
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
    """Refuse tokens of ended sessions (`TOKEN_GUARD`); another issuer's have none to look up.

    Raises:
        SessionEnded
    """
    session_id = claims.raw.get("sid")
    now = time.monotonic()
    if session_id is None or now - _welcome_at.get(session_id, -1e9) < REMEMBERED_SECONDS:
        return
    if EndedSession.objects.filter(pk=_as_uuid(session_id)).exists():
        _welcome_at.pop(session_id, None)
        raise SessionEnded
    if len(_welcome_at) >= MOST_REMEMBERED:
        _welcome_at.clear()
    _welcome_at[session_id] = now


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
