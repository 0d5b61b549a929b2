"""Suggestions: asking, reading, accounting for, replaying, rating, deleting."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import Suggestion
from api.serializers.suggestions import (
    SUGGESTION_COLUMNS,
    FeedbackIn,
    FeedbackOut,
    ReceiptOut,
    ReplayOut,
    SuggestionIn,
    SuggestionOut,
    SuggestionQuery,
    suggestion_out,
)
from api.services import receipts, suggestions
from servicekit.conditional import etag_of, not_modified, require_match
from servicekit.prefer import Preference, read_preference
from servicekit.views import ListView, ServiceView

ORDER_EXAMPLE = OpenApiExample(
    "Pasted job description",
    value={
        "resume_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11",
        "job_description": "We look for a backend developer with 3 years of Python and SQL.",
    },
    request_only=True,
)
PREFER = OpenApiParameter(
    "Prefer",
    str,
    OpenApiParameter.HEADER,
    description="`respond-async`: answer 202 at once. `wait=N`: answer 202 after N seconds.",
)


def rows_of(user_id: str) -> Any:
    """Return the caller's suggestions as rows to be shown."""
    return Suggestion.objects.for_user(user_id).values(*SUGGESTION_COLUMNS)


def own_row(user_id: str, suggestion_id: UUID) -> dict[str, Any]:
    """Return the row of the caller's suggestion, or answer 404."""
    row: dict[str, Any] = get_object_or_404(rows_of(user_id), pk=suggestion_id)
    return row


def own_suggestion(user_id: str, suggestion_id: UUID) -> Suggestion:
    """Return the caller's suggestion, or answer 404."""
    mine = Suggestion.objects.for_user(user_id)
    found: Suggestion = get_object_or_404(mine, pk=suggestion_id)
    return found


def suggestion_etag(row: dict[str, Any]) -> str:
    """Return the ETag of a row: it changes with its status and the names of its job."""
    job = (
        row["job_description_id"],
        row["job_description__title"],
        row["job_description__company"],
    )
    return etag_of(row["id"], row["status"], *job)


def shown(row: dict[str, Any], code: int, **headers: str) -> Response:
    """Answer with the suggestion and its ETag."""
    etag = suggestion_etag(row)
    return Response(suggestion_out(row), status=code, headers={"ETag": etag, **headers})


class SuggestionList(ListView):
    """The caller's suggestions."""

    throttle_scope = ""
    problem_codes = {"POST": (404, 413, 502, 504)}

    def get_throttles(self) -> list[Any]:
        """Count requests for suggestions against their own budget."""
        self.throttle_scope = "suggest" if self.request.method == "POST" else ""
        return super().get_throttles()

    @extend_schema(
        operation_id="suggestions_list",
        parameters=[SuggestionQuery],
        responses=SuggestionOut(many=True),
        tags=["suggestions"],
    )
    def get(self, request: Request) -> Response:
        """List suggestions, newest first."""
        query = SuggestionQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        rows = rows_of(self.user_id).filter(**query.validated_data)
        return self.page_of(rows, lambda page: [suggestion_out(row) for row in page])

    @extend_schema(
        operation_id="suggestions_create",
        parameters=[PREFER],
        request=SuggestionIn,
        responses={201: SuggestionOut, 202: SuggestionOut},
        examples=[ORDER_EXAMPLE],
        tags=["suggestions"],
    )
    def post(self, request: Request) -> Response:
        """Compare a résumé with a job; waits for the result, up to 60 s, unless told otherwise."""
        given = SuggestionIn(data=request.data)
        given.is_valid(raise_exception=True)
        preference = read_preference(
            request.headers.get("Prefer"), longest_wait=settings.LONGEST_WAIT_SECONDS
        )
        suggestion_id = suggestions.suggest(
            user_id=self.user_id,
            token=str(request.auth),
            order=suggestions.Order(**given.validated_data),
            wait=seconds_to_wait(preference),
        )
        return self._created(suggestion_id, preference)

    def _created(self, suggestion_id: UUID, preference: Preference) -> Response:
        row = own_row(self.user_id, suggestion_id)
        headers = {"Location": f"/api/suggestions/{suggestion_id}"}
        if preference.applied:
            headers["Preference-Applied"] = preference.applied
        finished = row["completed_at"] is not None
        code = status.HTTP_201_CREATED if finished else status.HTTP_202_ACCEPTED
        return shown(row, code, **headers)


def seconds_to_wait(preference: Preference) -> float:
    """Return how long the caller wants to wait: not at all, N seconds, or as long as may be."""
    if preference.wait is not None:
        return float(preference.wait)
    return 0.0 if preference.respond_async else float(settings.LONGEST_WAIT_SECONDS)


class SuggestionDetail(ServiceView):
    """One suggestion."""

    problem_codes = {"DELETE": (412,)}

    @extend_schema(
        operation_id="suggestions_retrieve",
        responses={200: SuggestionOut, 304: None},
        tags=["suggestions"],
    )
    def get(self, request: Request, suggestion_id: UUID) -> Any:
        """Show the suggestion; `If-None-Match` gets 304."""
        row = own_row(self.user_id, suggestion_id)
        return not_modified(request, suggestion_etag(row)) or shown(row, status.HTTP_200_OK)

    @extend_schema(operation_id="suggestions_delete", responses={204: None}, tags=["suggestions"])
    def delete(self, request: Request, suggestion_id: UUID) -> Response:
        """Delete the suggestion, also one that is still being made."""
        row = own_row(self.user_id, suggestion_id)
        require_match(request, suggestion_etag(row))
        suggestions.delete(suggestion_id=suggestion_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class SuggestionReceipt(ServiceView):
    """What a suggestion was made from."""

    problem_codes = {"GET": (409,)}

    @extend_schema(operation_id="suggestions_receipt", responses=ReceiptOut, tags=["suggestions"])
    def get(self, request: Request, suggestion_id: UUID) -> Response:
        """Show the digests of everything that led to the score."""
        suggestion = own_suggestion(self.user_id, suggestion_id)
        return Response(receipts.receipt_of(suggestion=suggestion))


class SuggestionReplay(ServiceView):
    """The score, computed again."""

    @extend_schema(
        operation_id="suggestions_replay",
        request=None,
        responses={200: ReplayOut},
        tags=["suggestions"],
    )
    def post(self, request: Request, suggestion_id: UUID) -> Response:
        """Compute the score from the stored ledger and compare; nothing is written."""
        replay = receipts.replay(suggestion=own_suggestion(self.user_id, suggestion_id))
        return Response({**asdict(replay), "identical": replay.identical})


class SuggestionFeedback(ServiceView):
    """What the person says of a suggestion."""

    @extend_schema(
        operation_id="suggestions_feedback",
        request=FeedbackIn,
        responses={201: FeedbackOut},
        examples=[OpenApiExample("Helpful", value={"is_helpful": True}, request_only=True)],
        tags=["suggestions"],
    )
    def post(self, request: Request, suggestion_id: UUID) -> Response:
        """Say whether it helped; saying it again replaces it."""
        suggestion = own_suggestion(self.user_id, suggestion_id)
        given = FeedbackIn(data=request.data)
        given.is_valid(raise_exception=True)
        feedback = suggestions.give_feedback(suggestion=suggestion, **given.validated_data)
        return Response(FeedbackOut(feedback).data, status=status.HTTP_201_CREATED)
