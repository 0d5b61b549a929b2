"""Bearer tokens as DRF authentication, set up by Django settings.

`TOKEN_KEYS = {"BACKEND": "path.to.KeySource", "OPTIONS": {...}}`, `TOKEN_ISSUER`, `TOKEN_AUDIENCE`,
`TOKEN_TYPE` (default "access"; None for an outside identity provider), `TOKEN_SUBJECT_CLAIM`
(default "sub"), `TOKEN_ROLE_CLAIM` (default "role"; "" when tokens name no roles),
`TOKEN_ALGORITHMS`, `TOKEN_GUARD` (optional path of `guard(claims)`, which raises `Unauthenticated`
for accounts and sessions that are no longer welcome).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import structlog
from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from servicekit.tokens import ALGORITHMS, Claims, InvalidToken, TokenRules, TokenVerifier

REALM = 'Bearer realm="api"'


@dataclass(frozen=True, slots=True)
class Caller:
    """The user of a request, known by the token alone."""

    user_id: str
    claims: Claims

    is_authenticated = True
    is_anonymous = False
    is_active = True

    @property
    def pk(self) -> str:
        """Return the key that throttles and logs know the caller by."""
        return self.user_id

    @property
    def role(self) -> str:
        """Return the role the token names, "user" when none."""
        named = self.claims.raw.get(getattr(settings, "TOKEN_ROLE_CLAIM", "role"))
        return "admin" if "admin" in (named if isinstance(named, list) else [named]) else "user"

    @property
    def email_verified(self) -> bool:
        """Tell whether the token says that the person's address was confirmed."""
        return self.claims.email_verified


@lru_cache(maxsize=1)
def verifier() -> TokenVerifier:
    """Return this process's token verifier, as the settings describe it."""
    source: dict[str, Any] = dict(settings.TOKEN_KEYS)
    keys = import_string(source["BACKEND"])(**source.get("OPTIONS", {}))
    rules = TokenRules(
        issuer=settings.TOKEN_ISSUER,
        audience=settings.TOKEN_AUDIENCE,
        token_type=getattr(settings, "TOKEN_TYPE", "access"),
        subject_claim=getattr(settings, "TOKEN_SUBJECT_CLAIM", "sub"),
        algorithms=tuple(getattr(settings, "TOKEN_ALGORITHMS", ALGORITHMS)),
    )
    return TokenVerifier(keys, rules)


@lru_cache(maxsize=1)
def _guard() -> Callable[[Claims], None] | None:
    path = getattr(settings, "TOKEN_GUARD", None)
    return import_string(path) if path else None


def _forget_settings(*, setting: str, **_: Any) -> None:
    if setting.startswith("TOKEN_"):
        verifier.cache_clear()
        _guard.cache_clear()


setting_changed.connect(_forget_settings)


def bearer_token(request: Request) -> str | None:
    """Return the token of the `Authorization` header, None when there is none.

    Raises:
        InvalidToken: the header is there and is not `Bearer <token>`.
    """
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if not header:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token or " " in token:
        raise InvalidToken("The Authorization header must read: Bearer <token>.")
    return str(token)


class BearerAuthentication(BaseAuthentication):
    """Accepts `Authorization: Bearer <access token>`."""

    def authenticate(self, request: Request) -> tuple[Caller, str] | None:
        """Return the caller and the token, None when no token was sent."""
        token = bearer_token(request)
        if token is None:
            return None
        claims = verifier().verify(token)
        guard = _guard()
        if guard is not None:
            guard(claims)
        structlog.contextvars.bind_contextvars(user_id=claims.subject)
        return Caller(claims.subject, claims), token

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401."""
        return REALM
