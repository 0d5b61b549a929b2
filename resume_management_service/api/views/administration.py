"""What administrators see and do over the API; each call is audited."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import User
from api.serializers.accounts import AccountChange, AccountOut
from api.services import accounts
from servicekit.audit.models import AuditEvent
from servicekit.audit.views import AuditEventOut
from servicekit.permissions import IsAdministrator
from servicekit.views import ListView, ServiceView


class AccountList(ListView):
    """Every account."""

    permission_classes = [IsAdministrator]
    audit_object = "accounts"
    audit_reads = True

    @extend_schema(operation_id="admin_users_list", responses=AccountOut(many=True), tags=["admin"])
    def get(self, request: Request) -> Response:
        """List accounts, newest first."""
        return self.page_of(User.objects.all(), lambda page: AccountOut(page, many=True).data)


class AccountDetail(ServiceView):
    """One account."""

    permission_classes = [IsAdministrator]
    audit_object = "account"

    @extend_schema(
        operation_id="admin_users_update",
        request=AccountChange,
        responses=AccountOut,
        tags=["admin"],
    )
    def patch(self, request: Request, user_id: UUID) -> Response:
        """Disable or enable an account; disabling ends its sessions."""
        given = AccountChange(data=request.data)
        given.is_valid(raise_exception=True)
        user = accounts.set_active(
            user=get_object_or_404(User, pk=user_id),
            actor=self.user_id,
            **given.validated_data,
        )
        return Response(AccountOut(user).data)


class AccountAudit(ListView):
    """The audit log of one account."""

    permission_classes = [IsAdministrator]
    audit_object = "audit_log"
    audit_reads = True

    @extend_schema(
        operation_id="admin_users_audit", responses=AuditEventOut(many=True), tags=["admin"]
    )
    def get(self, request: Request, user_id: UUID) -> Response:
        """List what was done with the account's data."""
        events = AuditEvent.objects.for_user(str(user_id))
        return self.page_of(events, lambda page: AuditEventOut(page, many=True).data)
