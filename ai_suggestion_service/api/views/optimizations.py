"""Optimisations: asking, reading, cancelling, deleting, accepting changes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import Optimization
from api.serializers.optimizations import (
    AcceptIn,
    OptimizationBegun,
    OptimizationIn,
    OptimizationOut,
    OptimizationQuery,
    OptimizationSummaryOut,
    optimization_out,
    summary_out,
)
from api.serializers.versions import AcceptedOut, accepted_out
from api.services import optimizations, versions
from api.views.optimization_examples import (
    ACCEPT_ALL,
    ACCEPT_SOME,
    OPTIMIZE,
    OPTIMIZE_AND_MAIL,
    OPTIMIZED,
)
from api.views.waiting import PREFER, begun, seconds_to_wait
from servicekit.conditional import etag_of, not_modified, require_match
from servicekit.prefer import read_preference
from servicekit.schema import IF_MATCH, IF_NONE_MATCH
from servicekit.views import ListView, ServiceView

PATH = "/api/optimize"


def own_optimization(user_id: str, optimization_id: UUID) -> Optimization:
    """Return the caller's optimisation as it is shown, or answer 404."""
    mine = Optimization.objects.for_user(user_id).shown()
    found: Optimization = get_object_or_404(mine, pk=optimization_id)
    return found


def shown(optimization: Optimization) -> tuple[dict[str, Any], str]:
    """Return the optimisation's document and its ETag."""
    progress = optimizations.progress_of([optimization])[optimization.pk]
    document = optimization_out(optimization, progress)
    job = document["job_description"]
    etag = etag_of(optimization.pk, optimization.status, progress, job)
    return document, etag


class OptimizationList(ListView):
    """The caller's optimisations."""

    throttle_scope = ""
    problem_codes = {"POST": (402, 404, 502, 504)}

    def get_throttles(self) -> list[Any]:
        """Count requests for optimisations against the budget of suggestions."""
        self.throttle_scope = "suggest" if self.request.method == "POST" else ""
        return super().get_throttles()

    @extend_schema(
        operation_id="optimizations_list",
        parameters=[OptimizationQuery],
        responses=OptimizationSummaryOut(many=True),
        tags=["optimisations"],
    )
    def get(self, request: Request) -> Response:
        """List optimisations, newest first, without their changes."""
        query = OptimizationQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        mine = Optimization.objects.for_user(self.user_id).shown().defer("changes")
        return self.page_of(mine.filter(**query.validated_data), _summaries)

    @extend_schema(
        operation_id="optimizations_create",
        parameters=[PREFER],
        request=OptimizationIn,
        responses={201: OptimizationBegun, 202: OptimizationBegun},
        examples=[OPTIMIZE, OPTIMIZE_AND_MAIL],
        tags=["optimisations"],
    )
    def post(self, request: Request) -> Response:
        """Reword a résumé for a job; answers at once, unless told to wait."""
        given = OptimizationIn(data=request.data)
        given.is_valid(raise_exception=True)
        preference = read_preference(
            request.headers.get("Prefer"), longest_wait=settings.LONGEST_WAIT_SECONDS
        )
        optimization = optimizations.optimize(
            user_id=self.user_id,
            token=str(request.auth),
            order=optimizations.Order(**given.validated_data),
            wait=seconds_to_wait(preference, by_default=0),
        )
        document, etag = shown(optimization)
        code, headers = begun(optimization, PATH, preference)
        body = {"optimization_id": optimization.pk, **document}
        return Response(body, status=code, headers={**headers, "ETag": etag})


def _summaries(page: list[Optimization]) -> list[dict[str, Any]]:
    progress = optimizations.progress_of(page)
    return [summary_out(row, progress[row.pk]) for row in page]


class OptimizationDetail(ServiceView):
    """One optimisation."""

    problem_codes = {"DELETE": (412,)}

    @extend_schema(
        operation_id="optimizations_retrieve",
        parameters=[IF_NONE_MATCH],
        responses={200: OptimizationOut, 304: None},
        examples=[OPTIMIZED],
        tags=["optimisations"],
    )
    def get(self, request: Request, optimization_id: UUID) -> Any:
        """Show status, progress and changes; `If-None-Match` gets 304."""
        document, etag = shown(own_optimization(self.user_id, optimization_id))
        return not_modified(request, etag) or Response(document, headers={"ETag": etag})

    @extend_schema(
        operation_id="optimizations_delete",
        parameters=[IF_MATCH],
        responses={204: None},
        tags=["optimisations"],
    )
    def delete(self, request: Request, optimization_id: UUID) -> Response:
        """Delete it with the versions made of it, also while it is being made."""
        optimization = own_optimization(self.user_id, optimization_id)
        require_match(request, shown(optimization)[1])
        optimizations.delete(optimization=optimization)
        return Response(status=status.HTTP_204_NO_CONTENT)


class OptimizationCancel(ServiceView):
    """The end of an optimisation before its time."""

    @extend_schema(
        operation_id="optimizations_cancel",
        request=None,
        responses={200: OptimizationOut},
        tags=["optimisations"],
    )
    def post(self, request: Request, optimization_id: UUID) -> Response:
        """Cancel it: it ends `failed` with the code `cancelled`, and nothing more is written."""
        optimizations.cancel(optimization=own_optimization(self.user_id, optimization_id))
        document, etag = shown(own_optimization(self.user_id, optimization_id))
        return Response(document, headers={"ETag": etag})


class OptimizationAccept(ServiceView):
    """The changes that the person accepts."""

    problem_codes = {"POST": (404, 422)}

    @extend_schema(
        operation_id="optimizations_accept",
        request=AcceptIn,
        responses={200: AcceptedOut, 201: AcceptedOut},
        examples=[ACCEPT_SOME, ACCEPT_ALL],
        tags=["optimisations"],
    )
    def post(self, request: Request, optimization_id: UUID) -> Response:
        """Make a version of some or all changes; the same changes give the same version (200)."""
        optimization = own_optimization(self.user_id, optimization_id)
        given = AcceptIn(data=request.data)
        given.is_valid(raise_exception=True)
        version, is_new = versions.accept(
            optimization=optimization,
            accepted=given.validated_data.get("accepted_changes"),
            token=str(request.auth),
        )
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        headers = {"Location": f"/api/versions/{version.pk}"}
        return Response(accepted_out(version), status=code, headers=headers)
