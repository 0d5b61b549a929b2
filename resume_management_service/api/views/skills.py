"""The words in use for skills."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.skills import SkillOut, SkillQuery
from api.services import skills
from servicekit.pagination import CursorPages
from servicekit.views import ListView


class SkillPages(CursorPages):
    """Pages of skills by name."""

    ordering = ("name", "id")


class SkillList(ListView):
    """The skills of the caller's résumés."""

    pagination_class = SkillPages

    @extend_schema(
        operation_id="skills_list",
        parameters=[SkillQuery],
        responses=SkillOut(many=True),
        tags=["candidates"],
    )
    def get(self, request: Request) -> Response:
        """List skills that the caller's résumés name, with counts."""
        query = SkillQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = skills.in_use(user_id=self.user_id, prefix=query.validated_data.get("prefix", ""))
        return self.page_of(found, lambda page: SkillOut(page, many=True).data)
