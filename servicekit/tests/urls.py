"""Views of the tests."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import path
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from servicekit import errors, health
from servicekit.jobs.views import JobDetail
from servicekit.throttling import AddressThrottle, EndpointThrottle, UserThrottle
from servicekit.views import ServiceView

handler400 = "servicekit.problems.bad_request"
handler404 = "servicekit.problems.not_found"
handler500 = "servicekit.problems.server_error"


class Thing(serializers.Serializer[None]):
    """An input with rules."""

    name = serializers.CharField(max_length=5)
    sizes = serializers.ListField(child=serializers.IntegerField(), required=False)


class Things(ServiceView):
    """Creates things and counts how often."""

    created: ClassVar[list[str]] = []
    failure: ClassVar[Exception | None] = None

    def get(self, request: Request) -> Response:
        """Show who calls."""
        return Response({"user_id": self.user_id})

    def post(self, request: Request) -> Response:
        """Create a thing, or fail as told."""
        given = Thing(data=request.data)
        given.is_valid(raise_exception=True)
        if Things.failure is not None:
            raise Things.failure
        self.created.append(given.validated_data["name"])
        return Response({"number": len(self.created)}, status=status.HTTP_201_CREATED)


class Failing(ServiceView):
    """Fails as the path says."""

    permission_classes: ClassVar[list[Any]] = [AllowAny]

    def get(self, request: Request, name: str) -> Response:
        """Raise the named kind of error."""
        if name == "crash":
            raise RuntimeError("secret detail")
        raise getattr(errors, name)("Told to fail.", code="told", retry_after=7.2)


class OpenThings(Things):
    """Creates things for anybody."""

    permission_classes: ClassVar[list[Any]] = [AllowAny]


class Limited(ServiceView):
    """A view with every throttle."""

    permission_classes: ClassVar[list[Any]] = [AllowAny]
    throttle_classes: ClassVar[list[Any]] = [UserThrottle, AddressThrottle, EndpointThrottle]
    throttle_scope = ""

    def get(self, request: Request) -> Response:
        """Answer."""
        return Response({})


class Tight(Limited):
    """A view with a budget of its own."""

    throttle_scope = "tight"


urlpatterns = [
    path("api/things", Things.as_view()),
    path("api/open-things", OpenThings.as_view()),
    path("api/failing/<str:name>", Failing.as_view()),
    path("api/limited", Limited.as_view()),
    path("api/tight", Tight.as_view()),
    path("api/jobs/<uuid:job_id>", JobDetail.as_view()),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
]
