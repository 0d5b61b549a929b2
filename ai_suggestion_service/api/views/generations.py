"""Résumés made from what somebody tells, with and without a login."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import Generation
from api.serializers.generations import (
    GenerationIn,
    GenerationOut,
    GenerationSavedOut,
    GenerationSaveIn,
    generation_out,
)
from api.services import generations
from api.views.letter_examples import SAVE, TOLD
from api.views.waiting import PREFER, begun, seconds_to_wait
from servicekit.addresses import address_group
from servicekit.permissions import EmailVerified
from servicekit.prefer import read_preference
from servicekit.views import ServiceView

TOKEN = OpenApiParameter("token", str, description="Opens a result that was made without a login.")


def visible(user_id: str | None, generation_id: UUID, token: str) -> Generation:
    """Return the caller's own result, or one made without a login to who holds its token."""
    found: Generation | None = Generation.objects.shown().filter(pk=generation_id).first()
    if found is None:
        raise Http404
    held = found.is_anonymous and generations.is_held(generation_id, token)
    if not held and (user_id is None or found.user_id != user_id):
        raise Http404
    return found


def shown(
    generation: Generation, code: int = status.HTTP_200_OK, headers: dict[str, str] | None = None
) -> Response:
    """Answer with the result; one made without a login comes with its token."""
    token = generations.token_of(generation) if generation.is_anonymous else None
    return Response(generation_out(generation, token), status=code, headers=headers)


class OpenView(ServiceView):
    """For callers with and without a login."""

    permission_classes = [EmailVerified]

    @property
    def login(self) -> str | None:
        """Return the caller's id, None without a login."""
        return self.user_id if self.request.user else None


class GenerationList(OpenView):
    """Résumés from what people tell."""

    problem_codes = {"POST": (401, 402, 403, 413, 422, 502, 503, 504)}

    def get_throttles(self) -> list[Any]:
        """Count requests per user, and more narrowly per address without a login."""
        self.throttle_scope = "generate" if self.login else "generate_anonymous"
        return super().get_throttles()

    @extend_schema(
        operation_id="generations_create",
        parameters=[PREFER],
        request=GenerationIn,
        responses={201: GenerationOut, 202: GenerationOut},
        examples=[TOLD],
        tags=["generated résumés"],
    )
    def post(self, request: Request) -> Response:
        """Arrange what is told as a résumé; nothing is added, what was never told is named."""
        given = GenerationIn(data=request.data)
        given.is_valid(raise_exception=True)
        preference = read_preference(
            request.headers.get("Prefer"), longest_wait=settings.LONGEST_WAIT_SECONDS
        )
        made = generations.generate(
            user_id=self.login,
            address=address_group(request),
            order=generations.Order(**given.validated_data),
            wait=seconds_to_wait(preference),
        )
        code, headers = begun(made, "/api/ai/generate", preference)
        return shown(made, code, headers)


class GenerationDetail(OpenView):
    """One generated résumé."""

    problem_codes = {"GET": (401, 503)}

    @extend_schema(
        operation_id="generations_retrieve",
        parameters=[TOKEN],
        responses=GenerationOut,
        tags=["generated résumés"],
    )
    def get(self, request: Request, generation_id: UUID) -> Response:
        """Show the result to its owner, or to who holds its token."""
        token = request.query_params.get("token", "")
        return shown(visible(self.login, generation_id, token))


class GenerationSave(ServiceView):
    """Generated résumés as résumés of the caller."""

    problem_codes = {"POST": (403,)}

    @extend_schema(
        operation_id="generations_save",
        request=GenerationSaveIn,
        responses={201: GenerationSavedOut},
        examples=[SAVE],
        tags=["generated résumés"],
    )
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Keep the result as a résumé; saving it again gives the same one."""
        given = GenerationSaveIn(data=request.data)
        given.is_valid(raise_exception=True)
        found = visible(self.user_id, generation_id, given.validated_data["token"])
        resume_id = generations.save(
            generation=found,
            user_id=self.user_id,
            token=str(request.auth),
            name=given.validated_data["name"],
        )
        return Response({"resume_id": resume_id}, status=status.HTTP_201_CREATED)
