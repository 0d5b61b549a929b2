"""Login sessions: opening, rotating and revoking families of refresh tokens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from api.models import Session, User
from api.services import active_sessions, tokens
from servicekit.errors import Unauthenticated


class RefreshRefused(Unauthenticated):
    """The refresh token was used before, revoked or belongs to a disabled account."""

    code = "invalid_token"
    detail = "The refresh token is no longer valid. Log in again."


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a login comes from."""

    user_agent: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a client gets: a short access token and the one good refresh token."""

    access: str
    refresh: str


def open_session(*, user: User, origin: Origin) -> TokenPair:
    """Start a session and return its first tokens."""
    now = timezone.now()
    session = Session.objects.create(
        user=user,
        user_agent=origin.user_agent[:200],
        address=origin.address,
        last_used_at=now,
        expires_at=now + timedelta(days=settings.REFRESH_TOKEN_DAYS),
    )
    return _pair(user, session)


def rotate(*, refresh: str) -> TokenPair:
    """Exchange a refresh token for a new pair; one of many parallel calls wins.

    A token that was already exchanged means that somebody copied it: the whole session ends.

    Raises:
        InvalidToken, RefreshRefused
    """
    claims = tokens.read_refresh(refresh)
    now = timezone.now()
    rotated = Session.objects.alive().filter(
        pk=claims.raw["sid"], current_jti=claims.raw["jti"], user__is_active=True
    )
    changed = rotated.update(
        current_jti=uuid.uuid4(),
        last_used_at=now,
        expires_at=now + timedelta(days=settings.REFRESH_TOKEN_DAYS),
    )
    if not changed:
        revoke(session_id=str(claims.raw["sid"]))
        raise RefreshRefused
    session = Session.objects.select_related("user").get(pk=claims.raw["sid"])
    return _pair(session.user, session)


def close(*, refresh: str, user_id: str) -> None:
    """End the session of the caller's refresh token; one that already ended stays so.

    Raises:
        InvalidToken, RefreshRefused: the token is not the caller's.
    """
    claims = tokens.read_refresh(refresh)
    if claims.subject != user_id:
        raise RefreshRefused
    revoke(session_id=str(claims.raw["sid"]))


def revoke(*, session_id: str) -> None:
    """End one session: its refresh token and its access tokens stop working."""
    Session.objects.filter(pk=session_id, revoked_at=None).update(revoked_at=timezone.now())
    active_sessions.forget(session_id)


def revoke_all(*, user_id: str, except_session: str | None = None) -> int:
    """End the user's sessions but one; return how many ended."""
    sessions = Session.objects.alive().filter(user_id=user_id)
    if except_session:
        sessions = sessions.exclude(pk=except_session)
    ended = sessions.update(revoked_at=timezone.now())
    active_sessions.forget_all()
    return ended


def _pair(user: User, session: Session) -> TokenPair:
    return TokenPair(
        access=tokens.access_token(user=user, session=session),
        refresh=tokens.refresh_token(session=session),
    )
