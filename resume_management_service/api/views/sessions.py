"""The caller's logins and second factor."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import Session
from api.serializers.accounts import (
    CodeIn,
    PasswordConfirmation,
    RecoveryCodesOut,
    SecondFactorOut,
    SessionOut,
)
from api.services import accounts, second_factors, sessions
from api.views.own_accounts import OwnAccounts
from api.views.users import OwnAccountView
from servicekit.pagination import CursorPages
from servicekit.views import ListView, ServiceView


class SessionPages(CursorPages):
    """Pages of sessions, the last used first."""

    ordering = ("-last_used_at", "-id")


class SessionList(ListView):
    """Where the account is logged in."""

    permission_classes = [IsAuthenticated, OwnAccounts]

    pagination_class = SessionPages

    @extend_schema(operation_id="sessions_list", responses=SessionOut(many=True), tags=["auth"])
    def get(self, request: Request) -> Response:
        """List sessions with device, address and last use."""
        mine = Session.objects.alive().filter(user_id=self.user_id)
        context = {"session_id": self.caller.claims.raw.get("sid")}
        return self.page_of(mine, lambda page: SessionOut(page, many=True, context=context).data)


class SessionDetail(ServiceView):
    """One login."""

    permission_classes = [IsAuthenticated, OwnAccounts]

    audit_object = "session"
    audit_actions = {"DELETE": "revoked"}

    @extend_schema(operation_id="sessions_revoke", responses={204: None}, tags=["auth"])
    def delete(self, request: Request, session_id: UUID) -> Response:
        """End a session; its tokens stop working."""
        session = get_object_or_404(Session.objects.filter(user_id=self.user_id), pk=session_id)
        sessions.revoke(session_id=str(session.pk))
        return Response(status=status.HTTP_204_NO_CONTENT)


class MySecondFactor(OwnAccountView):
    """An authenticator app beside the password."""

    audit_object = "second_factor"
    audit_actions = {"POST": "begun", "DELETE": "removed"}
    problem_codes = {"DELETE": (400, 415)}
    throttle_scope = "login"

    @extend_schema(
        operation_id="second_factor_begin",
        request=PasswordConfirmation,
        responses={201: SecondFactorOut},
        tags=["auth"],
    )
    def post(self, request: Request) -> Response:
        """Begin: get what the app scans, then confirm with its code."""
        self._confirm_password(request)
        uri = second_factors.begin(user=self.account())
        return Response({"uri": uri}, status=status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="second_factor_remove",
        request=PasswordConfirmation,
        responses={204: None},
        tags=["auth"],
    )
    def delete(self, request: Request) -> Response:
        """Remove the second factor."""
        self._confirm_password(request)
        second_factors.remove(user=self.account())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _confirm_password(self, request: Request) -> None:
        given = PasswordConfirmation(data=request.data)
        given.is_valid(raise_exception=True)
        accounts.require_password(user=self.account(), **given.validated_data)


class SecondFactorConfirm(OwnAccountView):
    """The end of the set-up."""

    audit_object = "second_factor"
    audit_actions = {"POST": "confirmed"}
    throttle_scope = "login"

    @extend_schema(
        operation_id="second_factor_confirm",
        request=CodeIn,
        responses={200: RecoveryCodesOut},
        tags=["auth"],
    )
    def post(self, request: Request) -> Response:
        """Turn it on with a code of the app, and get recovery codes."""
        given = CodeIn(data=request.data)
        given.is_valid(raise_exception=True)
        codes = second_factors.confirm(user=self.account(), **given.validated_data)
        return Response({"recovery_codes": codes})
