"""Whether a session is still welcome, asked for every request and remembered for a few seconds."""

from __future__ import annotations

import time
import uuid

from api.models import Session
from servicekit.errors import Unauthenticated
from servicekit.tokens import Claims

REMEMBERED_SECONDS = 3.0
MOST_REMEMBERED = 10_000

_checked_at: dict[str, float] = {}


class SessionEnded(Unauthenticated):
    """The account is disabled or the session was revoked."""

    code = "session_ended"
    detail = "This session has ended. Log in again."


def require_active(claims: Claims) -> None:
    """Refuse tokens of disabled accounts and revoked sessions (`TOKEN_GUARD`).

    Raises:
        SessionEnded
    """
    session_id = str(claims.raw.get("sid") or uuid.UUID(int=0))
    now = time.monotonic()
    if now - _checked_at.get(session_id, float("-inf")) < REMEMBERED_SECONDS:
        return
    alive = Session.objects.filter(
        pk=session_id, user_id=claims.subject, revoked_at=None, user__is_active=True
    )
    if not alive.exists():
        _checked_at.pop(session_id, None)
        raise SessionEnded
    if len(_checked_at) >= MOST_REMEMBERED:
        _checked_at.clear()
    _checked_at[session_id] = now


def forget(session_id: str) -> None:
    """Ask the database again for this session."""
    _checked_at.pop(session_id, None)


def forget_all() -> None:
    """Ask the database again for every session."""
    _checked_at.clear()
