"""Files: the bytes of versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.clients.storage import file_store
from api.models import ResumeVersion
from api.serializers.versions import VersionTextOut
from api.services import corrections, texts, versions
from api.views.versions import text_answer, text_etag
from servicekit.conditional import etag_of, matches, not_modified, require_match
from servicekit.files import Download, download_response
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


def file_etag(version: ResumeVersion) -> str:
    """Return the ETag of a file: its bytes never change."""
    return etag_of(version.pk, version.sha256)


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
        etag = file_etag(version)
        if matches(request.headers.get("If-None-Match"), etag):
            return not_modified(request, etag)
        if request.query_params.get("redirect") in ("1", "true"):
            return _redirect(request, version)
        key = version.storage_key
        download = Download(
            file_name=version.file_name,
            media_type=version.file_type,
            size=version.file_size,
            etag=etag,
            open_at=lambda offset: file_store().open_at(key, offset),
        )
        return download_response(
            download,
            range_header=request.headers.get("Range"),
            if_range=request.headers.get("If-Range"),
        )

    @extend_schema(operation_id="files_delete", responses={204: None}, tags=["files"])
    def delete(self, request: Request, file_id: UUID) -> Response:
        """Delete one version; the last one of a résumé stays."""
        version = own_version(self.user_id, file_id)
        require_match(request, file_etag(version))
        versions.delete_version(version=version)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _redirect(request: Request, version: ResumeVersion) -> HttpResponse:
    url = file_store().download_url(
        version.storage_key,
        file_name=version.file_name,
        media_type=version.file_type,
        seconds=settings.SIGNED_URL_SECONDS,
    )
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
