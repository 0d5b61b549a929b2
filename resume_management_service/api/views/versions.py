"""Versions of a résumé and what was read from them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import ResumeVersion
from api.serializers.versions import (
    ComparisonOut,
    ComparisonQuery,
    VersionOut,
    VersionTextOut,
    VersionUpload,
)
from api.services import comparison, incoming, texts, versions
from api.views.resumes import own_resume
from servicekit.conditional import etag_of, not_modified
from servicekit.pagination import CursorPages
from servicekit.permissions import EmailVerified
from servicekit.views import ListView, ServiceView


class VersionQuery(serializers.Serializer[None]):
    """Which version's text."""

    version = serializers.IntegerField(min_value=1, required=False)


def asked_version(request: Request, user_id: str, resume_id: UUID) -> ResumeVersion:
    """Return the version of the caller's résumé that `?version=` names, by default the latest."""
    resume = own_resume(user_id, resume_id)
    query = VersionQuery(data=request.query_params)
    query.is_valid(raise_exception=True)
    return versions.version_numbered(resume=resume, number=query.validated_data.get("version"))


def text_etag(version: ResumeVersion) -> str:
    """Return the ETag of a version's text: it changes with each reading and correction."""
    return etag_of("text", *texts.state_of(version))


def text_answer(request: Request, version: ResumeVersion) -> Any:
    """Answer with the version's text, or 304 when the caller has it."""
    etag = text_etag(version)
    return not_modified(request, etag) or Response(texts.text_of(version), headers={"ETag": etag})


class VersionPages(CursorPages):
    """Pages of versions, newest first."""

    ordering = ("-number",)


class VersionList(ListView):
    """The versions of one résumé."""

    pagination_class = VersionPages
    permission_classes = [IsAuthenticated, EmailVerified]
    parser_classes = [MultiPartParser]
    throttle_scope = "upload"
    problem_codes = {"POST": (413,)}

    @extend_schema(operation_id="versions_list", responses=VersionOut(many=True), tags=["versions"])
    def get(self, request: Request, resume_id: UUID) -> Response:
        """List versions, newest first."""
        resume = own_resume(self.user_id, resume_id)
        rows = resume.versions.order_by("-number")
        return self.page_of(rows, lambda page: VersionOut(page, many=True).data)

    @extend_schema(
        operation_id="versions_create",
        request={"multipart/form-data": VersionUpload},
        responses={201: VersionOut},
        tags=["versions"],
    )
    def post(self, request: Request, resume_id: UUID) -> Response:
        """Upload a file as the newest version."""
        resume = own_resume(self.user_id, resume_id)
        given = VersionUpload(data=request.data)
        given.is_valid(raise_exception=True)
        file = given.validated_data["file"]
        upload = incoming.inspect(stream=file, size=file.size, file_name=file.name)
        version = versions.add_version(
            resume=resume, upload=upload, comment=given.validated_data["comment"]
        )
        return Response(VersionOut(version).data, status=status.HTTP_201_CREATED)


class VersionRestore(ServiceView):
    """Old versions come back as the newest."""

    @extend_schema(
        operation_id="versions_restore",
        request=None,
        responses={201: VersionOut},
        tags=["versions"],
    )
    def post(self, request: Request, resume_id: UUID, number: int) -> Response:
        """Make a new version with the bytes of an old one."""
        resume = own_resume(self.user_id, resume_id)
        version = versions.restore_version(resume=resume, number=number)
        return Response(VersionOut(version).data, status=status.HTTP_201_CREATED)


class VersionCompare(ServiceView):
    """Two versions side by side."""

    problem_codes = {"GET": (409,)}

    @extend_schema(
        operation_id="versions_compare",
        parameters=[
            OpenApiParameter("from", int, required=True),
            OpenApiParameter("to", int, required=True),
        ],
        responses=ComparisonOut,
        tags=["versions"],
    )
    def get(self, request: Request, resume_id: UUID) -> Response:
        """Show what changed between two versions, section by section."""
        resume = own_resume(self.user_id, resume_id)
        query = ComparisonQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        numbers = query.validated_data
        old = versions.version_numbered(resume=resume, number=numbers["from"])
        new = versions.version_numbered(resume=resume, number=numbers["to"])
        return Response(
            {
                "resume_id": resume.pk,
                "from_number": old.number,
                "to_number": new.number,
                "sections": comparison.compare(old, new),
            }
        )


class ResumeText(ServiceView):
    """The text and structure of a résumé."""

    @extend_schema(
        operation_id="resumes_text",
        parameters=[VersionQuery],
        responses=VersionTextOut,
        tags=["versions"],
    )
    def get(self, request: Request, resume_id: UUID) -> Any:
        """Show what was read from the latest or the given version."""
        return text_answer(request, asked_version(request, self.user_id, resume_id))
