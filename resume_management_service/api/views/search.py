"""Searching the caller's résumés."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.search import COLUMNS, FacetsOut, SearchPageOut, SearchQuery, hit_of
from api.services import search_facets, search_results, skills, words
from api.services.search import Criteria
from api.views.candidates import criteria_of
from api.views.search_cursors import cursor_links, position_of
from servicekit.errors import FieldError, Invalid
from servicekit.views import ServiceView

MOST_WORDS = 10
LARGEST_PAGE = 100


class BadWords(Invalid):
    """There is no word to search for, or there are too many."""

    detail = f"Search for 1 to {MOST_WORDS} words."

    def __init__(self) -> None:
        """Name the parameter."""
        super().__init__(errors=[FieldError("q", "invalid", self.detail)])


class ResumeSearch(ServiceView):
    """Résumés by skills, words and what their candidates are like."""

    @extend_schema(
        operation_id="resumes_search",
        parameters=[SearchQuery],
        responses=SearchPageOut,
        tags=["resumes"],
    )
    def get(self, request: Request) -> Response:
        """Find résumés, newest first, with what matched in each."""
        query = SearchQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        given = query.validated_data
        criteria = self._criteria(given)
        page = search_results.page(
            criteria,
            position=position_of(given.get("cursor")),
            size=min(given["page_size"], LARGEST_PAGE),
            columns=COLUMNS,
        )
        answer: dict[str, Any] = {
            **cursor_links(request, page),
            "results": [hit_of(hit.row, hit.skills, hit.words) for hit in page.hits],
        }
        if given["facets"]:
            answer["facets"] = FacetsOut(search_facets.facets(criteria)).data
        return Response(answer)

    def _criteria(self, given: dict[str, Any]) -> Criteria:
        asked = words.words_of(given.get("q", ""))
        if "q" in given and not 1 <= len(asked) <= MOST_WORDS:
            raise BadWords
        return Criteria(
            user_id=self.user_id,
            skills=tuple(skills.asked_for(given.get("skills", []), user_id=self.user_id)),
            any_skill=given["match"] == "any",
            words=tuple(asked),
            candidate=criteria_of(given),
        )
