"""Writing audit events, by hand and for every successful write through a view."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from servicekit.audit.models import AuditEvent
from servicekit.request_ids import current_request_id

VERBS = {
    "GET": "read",
    "POST": "created",
    "PUT": "updated",
    "PATCH": "updated",
    "DELETE": "deleted",
}


def record(*, user_id: str, action: str, object_id: Any = "", actor: str = "") -> None:
    """Record that `actor` (the user by default) did `action` to an object of the user."""
    AuditEvent.objects.create(
        user_id=user_id,
        actor=actor or user_id,
        action=action,
        object_id=str(object_id),
        request_id=current_request_id(),
    )


class Audited:
    """Mixin before `APIView`: successful writes are recorded, reads where `audit_reads` says so.

    `audit_object` names what the view is about; `audit_actions` replaces the verb of a method, with
    None for a method that records by itself.
    """

    audit_object: ClassVar[str] = ""
    audit_actions: ClassVar[dict[str, str | None]] = {}
    audit_reads: ClassVar[bool] = False

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Record what was done once it has succeeded."""
        response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        action = self._action(str(request.method)) if response.status_code < 400 else None
        if action and request.user is not None:
            record(
                user_id=str(request.user.pk),
                action=action,
                object_id=_object_id(response, kwargs),
            )
        return response

    def _action(self, method: str) -> str | None:
        if method not in VERBS or (method == "GET" and not self.audit_reads):
            return None
        verb = self.audit_actions.get(method, VERBS[method])
        return f"{self.audit_object or type(self).__name__.lower()}.{verb}" if verb else None


def _object_id(response: HttpResponseBase, kwargs: dict[str, Any]) -> Any:
    data = getattr(response, "data", None)
    created = data.get("id") if isinstance(data, dict) else None
    return created or next(iter(kwargs.values()), "")
