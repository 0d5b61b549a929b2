"""Candidates: the people whose résumés the caller keeps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import Candidate, DegreeLevel
from api.serializers.candidates import (
    ORDERINGS,
    CandidateOut,
    CandidateQuery,
    CandidateSummaryOut,
    MergeIn,
    ProfileOut,
)
from api.services import candidate_listing, candidate_merging, candidates, profiles
from api.services.candidate_filters import CandidateCriteria
from servicekit.conditional import etag_of, not_modified
from servicekit.pagination import CursorPages
from servicekit.views import ListView, ServiceView


def own_row(user_id: str, candidate_id: UUID) -> Candidate:
    """Return the caller's candidate as it is, also one that was merged, or answer 404."""
    mine = Candidate.objects.of_user(user_id).select_related("merged_into")
    candidate: Candidate = get_object_or_404(mine, pk=candidate_id)
    return candidate


def own_candidate(user_id: str, candidate_id: UUID) -> Candidate:
    """Return the caller's candidate, for a merged one whom it became, or answer 404."""
    found = candidates.survivor(own_row(user_id, candidate_id))
    shown = candidate_listing.everybody(user_id=user_id)
    candidate: Candidate = get_object_or_404(shown, pk=found.pk)
    return candidate


def criteria_of(given: dict[str, Any]) -> CandidateCriteria:
    """Return what validated filters ask of a candidate."""
    degree = given.get("degree")
    return CandidateCriteria(
        location=given.get("location", ""),
        min_years=given.get("min_years"),
        max_years=given.get("max_years"),
        degree_level=DegreeLevel[degree.upper()] if degree else 0,
        language=given.get("language", ""),
    )


def _profile(candidate: Candidate) -> dict[str, Any]:
    profile = profiles.profile_of(candidate)
    return {**CandidateSummaryOut(candidate).data, **ProfileOut(profile).data}


class CandidatePages(CursorPages):
    """Pages of candidates in the order that was asked for."""

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:
        """Return the order, ending in the key."""
        return ORDERINGS[request.query_params.get("ordering") or "-created_at"]


class CandidateList(ListView):
    """The caller's candidates."""

    pagination_class = CandidatePages

    @extend_schema(
        operation_id="candidates_list",
        parameters=[CandidateQuery],
        responses=CandidateSummaryOut(many=True),
        tags=["candidates"],
    )
    def get(self, request: Request) -> Response:
        """List candidates with a résumé, newest first by default."""
        query = CandidateQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        given = query.validated_data
        found = candidate_listing.matching(
            user_id=self.user_id,
            name=given.get("name", ""),
            skills=given.get("skills", []),
            criteria=criteria_of(given),
        )
        return self.page_of(found, lambda page: CandidateSummaryOut(page, many=True).data)


class CandidateDetail(ServiceView):
    """One candidate."""

    @extend_schema(operation_id="candidates_retrieve", responses=CandidateOut, tags=["candidates"])
    def get(self, request: Request, candidate_id: UUID) -> Any:
        """Show what all of the candidate's résumés say, and who may be the same person."""
        shown = _profile(own_candidate(self.user_id, candidate_id))
        etag = etag_of(shown)
        return not_modified(request, etag) or Response(shown, headers={"ETag": etag})


class CandidateMerge(ServiceView):
    """Two candidates who are one person."""

    audit_actions = {"POST": None}

    @extend_schema(
        operation_id="candidates_merge",
        request=MergeIn,
        responses={200: CandidateOut},
        tags=["candidates"],
        examples=[
            OpenApiExample(
                "The same person",
                value={"other_id": "7f0c2f0e-0f3a-4c0e-9a53-4a3f6f7f9b11"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, candidate_id: UUID) -> Response:
        """Give everything of another candidate to this one; repeated, it changes nothing."""
        candidate = own_row(self.user_id, candidate_id)
        given = MergeIn(data=request.data)
        given.is_valid(raise_exception=True)
        other = own_row(self.user_id, given.validated_data["other_id"])
        kept = candidate_merging.merge(candidate=candidate, other=other)
        return Response(_profile(own_candidate(self.user_id, kept.pk)))
