"""A user's data as a whole: exported to them, removed at the word of the résumé service."""

from __future__ import annotations

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.personal_data import (
    EndedSessionsIn,
    EndedSessionsOut,
    ErasureIn,
    ErasureOut,
)
from api.services import ended_sessions, personal_data
from servicekit.service_tokens import ServiceAuthentication
from servicekit.views import ServiceView


class MyExport(ServiceView):
    """Everything of the caller."""

    audit_object = "account"
    audit_actions = {"GET": "exported"}
    audit_reads = True

    @extend_schema(
        operation_id="users_me_export",
        responses={200: {"type": "object", "additionalProperties": {"type": "array", "items": {}}}},
        tags=["users"],
    )
    def get(self, request: Request) -> Response:
        """Show every row of the caller, by table."""
        return Response(personal_data.export(user_id=self.user_id))


class InternalView(ServiceView):
    """Called by the other service with its own token, never by users."""

    service_scope: ClassVar[str]
    audit_actions = {"POST": None}
    throttle_classes = []

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Accept service tokens of the view's scope only."""
        return [ServiceAuthentication(self.service_scope)]


class Erasures(InternalView):
    """The end of accounts."""

    service_scope = "erase"

    @extend_schema(
        operation_id="internal_erasures",
        request=ErasureIn,
        responses={200: ErasureOut},
        tags=["internal"],
    )
    def post(self, request: Request) -> Response:
        """Remove everything of a user; repeating it does no harm."""
        given = ErasureIn(data=request.data)
        given.is_valid(raise_exception=True)
        fields = given.validated_data
        removed = personal_data.remove(user_id=fields["user_id"])
        return Response({"erasure_id": fields["erasure_id"], "removed": removed})


class EndedSessions(InternalView):
    """The end of sessions."""

    service_scope = "sessions"

    @extend_schema(
        operation_id="internal_ended_sessions",
        request=EndedSessionsIn,
        responses={200: EndedSessionsOut},
        tags=["internal"],
    )
    def post(self, request: Request) -> Response:
        """Refuse the access tokens of these sessions from now on."""
        given = EndedSessionsIn(data=request.data)
        given.is_valid(raise_exception=True)
        return Response({"noted": ended_sessions.note(**given.validated_data)})
