"""What left for outside providers."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import EgressRecord
from api.serializers.egress import EGRESS_COLUMNS, EgressRecordOut, egress_out
from servicekit.pagination import CursorPages
from servicekit.views import ListView


class EgressPages(CursorPages):
    """Pages of egress records, newest first."""

    ordering = ("-sent_at", "-id")


class EgressList(ListView):
    """What left for outside providers on the caller's behalf."""

    pagination_class = EgressPages

    @extend_schema(
        operation_id="egress_list", responses=EgressRecordOut(many=True), tags=["egress"]
    )
    def get(self, request: Request) -> Response:
        """List messages, newest first: to whom, when, how large, and their digest."""
        rows = EgressRecord.objects.for_user(self.user_id).values(*EGRESS_COLUMNS)
        return self.page_of(rows, lambda page: [egress_out(row) for row in page])
