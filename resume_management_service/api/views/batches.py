"""Batches: many files in one request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import BatchUpload
from api.serializers.batches import BatchEntryOut, BatchFiles, BatchOut
from api.services import batches
from api.services.batches import MOST_FILES, GivenFile, TooManyFiles
from servicekit.errors import TooLarge
from servicekit.permissions import EmailVerified
from servicekit.views import ServiceView


class BatchTooLarge(TooLarge):
    """The request is over the limit of a batch."""

    code = "batch_too_large"


class BatchParser(MultiPartParser):
    """Reads a form with files, up to the number that a request may have."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        """Return the form; too many files are told as such."""
        try:
            return super().parse(*args, **kwargs)
        except TooManyFilesSent as error:
            raise TooManyFiles(f"A batch may have {MOST_FILES} files.") from error


class BatchCreate(ServiceView):
    """New batches."""

    permission_classes = [IsAuthenticated, EmailVerified]
    parser_classes = [BatchParser]
    throttle_scope = "upload"
    problem_codes = {"POST": (413,)}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is too large before its body is read."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.MAX_BATCH_BYTES:
            limit = settings.MAX_BATCH_BYTES // (1024 * 1024)
            raise BatchTooLarge(f"A batch may have {limit} MB; send several.")
        super().initial(request, *args, **kwargs)

    @extend_schema(
        operation_id="batches_create",
        request={"multipart/form-data": BatchFiles},
        responses={202: BatchEntryOut(many=True)},
        tags=["resumes"],
    )
    def post(self, request: Request) -> Response:
        """Upload up to 100 files, or one ZIP of them; a bad file fails alone."""
        sent = [file for _, several in request.FILES.lists() for file in several]
        files = BatchFiles(data={"files": sent})
        files.is_valid(raise_exception=True)
        given = [
            GivenFile(file.name, file.size, lambda file=file: file)  # type: ignore[misc]
            for file in files.validated_data["files"]
        ]
        batch = batches.accept(user_id=self.user_id, files=given)
        return Response(
            BatchEntryOut(batches.states_of(batch), many=True).data,
            status=status.HTTP_202_ACCEPTED,
            headers={"Location": f"/api/resumes/batches/{batch.pk}"},
        )


class BatchDetail(ServiceView):
    """One of the caller's batches."""

    @extend_schema(operation_id="batches_retrieve", responses=BatchOut, tags=["resumes"])
    def get(self, request: Request, batch_id: UUID) -> Response:
        """Show how far the batch and each of its files are."""
        batch = get_object_or_404(BatchUpload.objects.for_user(self.user_id), pk=batch_id)
        states = batches.states_of(batch)
        progress = batches.progress_of(states)
        unfinished = progress["queued"] + progress["running"]
        answer = {
            "id": batch.pk,
            "status": "running" if unfinished else "finished",
            "total": len(states),
            "progress": progress,
            "entries": states,
            "created_at": batch.created_at,
        }
        return Response(BatchOut(answer).data)
