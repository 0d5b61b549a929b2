"""Every error as `application/problem+json` (RFC 9457), from one place."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions as drf
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler
from rest_framework.views import set_rollback

from servicekit import errors
from servicekit.request_ids import current_request_id

CONTENT_TYPE = "application/problem+json"
DEFAULT_RETRY_AFTER_SECONDS = 5

log = structlog.get_logger(__name__)

STATUS_OF_KIND: dict[type[errors.DomainError], int] = {
    errors.Invalid: 400,
    errors.Unauthenticated: 401,
    errors.PaymentRequired: 402,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.PreconditionFailed: 412,
    errors.TooLarge: 413,
    errors.Unsupported: 415,
    errors.Unprocessable: 422,
    errors.TooMany: 429,
    errors.BadGateway: 502,
    errors.Unavailable: 503,
    errors.GatewayTimeout: 504,
}

TITLES = {
    400: "Bad request",
    401: "Not authenticated",
    402: "Payment required",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    410: "Gone",
    412: "Precondition failed",
    413: "Content too large",
    415: "Unsupported media type",
    416: "Range not satisfiable",
    422: "Unprocessable content",
    429: "Too many requests",
    500: "Internal server error",
    502: "Bad gateway",
    503: "Service unavailable",
    504: "Gateway timeout",
}


class BodyTooLarge(errors.TooLarge):
    """The body is over `DATA_UPLOAD_MAX_MEMORY_SIZE`."""

    code = "body_too_large"


def status_of(error: errors.DomainError) -> int:
    """Return the HTTP status of a domain error: that of its nearest known kind."""
    return next((STATUS_OF_KIND[k] for k in type(error).__mro__ if k in STATUS_OF_KIND), 400)


def problem_body(
    status: int, code: str, detail: str, field_errors: list[errors.FieldError] | None = None
) -> dict[str, Any]:
    """Build the problem document for `status`."""
    body: dict[str, Any] = {
        "type": f"urn:problem:{code}",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": current_request_id(),
    }
    if field_errors:
        body["errors"] = [
            {"attr": e.attr, "code": e.code, "detail": e.detail} for e in field_errors
        ]
    return body


def problem_response(
    status: int,
    code: str,
    detail: str,
    field_errors: list[errors.FieldError] | None = None,
    headers: dict[str, str] | None = None,
) -> JsonResponse:
    """Answer with a problem document outside of DRF's views."""
    return JsonResponse(
        problem_body(status, code, detail, field_errors),
        status=status,
        content_type=CONTENT_TYPE,
        headers=headers,
    )


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a failure inside a DRF view into a problem document; unknown ones propagate (500)."""
    if isinstance(exc, RequestDataTooBig):
        exc = BodyTooLarge(f"The body may have {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes.")
    if isinstance(exc, errors.DomainError):
        set_rollback()
        return _domain_problem(exc, context)
    if isinstance(exc, Http404):
        exc = drf.NotFound("Not found.")
    elif isinstance(exc, PermissionDenied):
        exc = drf.PermissionDenied()
    if not isinstance(exc, drf.APIException):
        return None
    response = drf_exception_handler(exc, context)
    if response is not None:
        _shape_drf_problem(response, exc)
    return response


def _domain_problem(exc: errors.DomainError, context: dict[str, Any]) -> Response:
    status = status_of(exc)
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = _challenge(context)
    if status in (429, 503) or exc.retry_after is not None:
        headers["Retry-After"] = str(_whole_seconds(exc.retry_after))
    return Response(
        problem_body(status, exc.code, exc.detail, exc.errors) | exc.members,
        status=status,
        headers=headers,
        content_type=CONTENT_TYPE,
    )


def _challenge(context: dict[str, Any]) -> str:
    view, request = context.get("view"), context.get("request")
    challenge = view.get_authenticate_header(request) if view is not None else None
    return challenge or 'Bearer realm="api"'


def _shape_drf_problem(response: Response, exc: drf.APIException) -> None:
    field_errors = list(_flatten(exc.detail)) if isinstance(exc, drf.ValidationError) else []
    if field_errors:
        code, detail = "validation_error", "The request has invalid fields; see errors."
    else:
        code, detail = _code_and_detail(exc)
    response.data = problem_body(response.status_code, code, detail, field_errors)
    response.content_type = CONTENT_TYPE
    if isinstance(exc, drf.Throttled):
        wait: float | None = getattr(exc, "wait", None)
        response["Retry-After"] = str(_whole_seconds(wait))


def _code_and_detail(exc: drf.APIException) -> tuple[str, str]:
    detail = exc.detail
    if isinstance(detail, dict):
        first = detail.get("detail", next(iter(detail.values()), ""))
        return str(getattr(first, "code", exc.default_code)), str(first)
    if isinstance(detail, list):
        detail = detail[0]
    return str(getattr(detail, "code", None) or exc.default_code), str(detail)


def _flatten(detail: Any, path: str = "") -> Iterator[errors.FieldError]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _flatten(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _flatten(inner, f"{path}.{index}" if nested and path else path)
    else:
        attr = path.removesuffix(".non_field_errors")
        yield errors.FieldError(attr, str(getattr(detail, "code", "invalid")), str(detail))


def _whole_seconds(seconds: float | None) -> int:
    return DEFAULT_RETRY_AFTER_SECONDS if seconds is None else max(1, math.ceil(seconds))


# Django calls the handlers below by these argument names.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a request that Django refuses before any view (handler400)."""
    return problem_response(400, "bad_request", "The request is malformed.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer what Django refuses (handler403)."""
    return problem_response(403, "permission_denied", "You may not do this.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a path that does not exist (handler404)."""
    return problem_response(404, "not_found", "Not found.")


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer an unexpected failure without its details (handler500)."""
    return problem_response(
        500, "internal_error", "Something went wrong on our side. Quote the request id."
    )
