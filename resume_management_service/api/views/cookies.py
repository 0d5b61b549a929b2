"""Refresh tokens in a cookie, for browsers: HttpOnly, SameSite, with a token against forgery.

The cookie goes to `/api/auth` only. Whoever uses it must repeat the readable `csrf_token` cookie in
`X-CSRF-Token`; it is bound to the refresh token's session by a keyed digest.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from rest_framework.request import Request
from rest_framework.response import Response

from api.services import tokens
from servicekit.errors import Forbidden

REFRESH_COOKIE = "refresh_token"
CSRF_COOKIE = "csrf_token"
CSRF_HEADER = "X-CSRF-Token"
PATH = "/api/auth"


class CsrfRefused(Forbidden):
    """The header that proves that our own page sends the request is missing or wrong."""

    code = "csrf_failed"
    detail = f"Repeat the {CSRF_COOKIE} cookie in the {CSRF_HEADER} header."


def refresh_from(request: Request, given: str) -> tuple[str, bool]:
    """Return the refresh token and whether it came by cookie.

    Raises:
        CsrfRefused: it came by cookie without the proof.
    """
    if given:
        return given, False
    refresh = request.COOKIES.get(REFRESH_COOKIE, "")
    if refresh:
        _require_proof(request, refresh)
    return refresh, bool(refresh)


def keep_in_cookie(response: Response, refresh: str) -> Response:
    """Move the refresh token from the body into the cookie."""
    response.data["refresh"] = None
    age = settings.REFRESH_TOKEN_DAYS * 86_400
    common = {"max_age": age, "secure": settings.BEHIND_TLS, "samesite": "Strict"}
    response.set_cookie(REFRESH_COOKIE, refresh, path=PATH, httponly=True, **common)
    response.set_cookie(CSRF_COOKIE, _proof(refresh), path="/", httponly=False, **common)
    return response


def forget(response: Response) -> Response:
    """Remove both cookies."""
    response.delete_cookie(REFRESH_COOKIE, path=PATH, samesite="Strict")
    response.delete_cookie(CSRF_COOKIE, path="/", samesite="Strict")
    return response


def _require_proof(request: Request, refresh: str) -> None:
    proof = request.headers.get(CSRF_HEADER, "")
    nonce = proof.partition(".")[0]
    if not proof or not constant_time_compare(proof, _proof(refresh, nonce)):
        raise CsrfRefused


def _proof(refresh: str, nonce: str = "") -> str:
    nonce = nonce or secrets.token_urlsafe(12)
    session_id = str(tokens.read_refresh(refresh).raw["sid"])
    digest = salted_hmac("api.views.cookies", f"{nonce}{session_id}", algorithm="sha256")
    return f"{nonce}.{digest.hexdigest()}"
