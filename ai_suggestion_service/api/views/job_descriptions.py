"""Job descriptions: listing, adding, changing, deleting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import JobDescription
from api.serializers.job_descriptions import (
    JobDescriptionChanges,
    JobDescriptionIn,
    JobDescriptionOut,
    JobDescriptionUpload,
)
from api.services import job_descriptions
from api.views.examples import PASTED
from servicekit.conditional import etag_of, not_modified, require_match
from servicekit.parsers import StrictJSONParser
from servicekit.schema import IF_MATCH, IF_NONE_MATCH
from servicekit.views import ListView, ServiceView


def own_job_description(user_id: str, job_description_id: UUID) -> JobDescription:
    """Return the caller's job description, or answer 404."""
    mine = JobDescription.objects.for_user(user_id)
    found: JobDescription = get_object_or_404(mine, pk=job_description_id)
    return found


def job_description_etag(job_description: JobDescription) -> str:
    """Return the ETag of a job description."""
    return etag_of(job_description.pk, job_description.updated_at.isoformat())


def shown(job_description: JobDescription, code: int = status.HTTP_200_OK) -> Response:
    """Answer with the job description and its ETag."""
    headers = {"ETag": job_description_etag(job_description)}
    if code == status.HTTP_201_CREATED:
        headers["Location"] = f"/api/job-descriptions/{job_description.pk}"
    return Response(JobDescriptionOut(job_description).data, status=code, headers=headers)


class JobDescriptionList(ListView):
    """The caller's job descriptions."""

    parser_classes = [StrictJSONParser, MultiPartParser]
    problem_codes = {"POST": (413,)}

    @extend_schema(
        operation_id="job_descriptions_list",
        responses=JobDescriptionOut(many=True),
        tags=["job descriptions"],
    )
    def get(self, request: Request) -> Response:
        """List job descriptions, newest first."""
        rows = JobDescription.objects.for_user(self.user_id)
        return self.page_of(rows, lambda page: JobDescriptionOut(page, many=True).data)

    @extend_schema(
        operation_id="job_descriptions_create",
        request={
            "application/json": JobDescriptionIn,
            "multipart/form-data": JobDescriptionUpload,
        },
        responses={201: JobDescriptionOut},
        examples=[PASTED],
        tags=["job descriptions"],
    )
    def post(self, request: Request) -> Response:
        """Keep a job description, pasted or as a file; its text is cleaned and never cut."""
        if "file" in request.data:
            return self._add_file(request)
        given = JobDescriptionIn(data=request.data)
        given.is_valid(raise_exception=True)
        names: dict[str, Any] = given.validated_data
        job_text = job_descriptions.from_paste(names.pop("text"))
        return self._add(job_text, names)

    def _add_file(self, request: Request) -> Response:
        given = JobDescriptionUpload(data=request.data)
        given.is_valid(raise_exception=True)
        names: dict[str, Any] = given.validated_data
        file = names.pop("file")
        return self._add(job_descriptions.from_file(file, size=file.size), names)

    def _add(self, job_text: job_descriptions.JobText, names: dict[str, Any]) -> Response:
        added = job_descriptions.add(user_id=self.user_id, job_text=job_text, **names)
        return shown(added, status.HTTP_201_CREATED)


class JobDescriptionDetail(ServiceView):
    """One job description."""

    problem_codes = {"PATCH": (412, 413), "DELETE": (412,)}

    @extend_schema(
        operation_id="job_descriptions_retrieve",
        parameters=[IF_NONE_MATCH],
        responses={200: JobDescriptionOut, 304: None},
        tags=["job descriptions"],
    )
    def get(self, request: Request, job_description_id: UUID) -> Any:
        """Show the job description; `If-None-Match` gets 304."""
        found = own_job_description(self.user_id, job_description_id)
        return not_modified(request, job_description_etag(found)) or shown(found)

    @extend_schema(
        operation_id="job_descriptions_update",
        parameters=[IF_MATCH],
        request=JobDescriptionChanges,
        responses=JobDescriptionOut,
        tags=["job descriptions"],
    )
    def patch(self, request: Request, job_description_id: UUID) -> Response:
        """Change names or text; suggestions made before keep what they were made from."""
        found = own_job_description(self.user_id, job_description_id)
        require_match(request, job_description_etag(found))
        given = JobDescriptionChanges(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        return shown(job_descriptions.update(job_description=found, changes=given.validated_data))

    @extend_schema(
        operation_id="job_descriptions_delete",
        parameters=[IF_MATCH],
        responses={204: None},
        tags=["job descriptions"],
    )
    def delete(self, request: Request, job_description_id: UUID) -> Response:
        """Delete the job description; suggestions made from it stay."""
        found = own_job_description(self.user_id, job_description_id)
        require_match(request, job_description_etag(found))
        job_descriptions.delete(job_description=found)
        return Response(status=status.HTTP_204_NO_CONTENT)
