"""Login sessions: opening, rotating and revoking families of refresh tokens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from api.clients import ai_service
from api.models import Session, User
from api.services import active_sessions, tokens
from servicekit.errors import Unauthenticated
from servicekit.jobs import queue
from servicekit.jobs.kinds import JobError, JobFailed
from servicekit.jobs.runner import Attempt

KIND = "tell_ended_sessions"
SCOPE = "sessions"


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
    _end(Session.objects.filter(pk=session_id, revoked_at=None))


def revoke_all(*, user_id: str, except_session: str | None = None) -> int:
    """End the user's sessions but one; return how many ended."""
    sessions = Session.objects.alive().filter(user_id=user_id)
    return _end(sessions.exclude(pk=except_session) if except_session else sessions)


def tell_ai_service(*, session_ids: list[str], attempt: Attempt) -> None:
    """Have the AI service refuse the sessions' access tokens too.

    Raises:
        JobFailed: it is away; tried again until no such token can be valid.
    """
    try:
        ai_service.note_ended_sessions(
            session_ids=session_ids,
            token=tokens.service_token(audience=ai_service.AUDIENCE, scope=SCOPE),
        )
    except ai_service.AiServiceUnavailable as error:
        failure = JobError(error.code, error.detail, retryable=True)
        raise JobFailed(failure, retry_in=queue.backoff(attempt.job)) from error
    with attempt.completing():
        pass


def _end(sessions: QuerySet[Session]) -> int:
    with transaction.atomic():
        ended = [str(pk) for pk in sessions.values_list("pk", flat=True)]
        if not ended:
            return 0
        Session.objects.filter(pk__in=ended).update(revoked_at=timezone.now())
        queue.enqueue(KIND, subject_id=ended[0], arguments={"session_ids": ended})
    for session_id in ended:
        active_sessions.forget(session_id)
    return len(ended)


def _pair(user: User, session: Session) -> TokenPair:
    return TokenPair(
        access=tokens.access_token(user=user, session=session),
        refresh=tokens.refresh_token(session=session),
    )
