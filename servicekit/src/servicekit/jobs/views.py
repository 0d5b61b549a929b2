"""`GET /api/jobs/{job_id}`: how far a job is."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from servicekit.jobs.models import Job
from servicekit.views import ServiceView


class JobErrorOut(serializers.Serializer[None]):
    """Why a job failed."""

    code = serializers.CharField()
    detail = serializers.CharField()
    retryable = serializers.BooleanField()


class JobOut(serializers.ModelSerializer[Job]):
    """A job as its owner sees it."""

    job_id = serializers.UUIDField(source="id", read_only=True)
    progress = serializers.DictField(read_only=True)
    result = serializers.DictField(read_only=True, allow_null=True)
    error = JobErrorOut(read_only=True, allow_null=True)

    class Meta:
        model = Job
        fields = [
            "job_id",
            "kind",
            "status",
            "progress",
            "result",
            "error",
            "created_at",
            "finished_at",
        ]
        read_only_fields = fields


class JobDetail(ServiceView):
    """One of the caller's jobs."""

    @extend_schema(operation_id="jobs_retrieve", responses=JobOut, tags=["jobs"])
    def get(self, request: Request, job_id: UUID) -> Response:
        """Show a job's status, progress, result or error."""
        job = get_object_or_404(Job.objects.for_user(self.user_id), pk=job_id)
        return Response(JobOut(job).data)
