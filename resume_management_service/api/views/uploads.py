"""Uploads straight to storage, and reading files again."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import PendingUpload
from api.serializers.resumes import (
    ParseRequest,
    ParseRequestedOut,
    UploadPromiseOut,
    UploadRequest,
)
from api.services import parses, uploads, versions
from api.views.resumes import own_resume
from servicekit.errors import NotFound
from servicekit.jobs.models import Job
from servicekit.permissions import EmailVerified
from servicekit.views import ServiceView


class Presign(ServiceView):
    """Announcements of uploads."""

    permission_classes = [IsAuthenticated, EmailVerified]
    throttle_scope = "upload"
    problem_codes = {"POST": (404, 413)}

    @extend_schema(
        operation_id="resumes_presign",
        request=UploadRequest,
        responses={201: UploadPromiseOut},
        tags=["resumes"],
        examples=[
            OpenApiExample(
                "A PDF",
                value={"filename": "cv.pdf", "mime_type": "application/pdf", "size": 81234},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Get a URL to send a file to; complete it with …/parse."""
        given = UploadRequest(data=request.data)
        given.is_valid(raise_exception=True)
        fields = given.validated_data
        resume_id = fields.get("resume_id")
        promise = uploads.promise(
            user_id=self.user_id,
            file_name=fields["filename"],
            media_type=fields["mime_type"],
            size=fields["size"],
            resume=own_resume(self.user_id, resume_id) if resume_id else None,
        )
        url = promise.ticket.url
        answer = {
            "resume_id": promise.resume_id,
            "file_id": promise.file_id,
            "upload": {
                "method": promise.ticket.method,
                "url": request.build_absolute_uri(url) if url.startswith("/") else url,
                "headers": promise.ticket.headers,
            },
            "expires_at": promise.expires_at,
        }
        return Response(answer, status=status.HTTP_201_CREATED)


class Parse(ServiceView):
    """Completing uploads and reading again."""

    problem_codes = {"POST": (413,)}

    @extend_schema(
        operation_id="resumes_parse",
        request=ParseRequest,
        responses={202: ParseRequestedOut},
        tags=["resumes"],
    )
    def post(self, request: Request, resume_id: UUID) -> Response:
        """Verify a presigned upload and read it, or read the latest version again."""
        given = ParseRequest(data=request.data)
        given.is_valid(raise_exception=True)
        job = self._job(resume_id, given.validated_data.get("file_id"))
        return Response(
            {"job_id": job.pk, "status": job.status},
            status=status.HTTP_202_ACCEPTED,
            headers={"Location": f"/api/jobs/{job.pk}"},
        )

    def _job(self, resume_id: UUID, file_id: UUID | None) -> Job:
        waiting = PendingUpload.objects.for_user(self.user_id).filter(resume_id=resume_id)
        if file_id:
            waiting = waiting.filter(pk=file_id)
        pending = waiting.order_by("-created_at").first()
        if file_id and pending is None:
            raise NotFound
        if pending is not None:
            return parses.latest_job(version=uploads.complete(pending=pending))
        resume = own_resume(self.user_id, resume_id)
        return parses.request_again(version=versions.version_numbered(resume=resume, number=None))
