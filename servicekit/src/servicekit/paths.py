"""Paths have no trailing slash; one is tolerated."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class TolerateTrailingSlash:
    """Read `/api/things/` as `/api/things`, without a redirect that would lose a POST's body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.endswith("/") and request.path_info.startswith("/api/"):
            request.path_info = request.path_info.rstrip("/")
        return self.get_response(request)
