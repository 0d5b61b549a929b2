"""The résumé service: mails to its users, which only it has the addresses for."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import orjson
import urllib3

from api.clients.resume_service import (
    ResumeServiceUnavailable,
    document_of,
    failure_of,
    seconds_of,
    send,
)
from servicekit.errors import Conflict, NotFound, TooMany

READY = "optimization_ready"
REASONS = ("no_address", "email_not_verified")


class NoticeRefused(Conflict):
    """There is no address of the caller's to write to; the code says why."""

    code = "no_address"
    detail = "There is no e-mail address of yours to write to."


class TooManyNotices(TooMany):
    """The caller has asked for as many mails as they may in a time."""

    code = "too_many_notices"
    detail = "You have asked for too many mails. Ask again later, or without `notify`."


class TicketWorthless(NotFound):
    """The ticket was used before, has expired, or its owner's account is gone."""

    code = "ticket_worthless"


def ask(*, token: str) -> str:
    """Return a ticket for one mail to the owner of the token.

    Raises:
        NoticeRefused, TooManyNotices, ResumeServiceUnavailable, TokenRefused
    """
    response = _post("/api/users/me/notices", {"kind": READY}, token=token)
    if response.status == HTTPStatus.CREATED:
        return _ticket(document_of(response))
    if response.status == HTTPStatus.CONFLICT:
        problem = document_of(response)
        if problem.get("code") in REASONS:
            raise NoticeRefused(problem.get("detail"), code=problem["code"])
    if response.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooManyNotices(retry_after=seconds_of(response))
    raise failure_of(response)


def tell(*, ticket: str, outcome: str) -> None:
    """Have the mail of a ticket sent.

    Raises:
        TicketWorthless, ResumeServiceUnavailable, TokenRefused
    """
    response = _post("/api/notices", {"ticket": ticket, "outcome": outcome})
    if response.status == HTTPStatus.NOT_FOUND:
        raise TicketWorthless
    if response.status != HTTPStatus.ACCEPTED:
        raise failure_of(response)


def _post(path: str, body: dict[str, str], *, token: str = "") -> urllib3.BaseHTTPResponse:
    headers = {"Content-Type": "application/json"}
    return send("POST", path, token=token, headers=headers, body=orjson.dumps(body))


def _ticket(document: dict[str, Any]) -> str:
    ticket = document.get("ticket")
    if not isinstance(ticket, str) or not ticket:
        raise ResumeServiceUnavailable
    return ticket
