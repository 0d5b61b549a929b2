"""Files: the bytes of versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import ResumeVersion
from api.serializers.versions import VersionTextOut
from api.services import corrections, downloads, texts, versions
from api.views.versions import text_answer, text_etag
from servicekit.conditional import matches, not_modified, require_match
from servicekit.files import download_response
from servicekit.parsers import StrictJSONParser
from servicekit.views import ServiceView

PATCH_TYPES = ("application/json", "application/merge-patch+json")
CORRECTION = OpenApiExample(
    "A name and a list of skills",
    value={"basics": {"name": "Ada Example"}, "skills": [{"keywords": ["Python", "SQL"]}]},
    request_only=True,
)


def own_version(user_id: str, file_id: UUID) -> ResumeVersion:
    """Return the caller's version, or answer 404."""
    version: ResumeVersion = get_object_or_404(ResumeVersion.objects.for_user(user_id), pk=file_id)
    return version


class FileDetail(ServiceView):
    """One file."""

    problem_codes = {"GET": (416,), "DELETE": (409, 412)}

    @extend_schema(
        operation_id="files_download",
        parameters=[
            OpenApiParameter("redirect", bool, description="1: 302 to a signed, expiring URL."),
            OpenApiParameter("Range", str, OpenApiParameter.HEADER),
        ],
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            (206, "application/octet-stream"): OpenApiTypes.BINARY,
            302: None,
            304: None,
        },
        tags=["files"],
    )
    def get(self, request: Request, file_id: UUID) -> Any:
        """Download the file; ranges and `If-None-Match` are honoured."""
        version = own_version(self.user_id, file_id)
        etag = downloads.etag(version)
        if matches(request.headers.get("If-None-Match"), etag):
            return not_modified(request, etag)
        if request.query_params.get("redirect") in ("1", "true"):
            return _redirect(request, version)
        return download_response(
            downloads.of_version(version),
            range_header=request.headers.get("Range"),
            if_range=request.headers.get("If-Range"),
        )

    @extend_schema(operation_id="files_delete", responses={204: None}, tags=["files"])
    def delete(self, request: Request, file_id: UUID) -> Response:
        """Delete one version; the last one of a résumé stays."""
        version = own_version(self.user_id, file_id)
        require_match(request, downloads.etag(version))
        versions.delete_version(version=version)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _redirect(request: Request, version: ResumeVersion) -> HttpResponse:
    url = downloads.signed_link(version)
    location = request.build_absolute_uri(url) if url.startswith("/") else url
    return HttpResponse(status=302, headers={"Location": location, "Cache-Control": "no-store"})


class MergePatchParser(StrictJSONParser):
    """Reads JSON merge patches under their own media type."""

    media_type = PATCH_TYPES[1]


class FileSections(ServiceView):
    """The user's corrections of what was read from one file."""

    parser_classes = [StrictJSONParser, MergePatchParser]
    problem_codes = {"PATCH": (409, 412, 413), "DELETE": (409, 412)}

    @extend_schema(
        operation_id="files_sections_correct",
        request=dict.fromkeys(PATCH_TYPES, OpenApiTypes.OBJECT),
        responses=VersionTextOut,
        tags=["files"],
        examples=[CORRECTION],
    )
    def patch(self, request: Request, file_id: UUID) -> Any:
        """Correct sections by a JSON merge patch; it stays when the file is read again."""
        version = own_version(self.user_id, file_id)
        seen = texts.state_of(version)
        require_match(request, text_etag(version))
        corrections.correct(version=version, patch=request.data, seen=seen)
        return text_answer(request, version)

    @extend_schema(operation_id="files_sections_discard", responses={204: None}, tags=["files"])
    def delete(self, request: Request, file_id: UUID) -> Response:
        """Drop all corrections: what was read counts again."""
        version = own_version(self.user_id, file_id)
        seen = texts.state_of(version)
        require_match(request, text_etag(version))
        corrections.discard(version=version, seen=seen)
        return Response(status=status.HTTP_204_NO_CONTENT)


class FileText(ServiceView):
    """What was read from one file."""

    @extend_schema(operation_id="files_text", responses=VersionTextOut, tags=["files"])
    def get(self, request: Request, file_id: UUID) -> Any:
        """Show the file's text and structure."""
        return text_answer(request, own_version(self.user_id, file_id))
