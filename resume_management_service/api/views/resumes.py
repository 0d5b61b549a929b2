"""Résumés: listing, creating, changing, deleting, restoring."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import Resume, ResumeVersion
from api.serializers.resumes import (
    LIST_COLUMNS,
    ResumeChanges,
    ResumeOut,
    ResumeQuery,
    ResumeSummaryOut,
    ResumeUpload,
    summary_of,
)
from api.services import incoming, resumes
from servicekit.conditional import etag_of, not_modified, require_match
from servicekit.pagination import CursorPages
from servicekit.permissions import EmailVerified
from servicekit.views import ListView, ServiceView

LABELS_EXAMPLE = OpenApiExample(
    "Rename and label", value={"name": "For banks", "labels": ["finance"]}, request_only=True
)
FILTERS = frozenset(ResumeQuery().fields)
# Built once: naming the columns costs more than running the query.
LIST_ROWS = Resume.objects.values(*LIST_COLUMNS)


def own_resume(user_id: str, resume_id: UUID) -> Resume:
    """Return the caller's résumé with its versions, or answer 404."""
    newest_first = Prefetch("versions", ResumeVersion.objects.order_by("-number"))
    mine = Resume.objects.for_user(user_id).select_related("latest_version")
    resume: Resume = get_object_or_404(mine.prefetch_related(newest_first), pk=resume_id)
    return resume


def resume_etag(resume: Resume) -> str:
    """Return the ETag of the single object: it changes with the résumé and any of its versions."""
    states = [(v.number, v.parse_status, v.parse_error, v.comment) for v in resume.versions.all()]
    return etag_of(resume.pk, resume.updated_at.isoformat(), states)


def shown(resume: Resume, status_code: int = status.HTTP_200_OK) -> Response:
    """Answer with the single object and its ETag."""
    fresh = own_resume(resume.user_id, resume.pk)
    return Response(ResumeOut(fresh).data, status=status_code, headers={"ETag": resume_etag(fresh)})


class ResumePages(CursorPages):
    """Pages of résumés in the order that was asked for."""

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:
        """Return the order, ending in the key."""
        asked = request.query_params.get("ordering") or "-created_at"
        return (asked, "-id" if asked.startswith("-") else "id")


class ResumeList(ListView):
    """The caller's résumés."""

    pagination_class = ResumePages
    permission_classes = [IsAuthenticated, EmailVerified]
    parser_classes = [MultiPartParser]
    throttle_scope = ""
    problem_codes = {"POST": (413,)}

    def get_throttles(self) -> list[Any]:
        """Count uploads against their own budget."""
        self.throttle_scope = "upload" if self.request.method == "POST" else ""
        return super().get_throttles()

    @extend_schema(
        operation_id="resumes_list",
        parameters=[ResumeQuery],
        responses=ResumeSummaryOut(many=True),
        tags=["resumes"],
    )
    def get(self, request: Request) -> Response:
        """List résumés, newest first by default."""
        rows = self._filtered(self._query(request))
        return self.page_of(rows, lambda page: [summary_of(row) for row in page])

    @staticmethod
    def _query(request: Request) -> dict[str, Any]:
        if FILTERS.isdisjoint(request.query_params):
            return {}
        query = ResumeQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        return dict(query.validated_data)

    def _filtered(self, query: dict[str, Any]) -> Any:
        found = LIST_ROWS.filter(user_id=self.user_id, deleted_at=None)
        if "name" in query:
            found = found.filter(name__icontains=query["name"])
        if "label" in query:
            found = found.filter(label_rows__label=query["label"])
        if "parse_status" in query:
            found = found.filter(latest_version__parse_status=query["parse_status"])
        return found

    @extend_schema(
        operation_id="resumes_create",
        request={"multipart/form-data": ResumeUpload},
        responses={201: ResumeOut},
        tags=["resumes"],
    )
    def post(self, request: Request) -> Response:
        """Upload a file as a new résumé; reading it begins at once."""
        given = ResumeUpload(data=request.data)
        given.is_valid(raise_exception=True)
        file = given.validated_data["file"]
        upload = incoming.inspect(stream=file, size=file.size, file_name=file.name)
        resume = resumes.create(
            user_id=self.user_id, upload=upload, name=given.validated_data["name"]
        )
        return shown(resume, status.HTTP_201_CREATED)


class ResumeDetail(ServiceView):
    """One résumé with its versions."""

    problem_codes = {"PATCH": (412,), "DELETE": (412,)}

    @extend_schema(operation_id="resumes_retrieve", responses=ResumeOut, tags=["resumes"])
    def get(self, request: Request, resume_id: UUID) -> Any:
        """Show the résumé; `If-None-Match` gets 304."""
        resume = own_resume(self.user_id, resume_id)
        etag = resume_etag(resume)
        return not_modified(request, etag) or Response(
            ResumeOut(resume).data, headers={"ETag": etag}
        )

    @extend_schema(
        operation_id="resumes_update",
        request=ResumeChanges,
        responses=ResumeOut,
        tags=["resumes"],
        examples=[LABELS_EXAMPLE],
    )
    def patch(self, request: Request, resume_id: UUID) -> Response:
        """Rename or label the résumé."""
        resume = own_resume(self.user_id, resume_id)
        require_match(request, resume_etag(resume))
        given = ResumeChanges(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        return shown(resumes.update(resume=resume, changes=given.validated_data))

    @extend_schema(operation_id="resumes_delete", responses={204: None}, tags=["resumes"])
    def delete(self, request: Request, resume_id: UUID) -> Response:
        """Delete the résumé; it can be restored for the retention time."""
        resume = own_resume(self.user_id, resume_id)
        require_match(request, resume_etag(resume))
        resumes.delete(resume=resume)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ResumeRestore(ServiceView):
    """Deleted résumés come back."""

    @extend_schema(
        operation_id="resumes_restore", request=None, responses={200: ResumeOut}, tags=["resumes"]
    )
    def post(self, request: Request, resume_id: UUID) -> Response:
        """Restore a deleted résumé."""
        resume = get_object_or_404(Resume.objects.deleted_of(self.user_id), pk=resume_id)
        return shown(resumes.restore(resume=resume))
