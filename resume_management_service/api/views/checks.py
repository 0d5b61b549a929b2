"""Résumé checks without a job."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.checks import SEVERITIES, CheckOut
from api.services import checks, texts
from api.views.versions import VersionQuery, asked_version
from servicekit.conditional import etag_of, not_modified
from servicekit.views import ServiceView


class ResumeCheck(ServiceView):
    """What to look at in one résumé."""

    problem_codes = {"GET": (409,)}

    @extend_schema(
        operation_id="resumes_check",
        parameters=[VersionQuery],
        responses=CheckOut,
        tags=["resumes"],
    )
    def get(self, request: Request, resume_id: UUID) -> Any:
        """List what a careful reader would tell about the latest or the given version."""
        version = asked_version(request, self.user_id, resume_id)
        today = timezone.now().date()
        etag = etag_of("check", today, *texts.state_of(version))
        if unchanged := not_modified(request, etag):
            return unchanged
        findings = checks.findings_of(version, today=today)
        counted = Counter(finding.severity.value for finding in findings)
        answer = {
            "resume_id": resume_id,
            "version_id": version.pk,
            "number": version.number,
            "counts": {severity: counted[severity] for severity in SEVERITIES},
            "findings": findings,
        }
        return Response(CheckOut(answer).data, headers={"ETag": etag})
