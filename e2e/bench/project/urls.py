"""The service's paths, and what they are measured against."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from api.models import Resume, ResumeVersion
from api.serializers.resumes import LIST_COLUMNS
from servicekit.storage import file_store
from servicekit.views import ServiceView


def _first_page(user_id: str) -> Any:
    """Return the service's first page: 20 rows, and one more to know whether more follow."""
    mine = Resume.objects.for_user(user_id).order_by("-created_at", "-id")
    return mine.values(*LIST_COLUMNS)[:21]


def bare_list(request: HttpRequest, user_id: UUID) -> JsonResponse:
    """Answer with the same rows and no framework but Django."""
    return JsonResponse({"results": list(_first_page(str(user_id)))})


class VersionPlain(serializers.ModelSerializer[ResumeVersion]):
    """Every column of a version."""

    class Meta:
        model = ResumeVersion
        exclude = ("storage_key", "user_id", "resume")


class ResumePlain(serializers.ModelSerializer[Resume]):
    """What a ModelViewSet shows by default, with the nested version."""

    latest_version = VersionPlain(read_only=True)

    class Meta:
        model = Resume
        fields = ("id", "name", "labels", "latest_version", "created_at", "updated_at")


class PlainResumes(viewsets.ModelViewSet[Resume]):
    """The list as a DRF tutorial would write it."""

    serializer_class = ResumePlain

    def get_queryset(self) -> Any:
        """Return the caller's résumés."""
        mine = Resume.objects.for_user(self.request.user.pk)
        return mine.select_related("latest_version").order_by("-created_at", "-id")


class Guarded(ServiceView):
    """A view behind the token check."""

    def get(self, request: Request) -> Response:
        """Answer with twenty small rows."""
        return Response({"results": [{"number": n} for n in range(20)]})


class Unguarded(Guarded):
    """The same view without the token check."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]


def trivial(request: HttpRequest) -> HttpResponse:
    """Answer with nothing."""
    return HttpResponse()


def raw_file(request: HttpRequest, file_id: UUID) -> FileResponse:
    """Read straight from storage."""
    version = ResumeVersion.objects.get(pk=file_id)
    return FileResponse(file_store().open_at(version.storage_key))


router = SimpleRouter(trailing_slash=False)
router.register("plain", PlainResumes, basename="plain")

urlpatterns = [
    path("bench/bare/<uuid:user_id>", bare_list),
    path("bench/guarded", Guarded.as_view()),
    path("bench/unguarded", Unguarded.as_view()),
    path("bench/trivial", trivial),
    path("bench/raw/<uuid:file_id>", raw_file),
    path("bench/", include(router.urls)),
    path("", include("resume_management.urls")),
]
