"""Suggestions: asking, reading, accounting for, replaying, rating, deleting."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import Suggestion
from api.serializers.suggestions import (
    FeedbackIn,
    FeedbackOut,
    ReceiptOut,
    ReplayOut,
    SuggestionIn,
    SuggestionOut,
    SuggestionQuery,
    suggestion_out,
)
from api.services import receipts, suggestions, works
from api.views.examples import COMPLETED, HELPFUL, ORDER
from api.views.waiting import PREFER, begun, seconds_to_wait
from servicekit.conditional import etag_of, not_modified, require_match
from servicekit.prefer import Preference, read_preference
from servicekit.schema import IF_MATCH, IF_NONE_MATCH
from servicekit.views import ListView, ServiceView


def own_suggestion(user_id: str, suggestion_id: UUID) -> Suggestion:
    """Return the caller's suggestion as it is shown, or answer 404."""
    mine = Suggestion.objects.for_user(user_id).shown()
    found: Suggestion = get_object_or_404(mine, pk=suggestion_id)
    return found


def suggestion_etag(suggestion: Suggestion) -> str:
    """Return the ETag of a suggestion: it changes with its status and the names of its job."""
    job = suggestion.job_description
    names = (job.pk, job.title, job.company) if job else ()
    return etag_of(suggestion.pk, suggestion.status, *names)


def shown(suggestion: Suggestion, code: int = status.HTTP_200_OK, **headers: str) -> Response:
    """Answer with the suggestion and its ETag."""
    headers["ETag"] = suggestion_etag(suggestion)
    return Response(suggestion_out(suggestion), status=code, headers=headers)


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
        mine = Suggestion.objects.for_user(self.user_id).shown().filter(**query.validated_data)
        return self.page_of(mine, lambda page: [suggestion_out(row) for row in page])

    @extend_schema(
        operation_id="suggestions_create",
        parameters=[PREFER],
        request=SuggestionIn,
        responses={201: SuggestionOut, 202: SuggestionOut},
        examples=[ORDER, COMPLETED],
        tags=["suggestions"],
    )
    def post(self, request: Request) -> Response:
        """Compare a résumé with a job; waits for the result, up to 60 s, unless told otherwise."""
        given = SuggestionIn(data=request.data)
        given.is_valid(raise_exception=True)
        samples = given.validated_data.pop("samples")
        preference = read_preference(
            request.headers.get("Prefer"), longest_wait=settings.LONGEST_WAIT_SECONDS
        )
        suggestion = suggestions.suggest(
            user_id=self.user_id,
            token=str(request.auth),
            order=suggestions.Order(**given.validated_data),
            wait=seconds_to_wait(preference),
            samples=samples,
        )
        return created(suggestion, preference)


def created(suggestion: Suggestion, preference: Preference) -> Response:
    """Answer 201 with the finished suggestion, 202 with one that is still being made."""
    code, headers = begun(suggestion, "/api/suggestions", preference)
    return shown(suggestion, code, **headers)


class SuggestionDetail(ServiceView):
    """One suggestion."""

    problem_codes = {"DELETE": (412,)}

    @extend_schema(
        operation_id="suggestions_retrieve",
        parameters=[IF_NONE_MATCH],
        responses={200: SuggestionOut, 304: None},
        examples=[COMPLETED],
        tags=["suggestions"],
    )
    def get(self, request: Request, suggestion_id: UUID) -> Any:
        """Show the suggestion; `If-None-Match` gets 304."""
        suggestion = own_suggestion(self.user_id, suggestion_id)
        return not_modified(request, suggestion_etag(suggestion)) or shown(suggestion)

    @extend_schema(
        operation_id="suggestions_delete",
        parameters=[IF_MATCH],
        responses={204: None},
        tags=["suggestions"],
    )
    def delete(self, request: Request, suggestion_id: UUID) -> Response:
        """Delete the suggestion, also one that is still being made."""
        suggestion = own_suggestion(self.user_id, suggestion_id)
        require_match(request, suggestion_etag(suggestion))
        works.delete(suggestion, kind=suggestions.KIND)
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
        examples=[HELPFUL],
        tags=["suggestions"],
    )
    def post(self, request: Request, suggestion_id: UUID) -> Response:
        """Say whether it helped; saying it again replaces it."""
        suggestion = own_suggestion(self.user_id, suggestion_id)
        given = FeedbackIn(data=request.data)
        given.is_valid(raise_exception=True)
        feedback = suggestions.give_feedback(suggestion=suggestion, **given.validated_data)
        return Response(FeedbackOut(feedback).data, status=status.HTTP_201_CREATED)
