"""The caller's own audit log."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from servicekit.audit.models import AuditEvent
from servicekit.views import ListView


class AuditEventOut(serializers.ModelSerializer[AuditEvent]):
    """One recorded event."""

    class Meta:
        model = AuditEvent
        fields = ["id", "action", "actor", "object_id", "request_id", "created_at"]
        read_only_fields = fields


class AuditLog(ListView):
    """What was done with the caller's data."""

    @extend_schema(operation_id="audit_list", responses=AuditEventOut(many=True), tags=["users"])
    def get(self, request: Request) -> Response:
        """List events, newest first."""
        events = AuditEvent.objects.for_user(self.user_id)
        return self.page_of(events, lambda page: AuditEventOut(page, many=True).data)
