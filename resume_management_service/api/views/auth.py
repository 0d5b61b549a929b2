"""Registering, logging in and out, refreshing tokens."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import User
from api.serializers.accounts import (
    Credentials,
    KeySetOut,
    LoginOut,
    NewPassword,
    RefreshIn,
    Registration,
    ResetRequest,
    StatusOut,
    TokenIn,
    TokensOut,
    UserOut,
)
from api.services import accounts, sessions, signing_keys
from api.views import cookies
from api.views.own_accounts import OwnAccounts
from servicekit.addresses import address_group, client_address
from servicekit.views import ServiceView

LOGIN_EXAMPLE = OpenApiExample(
    "A login",
    value={"email": "ada@example.com", "password": "correct horse battery"},
    request_only=True,
)


REGISTRATION_EXAMPLE = OpenApiExample(
    "A new account",
    value={"email": "ada@example.com", "password": "correct horse battery", "name": "Ada Example"},
    request_only=True,
)


class PublicView(ServiceView):
    """A view that anybody may call, with the budget for logins."""

    permission_classes = [AllowAny, OwnAccounts]
    authentication_classes = []
    throttle_scope = "login"


def origin_of(request: Request) -> sessions.Origin:
    """Return where the request comes from, as far as sessions keep it."""
    return sessions.Origin(
        user_agent=request.headers.get("User-Agent", ""), address=client_address(request)
    )


def _login_answer(request: Request, user: User, *, cookie: bool, code: int) -> Response:
    pair = sessions.open_session(user=user, origin=origin_of(request))
    body = {"user": UserOut(user).data, "access": pair.access, "refresh": pair.refresh}
    response = Response(body, status=code)
    return cookies.keep_in_cookie(response, pair.refresh) if cookie else response


class Register(PublicView):
    """New accounts."""

    problem_codes = {"POST": (403, 409)}

    @extend_schema(
        operation_id="auth_register",
        request=Registration,
        responses={201: LoginOut},
        tags=["auth"],
        examples=[REGISTRATION_EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """Create an account and log in."""
        given = Registration(data=request.data)
        given.is_valid(raise_exception=True)
        fields = given.validated_data
        user = accounts.register(
            email=fields["email"],
            password=fields["password"],
            name=fields["name"],
            accepted=fields["accept_terms"],
        )
        return _login_answer(request, user, cookie=fields["cookie"], code=status.HTTP_201_CREATED)


class Login(PublicView):
    """Logins."""

    problem_codes = {"POST": (401, 403)}

    @extend_schema(
        operation_id="auth_login",
        request=Credentials,
        responses={200: LoginOut},
        tags=["auth"],
        examples=[LOGIN_EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """Exchange e-mail and password (and a code, where one is set up) for tokens."""
        given = Credentials(data=request.data)
        given.is_valid(raise_exception=True)
        fields = given.validated_data
        user = accounts.authenticate(
            email=fields["email"],
            password=fields["password"],
            otp=fields["otp"],
            address=address_group(request),
        )
        return _login_answer(request, user, cookie=fields["cookie"], code=status.HTTP_200_OK)


class Refresh(PublicView):
    """Rotation of refresh tokens."""

    problem_codes = {"POST": (401, 403)}

    @extend_schema(
        operation_id="auth_refresh", request=RefreshIn, responses={200: TokensOut}, tags=["auth"]
    )
    def post(self, request: Request) -> Response:
        """Exchange a refresh token, from the body or the cookie, for a new pair."""
        given = RefreshIn(data=request.data)
        given.is_valid(raise_exception=True)
        refresh, by_cookie = cookies.refresh_from(request, given.validated_data["refresh"])
        pair = sessions.rotate(refresh=refresh)
        response = Response({"access": pair.access, "refresh": pair.refresh})
        return cookies.keep_in_cookie(response, pair.refresh) if by_cookie else response


class Logout(ServiceView):
    """The end of a session."""

    permission_classes = [IsAuthenticated, OwnAccounts]

    audit_object = "session"
    audit_actions = {"POST": "closed"}

    @extend_schema(
        operation_id="auth_logout", request=RefreshIn, responses={204: None}, tags=["auth"]
    )
    def post(self, request: Request) -> Response:
        """End the session of the refresh token."""
        given = RefreshIn(data=request.data)
        given.is_valid(raise_exception=True)
        refresh, _ = cookies.refresh_from(request, given.validated_data["refresh"])
        sessions.close(refresh=refresh, user_id=self.user_id)
        return cookies.forget(Response(status=status.HTTP_204_NO_CONTENT))


class Verify(PublicView):
    """Confirmation of e-mail addresses."""

    problem_codes = {"POST": (403,)}

    @extend_schema(
        operation_id="auth_verify", request=TokenIn, responses={200: StatusOut}, tags=["auth"]
    )
    def post(self, request: Request) -> Response:
        """Confirm the address by the token of the e-mail."""
        given = TokenIn(data=request.data)
        given.is_valid(raise_exception=True)
        accounts.verify_email(**given.validated_data)
        return Response({"status": "verified"})


class VerifyResend(ServiceView):
    """Another confirmation e-mail."""

    permission_classes = [IsAuthenticated, OwnAccounts]

    throttle_scope = "mail"
    audit_actions = {"POST": None}

    @extend_schema(
        operation_id="auth_verify_resend",
        request=None,
        responses={202: StatusOut},
        tags=["auth"],
    )
    def post(self, request: Request) -> Response:
        """Send the confirmation e-mail again."""
        accounts.request_verification(user=User.objects.get(pk=self.user_id))
        return Response({"status": "sent"}, status=status.HTTP_202_ACCEPTED)


class ResetRequested(PublicView):
    """Lost passwords."""

    problem_codes = {"POST": (403,)}
    throttle_scope = "mail"

    @extend_schema(
        operation_id="auth_password_reset_request",
        request=ResetRequest,
        responses={202: StatusOut},
        tags=["auth"],
    )
    def post(self, request: Request) -> Response:
        """Send a link for a new password, if the address has an account."""
        given = ResetRequest(data=request.data)
        given.is_valid(raise_exception=True)
        accounts.request_reset(**given.validated_data)
        return Response({"status": "sent"}, status=status.HTTP_202_ACCEPTED)


class ResetConfirmed(PublicView):
    """New passwords by e-mail."""

    problem_codes = {"POST": (403,)}

    @extend_schema(
        operation_id="auth_password_reset_confirm",
        request=NewPassword,
        responses={200: StatusOut},
        tags=["auth"],
    )
    def post(self, request: Request) -> Response:
        """Set a new password by the token of the e-mail; every session ends."""
        given = NewPassword(data=request.data)
        given.is_valid(raise_exception=True)
        accounts.reset_password(**given.validated_data)
        return Response({"status": "password_changed"})


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
