"""Tokens by which one service calls the other without a user waiting.

They are short-lived, bound to the called service as audience and of the type "service", so that no
user endpoint accepts them and no user token opens an internal endpoint.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from servicekit.authentication import REALM, bearer_token
from servicekit.errors import Forbidden
from servicekit.tokens import Claims, TokenRules, TokenVerifier

TOKEN_TYPE = "service"  # noqa: S105 - a kind of token, not one
LIFETIME_SECONDS = 60


class ScopeMissing(Forbidden):
    """The token does not cover this call."""

    code = "scope_missing"
    detail = "The service token does not cover this call."


@dataclass(frozen=True, slots=True)
class CallingService:
    """Another service, known by its token."""

    name: str
    claims: Claims

    is_authenticated = True
    is_anonymous = False
    is_active = True

    @property
    def pk(self) -> str:
        """Return the name that throttles and logs know the service by."""
        return self.name


@lru_cache(maxsize=1)
def _verifier() -> TokenVerifier:
    source: dict[str, Any] = dict(settings.SERVICE_TOKEN_KEYS)
    keys = import_string(source["BACKEND"])(**source.get("OPTIONS", {}))
    rules = TokenRules(
        issuer=settings.SERVICE_TOKEN_ISSUER,
        audience=settings.SERVICE_TOKEN_AUDIENCE,
        token_type=TOKEN_TYPE,
    )
    return TokenVerifier(keys, rules)


def _forget_settings(*, setting: str, **_: Any) -> None:
    if setting.startswith("SERVICE_TOKEN_"):
        _verifier.cache_clear()


setting_changed.connect(_forget_settings)


class ServiceAuthentication(BaseAuthentication):
    """Accepts service tokens whose scope is the view's `service_scope`."""

    def __init__(self, scope: str) -> None:
        self._scope = scope

    def authenticate(self, request: Request) -> tuple[CallingService, str] | None:
        """Return the calling service, None when no token was sent.

        Raises:
            InvalidToken, ScopeMissing
        """
        token = bearer_token(request)
        if token is None:
            return None
        claims = _verifier().verify(token)
        if claims.raw.get("scope") != self._scope:
            raise ScopeMissing
        return CallingService(claims.subject, claims), token

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401."""
        return REALM
