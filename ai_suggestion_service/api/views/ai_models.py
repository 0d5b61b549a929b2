"""The models that may be chosen."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import AIModel
from api.serializers.ai_models import AIModelOut
from api.services import ai_models
from servicekit.pagination import CursorPages
from servicekit.views import ListView


class AIModelPages(CursorPages):
    """Pages of models, the default first."""

    ordering = ("priority", "id")


class AIModelList(ListView):
    """The models that may be chosen."""

    permission_classes = [AllowAny]
    pagination_class = AIModelPages
    problem_codes = {"GET": (401, 503)}

    @extend_schema(operation_id="ai_models_list", responses=AIModelOut(many=True), tags=["models"])
    def get(self, request: Request) -> Response:
        """List the active models, the default first; with a token also what is left today."""
        standing = ai_models.usable()
        rows = AIModel.objects.filter(pk__in=[model.pk for model in standing])
        return self.page_of(rows, lambda page: self._shape(page, standing))

    def _shape(self, page: list[AIModel], standing: list[AIModel]) -> Any:
        user_id = self.user_id if self.request.user else None
        default = standing[0].pk if standing else None
        offers = ai_models.offers(models=page, default=default, user_id=user_id)
        return AIModelOut(offers, many=True).data
