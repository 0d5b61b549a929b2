"""The few kinds of failure a service function may raise.

Subclasses with a stable `code` stand beside the function that raises them; `servicekit.problems`
alone knows which HTTP status each kind becomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong input: where (`attr`, dotted), which rule (`code`) and what to do (`detail`)."""

    attr: str
    code: str
    detail: str


class DomainError(Exception):
    """A failure with a stable code and a sentence a person can act on."""

    code = "error"
    detail = "The request could not be carried out."

    def __init__(
        self,
        detail: str | None = None,
        *,
        code: str | None = None,
        errors: list[FieldError] | None = None,
        retry_after: float | None = None,
        members: dict[str, Any] | None = None,
    ) -> None:
        self.detail = detail or self.detail
        self.code = code or self.code
        self.errors = errors or []
        self.retry_after = retry_after
        self.members = members or {}  # more members of the problem document, such as an id
        super().__init__(self.detail)


class Invalid(DomainError):
    """The input breaks a rule."""

    code = "invalid"
    detail = "The request is invalid."


class Unauthenticated(DomainError):
    """Nobody is logged in, or the proof of it is bad."""

    code = "not_authenticated"
    detail = "Authentication credentials were not provided or are not valid."


class PaymentRequired(DomainError):
    """The balance does not cover the call."""

    code = "payment_required"


class Forbidden(DomainError):
    """The caller is known and may not do this."""

    code = "permission_denied"
    detail = "You may not do this."


class NotFound(DomainError):
    """The object does not exist for this caller."""

    code = "not_found"
    detail = "Not found."


class Conflict(DomainError):
    """The request does not fit the present state."""

    code = "conflict"


class Gone(DomainError):
    """The object existed and is no longer offered."""

    code = "gone"


class PreconditionFailed(DomainError):
    """`If-Match` names another state than the present one."""

    code = "precondition_failed"
    detail = "The object has changed since you read it. Read it again and repeat the change."


class TooLarge(DomainError):
    """The input is over a size limit."""

    code = "too_large"


class Unsupported(DomainError):
    """The media type is not one that is understood."""

    code = "unsupported_media_type"


class Unprocessable(DomainError):
    """The input is well formed and still cannot be worked with."""

    code = "unprocessable"


class TooMany(DomainError):
    """A limit of rate or number is reached."""

    code = "throttled"
    detail = "Too many requests. Try again later."


class BadGateway(DomainError):
    """A service that is needed answered with nonsense or an error."""

    code = "bad_gateway"


class Unavailable(DomainError):
    """A part that is needed is down for now."""

    code = "unavailable"
    detail = "The service is not available right now. Try again later."


class GatewayTimeout(DomainError):
    """A service that is needed did not answer in time."""

    code = "gateway_timeout"
