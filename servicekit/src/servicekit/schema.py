"""OpenAPI: every operation documents its errors, headers and login."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework.permissions import IsAuthenticated

PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem document.",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Stable, snake_case."},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "attr": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
                "required": ["attr", "code", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "code", "request_id"],
}

REASONS = {
    400: "The request breaks a rule; `errors` names the fields.",
    401: "No token, or one that is not valid.",
    402: "The credits do not cover the call.",
    403: "The caller may not do this.",
    404: "Not there, or not the caller's.",
    406: "Unknown API version or media type.",
    409: "Does not fit the present state.",
    410: "No longer offered.",
    412: "`If-Match` names an older state.",
    413: "Larger than the limit.",
    415: "Not a type that is understood.",
    416: "The range is outside of the file.",
    422: "Well formed, and cannot be worked with.",
    429: "A limit is reached; see `Retry-After`.",
    502: "The provider failed or answered with nonsense.",
    503: "A part that is needed is down; see `Retry-After`.",
    504: "The provider did not answer in time.",
}

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
    "description": "The same key with the same request is done once and answered alike for 24 h.",
}


IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="An ETag: unchanged is 304."
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag you read: changed is 412."
)


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Shows the bearer login in Swagger UI."""

    target_class = "servicekit.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return the OpenAPI security scheme."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}


class ServiceTokenScheme(BearerScheme):  # type: ignore[no-untyped-call]
    """Tells service tokens from users' tokens."""

    target_class = "servicekit.service_tokens.ServiceAuthentication"
    name = "service"


class ServiceSchema(AutoSchema):
    """Adds to each operation the errors it can end with.

    A view names more than the usual ones with `problem_codes = {"POST": (409, 413), …}`.
    """

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Return the operation with its errors and headers."""
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        for status in sorted(self._problem_statuses()):
            operation["responses"].setdefault(str(status), _problem_response(status))
        if self.method == "POST" and self._needs_login():
            operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
        _summarise(operation)
        return operation

    def _needs_login(self) -> bool:
        return any(
            isinstance(one, type) and issubclass(one, IsAuthenticated)
            for one in self.view.permission_classes
        )

    def _problem_statuses(self) -> set[int]:
        statuses = {406, 429}
        if self._needs_login():
            statuses |= {401, 403, 503}
        if self.method in ("POST", "PUT", "PATCH"):
            statuses |= {400, 415}
        if self.method == "GET":
            statuses |= {400}
        if self.method == "POST" and self._needs_login():
            statuses |= {409, 422}
        if "{" in self.path:
            statuses |= {404}
        return statuses | set(getattr(self.view, "problem_codes", {}).get(self.method, ()))


def _summarise(operation: dict[str, Any]) -> None:
    """Put the first sentence beside the path, and the whole below where it says more."""
    told = operation.get("description", "").strip().rstrip(".")
    summary = operation.setdefault("summary", told.partition("\n")[0].partition(";")[0].rstrip("."))
    if told == summary:
        operation.pop("description", None)


def _problem_response(status: int) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": REASONS[status],
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    if status in (429, 503):
        response["headers"] = {
            "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}
        }
    return response


def add_problem_component(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Put the problem document among the components (a spectacular postprocessing hook)."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    return result
