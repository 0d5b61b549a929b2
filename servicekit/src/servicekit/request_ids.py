"""One id a request, from the client's header through logs and the next service to the answer."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Request-ID"
_ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")
log = structlog.get_logger(__name__)
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Return the id of the request or job being worked on, "" outside of any."""
    return _current.get()


def bind_request_id(request_id: str) -> None:
    """Make `request_id` the current one for this thread of work and its log events."""
    _current.set(request_id)
    structlog.contextvars.bind_contextvars(request_id=request_id)


def accepted_or_new(candidate: str | None) -> str:
    """Keep a client's id when it is harmless, otherwise make one."""
    if candidate and _ACCEPTED.match(candidate):
        return candidate
    return uuid.uuid4().hex


class RequestIDMiddleware:
    """Bind the request id, write it on every answer, and log how the request went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        request_id = accepted_or_new(request.META.get("HTTP_X_REQUEST_ID"))
        bind_request_id(request_id)
        response = self.get_response(request)
        response[HEADER] = request_id
        # The route, not the path: a path may hold a signature.
        route = request.resolver_match.route if request.resolver_match else ""
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        log.info(
            "request",
            method=request.method,
            route=route,
            status=response.status_code,
            milliseconds=milliseconds,
        )
        return response
