"""Cover letters: asking, reading, deleting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import CoverLetter
from api.serializers.cover_letters import (
    CoverLetterIn,
    CoverLetterOut,
    CoverLetterQuery,
    cover_letter_out,
)
from api.services import cover_letters, works
from api.views.letter_examples import LETTER_ORDER
from api.views.waiting import PREFER, begun, seconds_to_wait
from servicekit.conditional import etag_of, not_modified, require_match
from servicekit.prefer import read_preference
from servicekit.schema import IF_MATCH, IF_NONE_MATCH
from servicekit.views import ListView, ServiceView


def own_letter(user_id: str, cover_letter_id: UUID) -> CoverLetter:
    """Return the caller's letter as it is shown, or answer 404."""
    mine = CoverLetter.objects.for_user(user_id).shown()
    found: CoverLetter = get_object_or_404(mine, pk=cover_letter_id)
    return found


def letter_etag(letter: CoverLetter) -> str:
    """Return the ETag of a letter: it changes with its status and the names of its job."""
    job = letter.job_description
    names = (job.pk, job.title, job.company) if job else ()
    return etag_of(letter.pk, letter.status, *names)


def shown(letter: CoverLetter, code: int = status.HTTP_200_OK, **headers: str) -> Response:
    """Answer with the letter and its ETag."""
    headers["ETag"] = letter_etag(letter)
    return Response(cover_letter_out(letter), status=code, headers=headers)


class CoverLetterList(ListView):
    """The caller's cover letters."""

    throttle_scope = ""
    problem_codes = {"POST": (402, 404, 413, 502, 504)}

    def get_throttles(self) -> list[Any]:
        """Count requests for letters against their own budget."""
        self.throttle_scope = "letter" if self.request.method == "POST" else ""
        return super().get_throttles()

    @extend_schema(
        operation_id="cover_letters_list",
        parameters=[CoverLetterQuery],
        responses=CoverLetterOut(many=True),
        tags=["cover letters"],
    )
    def get(self, request: Request) -> Response:
        """List letters, newest first."""
        query = CoverLetterQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        mine = CoverLetter.objects.for_user(self.user_id).shown().filter(**query.validated_data)
        return self.page_of(mine, lambda page: [cover_letter_out(row) for row in page])

    @extend_schema(
        operation_id="cover_letters_create",
        parameters=[PREFER],
        request=CoverLetterIn,
        responses={201: CoverLetterOut, 202: CoverLetterOut},
        examples=[LETTER_ORDER],
        tags=["cover letters"],
    )
    def post(self, request: Request) -> Response:
        """Write a letter; sentences that the résumé does not support are left out and named."""
        given = CoverLetterIn(data=request.data)
        given.is_valid(raise_exception=True)
        preference = read_preference(
            request.headers.get("Prefer"), longest_wait=settings.LONGEST_WAIT_SECONDS
        )
        letter = cover_letters.write(
            user_id=self.user_id,
            token=str(request.auth),
            order=cover_letters.Order(**given.validated_data),
            wait=seconds_to_wait(preference),
        )
        code, headers = begun(letter, "/api/cover-letters", preference)
        return shown(letter, code, **headers)


class CoverLetterDetail(ServiceView):
    """One cover letter."""

    problem_codes = {"DELETE": (412,)}

    @extend_schema(
        operation_id="cover_letters_retrieve",
        parameters=[IF_NONE_MATCH],
        responses={200: CoverLetterOut, 304: None},
        tags=["cover letters"],
    )
    def get(self, request: Request, cover_letter_id: UUID) -> Any:
        """Show the letter; `If-None-Match` gets 304."""
        letter = own_letter(self.user_id, cover_letter_id)
        return not_modified(request, letter_etag(letter)) or shown(letter)

    @extend_schema(
        operation_id="cover_letters_delete",
        parameters=[IF_MATCH],
        responses={204: None},
        tags=["cover letters"],
    )
    def delete(self, request: Request, cover_letter_id: UUID) -> Response:
        """Delete the letter with its exports, also one that is still being written."""
        letter = own_letter(self.user_id, cover_letter_id)
        require_match(request, letter_etag(letter))
        works.delete(letter, kind=cover_letters.KIND)
        return Response(status=status.HTTP_204_NO_CONTENT)
