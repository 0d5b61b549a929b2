"""Registering, logging in and out, refreshing tokens."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import User
from api.serializers.accounts import (
    Credentials,
    KeySetOut,
    LoginOut,
    RefreshIn,
    Registration,
    TokensOut,
    UserOut,
)
from api.services import accounts, sessions, signing_keys
from servicekit.views import ServiceView

LOGIN_EXAMPLE = OpenApiExample(
    "A login",
    value={"email": "ada@example.com", "password": "correct horse battery"},
    request_only=True,
)


class PublicView(ServiceView):
    """A view that anybody may call, with the budget for logins."""

    permission_classes = [AllowAny]
    authentication_classes = []
    throttle_scope = "login"


def origin_of(request: Request) -> sessions.Origin:
    """Return where the request comes from, as far as sessions keep it."""
    return sessions.Origin(
        user_agent=request.headers.get("User-Agent", ""), address=request.META.get("REMOTE_ADDR")
    )


def _login_answer(request: Request, user: User) -> dict[str, Any]:
    pair = sessions.open_session(user=user, origin=origin_of(request))
    return {"user": UserOut(user).data, "access": pair.access, "refresh": pair.refresh}


class Register(PublicView):
    """New accounts."""

    problem_codes = {"POST": (409,)}

    @extend_schema(
        operation_id="auth_register",
        request=Registration,
        responses={201: LoginOut},
        tags=["auth"],
        examples=[
            OpenApiExample(
                "A new account",
                value={
                    "email": "ada@example.com",
                    "password": "correct horse battery",
                    "name": "Ada Example",
                },
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Create an account and log in."""
        given = Registration(data=request.data)
        given.is_valid(raise_exception=True)
        user = accounts.register(**given.validated_data)
        return Response(_login_answer(request, user), status=status.HTTP_201_CREATED)


class Login(PublicView):
    """Logins."""

    problem_codes = {"POST": (401,)}

    @extend_schema(
        operation_id="auth_login",
        request=Credentials,
        responses={200: LoginOut},
        tags=["auth"],
        examples=[LOGIN_EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """Exchange e-mail and password for tokens."""
        given = Credentials(data=request.data)
        given.is_valid(raise_exception=True)
        user = accounts.authenticate(**given.validated_data)
        return Response(_login_answer(request, user))


class Refresh(PublicView):
    """Rotation of refresh tokens."""

    problem_codes = {"POST": (401,)}

    @extend_schema(
        operation_id="auth_refresh", request=RefreshIn, responses={200: TokensOut}, tags=["auth"]
    )
    def post(self, request: Request) -> Response:
        """Exchange a refresh token for a new pair; the old one is used up."""
        given = RefreshIn(data=request.data)
        given.is_valid(raise_exception=True)
        pair = sessions.rotate(refresh=given.validated_data["refresh"])
        return Response({"access": pair.access, "refresh": pair.refresh})


class Logout(ServiceView):
    """The end of a session."""

    @extend_schema(
        operation_id="auth_logout", request=RefreshIn, responses={204: None}, tags=["auth"]
    )
    def post(self, request: Request) -> Response:
        """End the session of the refresh token."""
        given = RefreshIn(data=request.data)
        given.is_valid(raise_exception=True)
        sessions.close(refresh=given.validated_data["refresh"], user_id=self.user_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class KeySet(ServiceView):
    """The public keys that verify our tokens."""

    permission_classes = [AllowAny]
    authentication_classes = []
    throttle_classes = []

    @extend_schema(operation_id="jwks", responses=KeySetOut, tags=["auth"])
    def get(self, request: Request) -> Response:
        """Show the published keys."""
        signing_keys.current()
        keys = {"keys": signing_keys.published()}
        return Response(keys, headers={"Cache-Control": "public, max-age=60"})
