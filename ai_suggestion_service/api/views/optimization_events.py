"""How an optimisation goes, told while it runs."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request

from api.services import optimization_events
from api.views.event_streams import EventStreamRenderer, stream_response
from api.views.optimizations import own_optimization
from servicekit.rendering import FastJSONRenderer
from servicekit.views import ServiceView

LAST_EVENT_ID = OpenApiParameter(
    "Last-Event-ID",
    str,
    OpenApiParameter.HEADER,
    description="The id of the last event received: what happened since is told.",
)


class OptimizationEvents(ServiceView):
    """The events of one optimisation."""

    renderer_classes = [FastJSONRenderer, EventStreamRenderer]

    @extend_schema(
        operation_id="optimizations_events",
        parameters=[LAST_EVENT_ID],
        responses={(200, "text/event-stream"): OpenApiTypes.STR, 204: None},
        tags=["optimisations"],
    )
    def get(self, request: Request, optimization_id: UUID) -> HttpResponseBase:
        """Tell `started`, each `section`, and at last `completed` or `failed`, as they happen.

        The stream ends after 30 seconds; clients such as EventSource connect again with
        `Last-Event-ID` and miss nothing. After the last event that is answered with 204.
        """
        optimization = own_optimization(self.user_id, optimization_id)
        last = request.headers.get("Last-Event-ID", "")
        if last == optimization_events.LAST and optimization.is_finished:
            return HttpResponse(status=status.HTTP_204_NO_CONTENT)
        look = partial(optimization_events.after, optimization.pk)
        return stream_response(self.user_id, look, optimization_events.position_of(last))
