"""Access and refresh tokens: simplejwt's classes, signed with ES256 and a `kid`.

simplejwt writes no `kid` and knows one key only, so encoding and decoding go through PyJWT here and
its classes give the claims. Nothing else imports simplejwt.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import jwt
from django.conf import settings
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token

from api.models import Session, User
from api.services import signing_keys
from servicekit import service_tokens
from servicekit.tokens import Claims, TokenRules, TokenVerifier

SERVICE_NAME = "resume-management"


def access_token(*, user: User, session: Session) -> str:
    """Return a signed access token for the user's session."""
    token = AccessToken()
    token.set_exp(lifetime=timedelta(minutes=settings.ACCESS_TOKEN_MINUTES))
    token["role"] = user.role
    token["email_verified"] = user.email_verified
    return _signed(token, user.pk, session.pk)


def refresh_token(*, session: Session) -> str:
    """Return the refresh token that the session accepts now; it ends with the session."""
    token = RefreshToken()
    token.set_exp(
        from_time=session.last_used_at, lifetime=session.expires_at - session.last_used_at
    )
    token["jti"] = str(session.current_jti)
    return _signed(token, session.user_id, session.pk)


def service_token(*, audience: str, scope: str) -> str:
    """Return a token by which this service calls another one, for one kind of call."""
    now = int(time.time())
    claims = {
        "iss": settings.SERVICE_TOKEN_ISSUER,
        "aud": audience,
        "sub": SERVICE_NAME,
        "scope": scope,
        "token_type": service_tokens.TOKEN_TYPE,
        "jti": uuid4().hex,
        "iat": now,
        "exp": now + service_tokens.LIFETIME_SECONDS,
    }
    return _encoded(claims)


def read_refresh(raw: str) -> Claims:
    """Return the claims of a refresh token.

    Raises:
        InvalidToken: it is forged, expired or not a refresh token.
    """
    rules = TokenRules(settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE, token_type="refresh")  # noqa: S106
    return TokenVerifier(signing_keys.OwnKeys(), rules, remembered=0).verify(raw)


def _signed(token: Token, user_id: UUID, session_id: UUID) -> str:
    return _encoded(
        {
            **token.payload,
            "iss": settings.TOKEN_ISSUER,
            "aud": settings.TOKEN_AUDIENCE,
            "sub": str(user_id),
            "sid": str(session_id),
        }
    )


def _encoded(claims: dict[str, Any]) -> str:
    kid, private_key = signing_keys.current()
    return jwt.encode(claims, private_key, algorithm=signing_keys.ALGORITHM, headers={"kid": kid})
