"""The caller's own account."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from api.models import Erasure, User
from api.serializers.accounts import (
    ConsentIn,
    ConsentOut,
    ErasureOut,
    ErasureRequestedOut,
    PasswordChange,
    PasswordConfirmation,
    ProfileIn,
    UserOut,
)
from api.services import accounts, erasures, exports, outside_accounts
from api.views.own_accounts import OwnAccounts
from servicekit.jobs.models import Job
from servicekit.views import ServiceView


class OwnAccountView(ServiceView):
    """A view about the caller's own account, which no outside provider keeps."""

    permission_classes = [IsAuthenticated, OwnAccounts]
    audit_object = "account"

    def account(self) -> User:
        """Return the caller's account, or answer 404."""
        user: User = get_object_or_404(User, pk=self.user_id)
        return user


class Me(OwnAccountView):
    """Profile and preferences."""

    for_outsiders = ("DELETE",)
    throttle_scope = ""
    audit_actions = {"DELETE": "erasure_requested"}
    problem_codes = {"DELETE": (400, 415)}

    def get_throttles(self) -> list[BaseThrottle]:
        """Count erasures, which ask for a password, like logins."""
        self.throttle_scope = "login" if self.request.method == "DELETE" else ""
        return super().get_throttles()

    @extend_schema(operation_id="users_me", responses=UserOut, tags=["users"])
    def get(self, request: Request) -> Response:
        """Show the profile."""
        return Response(UserOut(self.account()).data)

    @extend_schema(
        operation_id="users_me_replace", request=ProfileIn, responses=UserOut, tags=["users"]
    )
    def put(self, request: Request) -> Response:
        """Replace the profile."""
        return self._change(request, partial=False)

    @extend_schema(
        operation_id="users_me_update", request=ProfileIn, responses=UserOut, tags=["users"]
    )
    def patch(self, request: Request) -> Response:
        """Change the given fields of the profile."""
        return self._change(request, partial=True)

    def _change(self, request: Request, *, partial: bool) -> Response:
        given = ProfileIn(data=request.data, partial=partial)
        given.is_valid(raise_exception=True)
        user = accounts.update_profile(user=self.account(), changes=given.validated_data)
        return Response(UserOut(user).data)

    @extend_schema(
        operation_id="users_me_erase",
        request=PasswordConfirmation,
        responses={202: ErasureRequestedOut},
        tags=["users"],
    )
    def delete(self, request: Request) -> Response:
        """Erase the account and everything of it in both services.

        Where an outside identity provider keeps accounts, a login of the last five minutes stands
        for the password.
        """
        erasure, job = self._erase(request)
        return Response(
            {"erasure_id": erasure.pk, "job_id": job.pk, "status": job.status},
            status=status.HTTP_202_ACCEPTED,
            headers={"Location": f"/api/erasures/{erasure.pk}"},
        )

    def _erase(self, request: Request) -> tuple[Erasure, Job]:
        if settings.OUTSIDE_ACCOUNTS:
            outside_accounts.require_recent_login(self.caller.claims)
            return erasures.begin(user_id=self.user_id)
        given = PasswordConfirmation(data=request.data)
        given.is_valid(raise_exception=True)
        return erasures.request(user=self.account(), **given.validated_data)


class MyExport(ServiceView):
    """Everything of the account."""

    audit_object = "account"
    audit_reads = True
    audit_actions = {"GET": "exported"}
    throttle_scope = "export"

    @extend_schema(
        operation_id="users_me_export",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
        tags=["users"],
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Download a ZIP of everything in both services, with a manifest of hashes."""
        chunks = exports.stream(user_id=self.user_id, access_token=str(request.auth))
        headers = {"Content-Disposition": 'attachment; filename="export.zip"'}
        return StreamingHttpResponse(chunks, content_type="application/zip", headers=headers)


class MyPassword(OwnAccountView):
    """The password."""

    audit_object = "password"
    audit_actions = {"POST": "changed"}
    throttle_scope = "login"

    @extend_schema(
        operation_id="users_me_password",
        request=PasswordChange,
        responses={204: None},
        tags=["users"],
    )
    def post(self, request: Request) -> Response:
        """Change the password; every other session ends."""
        given = PasswordChange(data=request.data)
        given.is_valid(raise_exception=True)
        accounts.change_password(
            user=self.account(),
            session_id=str(self.caller.claims.raw.get("sid")),
            **given.validated_data,
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class MyConsents(OwnAccountView):
    """Accepted legal texts."""

    audit_object = "consent"

    @extend_schema(
        operation_id="users_me_consents", responses=ConsentOut(many=True), tags=["users"]
    )
    def get(self, request: Request) -> Response:
        """List what was accepted, in which version and when."""
        return Response(ConsentOut(self.account().consents.all(), many=True).data)

    @extend_schema(
        operation_id="users_me_consent",
        request=ConsentIn,
        responses={201: ConsentOut},
        tags=["users"],
    )
    def post(self, request: Request) -> Response:
        """Accept one version of one text."""
        given = ConsentIn(data=request.data)
        given.is_valid(raise_exception=True)
        consent = accounts.accept(user=self.account(), **given.validated_data)
        return Response(ConsentOut(consent).data, status=status.HTTP_201_CREATED)


class ErasureReceipt(ServiceView):
    """What was erased; its random id is known to the former owner only."""

    permission_classes = [AllowAny]
    authentication_classes = []

    @extend_schema(operation_id="erasures_retrieve", responses=ErasureOut, tags=["users"])
    def get(self, request: Request, erasure_id: UUID) -> Response:
        """Show the receipt: counts and times, no personal data."""
        return Response(ErasureOut(get_object_or_404(Erasure, pk=erasure_id)).data)
