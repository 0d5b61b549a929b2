"""Notices by e-mail: tickets for the caller, and their use by whoever holds one."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.accounts import StatusOut
from api.serializers.notices import NoticeIn, TicketIn, TicketOut
from api.services import notices
from servicekit.throttling import EndpointThrottle
from servicekit.views import ServiceView

ASK = OpenApiExample(
    "When an optimisation has ended", value={"kind": "optimization_ready"}, request_only=True
)
USE = OpenApiExample(
    "It is ready",
    value={"ticket": "pXoD3tYk9vJc2mZs7bQe5rUa1wLg8nHf4iKd6jTy0xE", "outcome": "completed"},
    request_only=True,
)


class MyNotices(ServiceView):
    """Mails that the caller wants to get."""

    audit_object = "notice"
    throttle_scope = "notice"

    @extend_schema(
        operation_id="users_me_notices",
        request=NoticeIn,
        responses={201: TicketOut},
        examples=[ASK],
        tags=["users"],
    )
    def post(self, request: Request) -> Response:
        """Get a ticket for one e-mail to the caller, good once and for a day.

        409 `no_address` or `email_not_verified` where there is no address that is known to be the
        caller's.
        """
        given = NoticeIn(data=request.data)
        given.is_valid(raise_exception=True)
        ticket = notices.issue(
            user_id=self.user_id, claims=self.caller.claims, **given.validated_data
        )
        return Response(TicketOut(ticket).data, status=status.HTTP_201_CREATED)


class NoticeDelivery(ServiceView):
    """Tickets that are used; a service's own address is counted apart from other callers'."""

    permission_classes = [AllowAny]
    authentication_classes = []
    throttle_classes = [EndpointThrottle]
    throttle_scope = "notice_delivery"
    problem_codes = {"POST": (404,)}

    @extend_schema(
        operation_id="notices_send",
        request=TicketIn,
        responses={202: StatusOut},
        examples=[USE],
        tags=["users"],
    )
    def post(self, request: Request) -> Response:
        """Have the e-mail of a ticket sent; one that was used or has expired is not there."""
        given = TicketIn(data=request.data)
        given.is_valid(raise_exception=True)
        notices.redeem(**given.validated_data)
        return Response({"status": "accepted"}, status=status.HTTP_202_ACCEPTED)
