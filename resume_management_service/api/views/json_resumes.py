"""JSON Resume documents in and out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.resumes import ResumeOut
from api.services import json_resumes
from api.views.resumes import shown
from api.views.versions import VersionQuery, asked_version, text_etag
from servicekit.conditional import not_modified
from servicekit.files import content_disposition
from servicekit.permissions import EmailVerified
from servicekit.problems import BodyTooLarge
from servicekit.views import ServiceView

EXAMPLE = OpenApiExample(
    "A small résumé",
    value={
        "basics": {"name": "Ada Example", "email": "ada@example.com"},
        "work": [{"name": "Example Works", "position": "Developer", "startDate": "2019-05"}],
        "skills": [{"name": "Languages", "keywords": ["Python", "SQL"]}],
    },
    request_only=True,
)


class ImportQuery(serializers.Serializer[None]):
    """How the résumé is called."""

    name = serializers.CharField(max_length=255, required=False, default="")


class ResumeImport(ServiceView):
    """Résumés from JSON Resume documents."""

    permission_classes = [IsAuthenticated, EmailVerified]
    throttle_scope = "upload"
    problem_codes = {"POST": (413,)}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is too large before its body is read."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise BodyTooLarge(f"The body may have {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes.")
        super().initial(request, *args, **kwargs)

    @extend_schema(
        operation_id="resumes_import",
        parameters=[ImportQuery],
        request=OpenApiTypes.OBJECT,
        responses={201: ResumeOut},
        tags=["resumes"],
        examples=[EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """Keep a JSON Resume document as a new résumé."""
        query = ImportQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        resume = json_resumes.take(
            user_id=self.user_id, document=request.data, name=query.validated_data["name"]
        )
        return shown(resume, status.HTTP_201_CREATED)


class ResumeExport(ServiceView):
    """Résumés as JSON Resume documents."""

    problem_codes = {"GET": (409,)}

    @extend_schema(
        operation_id="resumes_json_resume",
        parameters=[VersionQuery],
        responses=OpenApiTypes.OBJECT,
        tags=["resumes"],
    )
    def get(self, request: Request, resume_id: UUID) -> Any:
        """Show the latest or the given version as a JSON Resume document, as corrected."""
        version = asked_version(request, self.user_id, resume_id)
        etag = text_etag(version)
        return not_modified(request, etag) or Response(
            json_resumes.document_of(version),
            headers={
                "ETag": etag,
                "Content-Disposition": content_disposition(f"{version.resume.name}.json"),
            },
        )
