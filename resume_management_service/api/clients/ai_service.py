"""The AI suggestion service, as far as this service calls it."""

from __future__ import annotations

from typing import Any

import requests
from django.conf import settings

from servicekit.errors import Unavailable
from servicekit.request_ids import HEADER, current_request_id

AUDIENCE = "ai-suggestion"
TIMEOUT = (3.0, 30.0)


class AiServiceUnavailable(Unavailable):
    """The AI service does not answer, or not as agreed."""

    code = "ai_service_unavailable"
    detail = "The AI service is not available right now. Try again later."


_http = requests.Session()


def erase(*, user_id: str, erasure_id: str, token: str) -> dict[str, int]:
    """Have everything of the user removed there; repeating it does no harm.

    Raises:
        AiServiceUnavailable
    """
    body = {"user_id": user_id, "erasure_id": erasure_id}
    removed: dict[str, int] = _call("POST", "/api/internal/erasures", token, body)["removed"]
    return removed


def note_ended_sessions(*, session_ids: list[str], token: str) -> None:
    """Have the sessions' access tokens refused there.

    Raises:
        AiServiceUnavailable
    """
    _call("POST", "/api/internal/ended-sessions", token, {"session_ids": session_ids})


def export(*, access_token: str) -> dict[str, Any]:
    """Return everything the AI service has of the token's user, by kind.

    Raises:
        AiServiceUnavailable
    """
    return _call("GET", "/api/users/me/export", access_token, None)


def _call(method: str, path: str, token: str, body: dict[str, Any] | None) -> dict[str, Any]:
    try:
        response = _http.request(
            method,
            f"{settings.AI_SERVICE_URL}{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}", HEADER: current_request_id()},
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
    except (requests.RequestException, ValueError) as error:
        raise AiServiceUnavailable from error
    return answer
