"""Collecting from applicant tracking systems."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import DataRequest
from api.serializers.data_collection import CollectionOrder, CollectionOut, CollectionStarted
from api.services import data_collection
from servicekit.views import ServiceView

EXAMPLE = OpenApiExample(
    "From the bundled source for trying out",
    value={
        "source": "sample",
        "count": 200,
        "per_page": 20,
        "batch_size": 100,
        "error_mode": False,
    },
    request_only=True,
)


class CollectionTrigger(ServiceView):
    """New data requests."""

    audit_object = "data_collection"
    throttle_scope = "upload"

    @extend_schema(
        operation_id="data_collection_trigger",
        request=CollectionOrder,
        responses={202: CollectionStarted},
        examples=[EXAMPLE],
        tags=["data collection"],
    )
    def post(self, request: Request) -> Response:
        """Collect records from a configured source into the caller's account."""
        order = CollectionOrder(data=request.data)
        order.is_valid(raise_exception=True)
        made = data_collection.trigger(user_id=self.user_id, **order.validated_data)
        return _started(made, f"Collecting {made.count} records from {made.source}.")


class CollectionStatus(ServiceView):
    """One of the caller's data requests."""

    @extend_schema(
        operation_id="data_collection_status", responses=CollectionOut, tags=["data collection"]
    )
    def get(self, request: Request, data_request_id: UUID) -> Response:
        """Show counts, checkpoint, and why records failed."""
        return Response(CollectionOut(_shown(_own(self.user_id, data_request_id))).data)


class CollectionResume(ServiceView):
    """Going on with one of the caller's data requests."""

    audit_object = "data_collection"
    audit_actions = {"POST": "resumed"}

    @extend_schema(
        operation_id="data_collection_resume",
        request=None,
        responses={202: CollectionStarted},
        tags=["data collection"],
    )
    def post(self, request: Request, data_request_id: UUID) -> Response:
        """Go on where it stopped; pages that were given up and failed records are tried again."""
        resumed = data_collection.resume(request=_own(self.user_id, data_request_id))
        return _started(resumed, f"Going on from page {resumed.next_page}.")


class CollectionResumeAlias(CollectionResume):
    """The same below the request itself."""

    @extend_schema(exclude=True)
    def post(self, request: Request, data_request_id: UUID) -> Response:
        """Go on where it stopped."""
        return super().post(request, data_request_id)


def _own(user_id: str, data_request_id: UUID) -> DataRequest:
    found: DataRequest = get_object_or_404(
        DataRequest.objects.for_user(user_id), pk=data_request_id
    )
    return found


def _started(request: DataRequest, message: str) -> Response:
    answer = {"id": request.pk, "message": message}
    return Response(
        CollectionStarted(answer).data,
        status=status.HTTP_202_ACCEPTED,
        headers={"Location": f"/api/data-collection/status/{request.pk}"},
    )


def _shown(request: DataRequest) -> dict[str, Any]:
    progress = data_collection.progress_of(request)
    error = {"code": request.error_code, "detail": request.error_detail}
    pending = request.pages.order_by("number").values_list("number", flat=True)
    return {
        "request": request,
        "status": data_collection.status_of(request, progress),
        "counts": progress,
        "checkpoint": {
            "next_page": request.next_page,
            "pending_pages": list(pending),
            "end_reached": request.end_page is not None,
        },
        "error": error if request.error_code else None,
        "errors": data_collection.errors_of(request),
    }
