"""Optimised versions: reading, comparing, deleting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import ExportArtifact, OptimizedVersion
from api.serializers.versions import (
    ComparisonQuery,
    OptimizedVersionOut,
    SavedOut,
    SaveIn,
    VersionComparisonOut,
    VersionQuery,
    VersionSummaryOut,
    saved_out,
    version_out,
    version_summary_out,
)
from api.services import saves, versions
from api.views.exports import shaped as export_shaped
from api.views.optimization_examples import SAVE, VERSION
from servicekit.conditional import etag_of, not_modified, require_match
from servicekit.schema import IF_MATCH, IF_NONE_MATCH
from servicekit.views import ListView, ServiceView

FROM = OpenApiParameter("from", OpenApiTypes.UUID, required=True)
TO = OpenApiParameter("to", OpenApiTypes.UUID, required=True)


def own_version(user_id: str, version_id: UUID) -> OptimizedVersion:
    """Return the caller's version, or answer 404."""
    mine = OptimizedVersion.objects.for_user(user_id)
    found: OptimizedVersion = get_object_or_404(mine, pk=version_id)
    return found


def shown(request: Request, version: OptimizedVersion) -> tuple[dict[str, Any], str]:
    """Return the version's document and its ETag: contents stay, what is made of it does not."""
    exports = ExportArtifact.objects.filter(version=version, expires_at__gt=timezone.now())
    files = list(exports.order_by("created_at", "id"))
    etag = etag_of(version.pk, version.saved_at, version.parent_id, *(file.pk for file in files))
    return version_out(version, [export_shaped(request, file) for file in files]), etag


class VersionList(ListView):
    """The caller's optimised versions."""

    @extend_schema(
        operation_id="optimized_versions_list",
        parameters=[VersionQuery],
        responses=VersionSummaryOut(many=True),
        tags=["versions"],
    )
    def get(self, request: Request) -> Response:
        """List versions, newest first, without their contents."""
        query = VersionQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        mine = OptimizedVersion.objects.for_user(self.user_id).summarised()
        rows = mine.filter(**query.validated_data)
        return self.page_of(rows, lambda page: [version_summary_out(row) for row in page])


class VersionDetail(ServiceView):
    """One optimised version."""

    problem_codes = {"DELETE": (412,)}

    @extend_schema(
        operation_id="optimized_versions_retrieve",
        parameters=[IF_NONE_MATCH],
        responses={200: OptimizedVersionOut, 304: None},
        examples=[VERSION],
        tags=["versions"],
    )
    def get(self, request: Request, version_id: UUID) -> Any:
        """Show score, sections and what was changed; `If-None-Match` gets 304."""
        document, etag = shown(request, own_version(self.user_id, version_id))
        return not_modified(request, etag) or Response(document, headers={"ETag": etag})

    @extend_schema(
        operation_id="optimized_versions_delete",
        parameters=[IF_MATCH],
        responses={204: None},
        tags=["versions"],
    )
    def delete(self, request: Request, version_id: UUID) -> Response:
        """Delete the version; a résumé version saved from it stays."""
        version = own_version(self.user_id, version_id)
        require_match(request, shown(request, version)[1])
        versions.delete(version=version)
        return Response(status=status.HTTP_204_NO_CONTENT)


class VersionSave(ServiceView):
    """A version as a new version of its résumé."""

    problem_codes = {"POST": (413, 503)}

    @extend_schema(
        operation_id="optimized_versions_save",
        request=SaveIn,
        responses={201: SavedOut},
        examples=[SAVE],
        tags=["versions"],
    )
    def post(self, request: Request, version_id: UUID) -> Response:
        """Write it back to the résumé service, as a file and as sections; once, however often."""
        version = own_version(self.user_id, version_id)
        given = SaveIn(data=request.data)
        given.is_valid(raise_exception=True)
        saved = saves.save(
            version=version,
            file_format=given.validated_data["format"],
            token=str(request.auth),
        )
        return Response(saved_out(saved), status=status.HTTP_201_CREATED)


class VersionCompare(ServiceView):
    """Two optimised versions side by side."""

    problem_codes = {"GET": (404,)}

    @extend_schema(
        operation_id="optimized_versions_compare",
        parameters=[FROM, TO],
        responses=VersionComparisonOut,
        tags=["versions"],
    )
    def get(self, request: Request) -> Response:
        """Show what differs between two versions, section by section, with word diffs."""
        query = ComparisonQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        old = own_version(self.user_id, query.validated_data["from"])
        new = own_version(self.user_id, query.validated_data["to"])
        return Response(
            {
                "from_version_id": old.pk,
                "to_version_id": new.pk,
                "from_score": old.score,
                "to_score": new.score,
                "differences": versions.differences(old, new),
            }
        )
