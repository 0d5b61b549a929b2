"""Exports: making files, listing and giving them out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import ExportArtifact
from api.serializers.exports import DownloadQuery, ExportIn, ExportOut, ExportQuery, export_out
from api.services import exports
from api.views.letter_examples import EXPORT_ORDER, EXPORTED
from servicekit.conditional import not_modified
from servicekit.files import download_response
from servicekit.schema import IF_NONE_MATCH
from servicekit.views import ListView, ServiceView

RANGE = OpenApiParameter("Range", str, OpenApiParameter.HEADER)


def own_export(user_id: str, export_id: UUID) -> ExportArtifact:
    """Return the caller's export, or answer 404."""
    mine = ExportArtifact.objects.for_user(user_id)
    found: ExportArtifact = get_object_or_404(mine, pk=export_id)
    return found


def shaped(request: Request, artifact: ExportArtifact) -> dict[str, Any]:
    """Return an export with a link that opens it."""
    path = f"/api/exports/{artifact.pk}/download?token={exports.token_of(artifact)}"
    return export_out(artifact, request.build_absolute_uri(path))


class ExportList(ListView):
    """The caller's exports."""

    throttle_scope = ""
    problem_codes = {"POST": (404,)}

    def get_throttles(self) -> list[Any]:
        """Count files made against their own budget."""
        self.throttle_scope = "export" if self.request.method == "POST" else ""
        return super().get_throttles()

    @extend_schema(
        operation_id="exports_list",
        parameters=[ExportQuery],
        responses=ExportOut(many=True),
        tags=["exports"],
    )
    def get(self, request: Request) -> Response:
        """List exports, newest first; expired ones go within hours."""
        query = ExportQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        mine = ExportArtifact.objects.for_user(self.user_id).filter(**query.validated_data)
        return self.page_of(mine, lambda page: [shaped(request, row) for row in page])

    @extend_schema(
        operation_id="exports_create",
        request=ExportIn,
        responses={201: ExportOut},
        examples=[EXPORT_ORDER, EXPORTED],
        tags=["exports"],
    )
    def post(self, request: Request) -> Response:
        """Make a file; it is read back, compared and checked against its source once more."""
        given = ExportIn(data=request.data)
        given.is_valid(raise_exception=True)
        artifact = exports.export(
            user_id=self.user_id,
            token=str(request.auth),
            order=exports.Order(**given.validated_data),
        )
        headers = {"Location": f"/api/exports/{artifact.pk}"}
        body = shaped(request, artifact)
        return Response(body, status=status.HTTP_201_CREATED, headers=headers)


class ExportDetail(ServiceView):
    """One export."""

    @extend_schema(operation_id="exports_retrieve", responses=ExportOut, tags=["exports"])
    def get(self, request: Request, export_id: UUID) -> Response:
        """Show the export."""
        return Response(shaped(request, own_export(self.user_id, export_id)))

    @extend_schema(operation_id="exports_delete", responses={204: None}, tags=["exports"])
    def delete(self, request: Request, export_id: UUID) -> Response:
        """Delete the export and its file; links to it end."""
        exports.delete([own_export(self.user_id, export_id)])
        return Response(status=status.HTTP_204_NO_CONTENT)


class ExportDownload(ServiceView):
    """The bytes of an export."""

    permission_classes = [AllowAny]
    problem_codes = {"GET": (401, 410, 416, 503)}

    @extend_schema(
        operation_id="exports_download",
        parameters=[DownloadQuery, RANGE, IF_NONE_MATCH],
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            (206, "application/octet-stream"): OpenApiTypes.BINARY,
            304: None,
        },
        tags=["exports"],
    )
    def get(self, request: Request, export_id: UUID) -> Any:
        """Download the file, by its link or as its owner; ranges are honoured."""
        query = DownloadQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = exports.download(
            export_id=export_id,
            token=query.validated_data.get("token"),
            user_id=self.user_id if request.user else None,
        )
        return not_modified(request, found.etag) or download_response(
            found,
            range_header=request.headers.get("Range"),
            if_range=request.headers.get("If-Range"),
        )
