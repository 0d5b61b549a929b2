"""What a provider's HTTP errors mean, whichever SDK raises them."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx2

from api.llm.errors import Code, ProviderError
from api.llm.transport import ReplyTooLargeError

_NOT_NOW = frozenset({408, 409, 425})
_OUT_OF_MONEY = re.compile(r"insufficient_quota|billing|credit balance|exceeded your current quota")
_LONG_REST = 600.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error response; `complaint` is the server's own text and is never passed on."""

    status: int
    complaint: str
    headers: Mapping[str, str]

    def meaning(self) -> ProviderError:
        """Say what the response means."""
        wait = retry_after(self.headers)
        if self.status in (402, 429):
            return self._too_much(wait)
        if self.status in (401, 403):
            return ProviderError(Code.REFUSED_KEY, f"The provider refuses the key ({self.status}).")
        if self.status in _NOT_NOW or self.status >= 500:
            detail = f"The provider answered {self.status}."
            return ProviderError(Code.UNAVAILABLE, detail, retry_after=wait)
        detail = f"The provider does not accept the request ({self.status})."
        return ProviderError(Code.UNAVAILABLE, detail, retryable=False)

    def _too_much(self, wait: float | None) -> ProviderError:
        if self.status == 402 or _OUT_OF_MONEY.search(self.complaint):
            detail = "The provider's quota for this key is used up."
            return ProviderError(Code.RATE_LIMITED, detail, retryable=False, retry_after=_LONG_REST)
        return ProviderError(Code.RATE_LIMITED, "The provider limits the rate.", retry_after=wait)


def of_response(error: Exception) -> Refusal:
    """Read an SDK's error that carries a response."""
    response = getattr(error, "response", None)
    assert isinstance(response, httpx2.Response)
    return Refusal(response.status_code, response.text[:4000], response.headers)


def of_connection(error: Exception) -> ProviderError:
    """Say what a failure without a response means."""
    if isinstance(error.__cause__, ReplyTooLargeError):
        return ProviderError(Code.INVALID_REPLY, "The provider's reply is too large.")
    return ProviderError(Code.UNAVAILABLE, "The provider could not be reached.")


def timed_out() -> ProviderError:
    """Say that an answer did not come in time."""
    return ProviderError(Code.TIMEOUT, "The provider did not answer in time.")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Read how many seconds a provider asks to wait; None when it does not say."""
    exact = headers.get("retry-after-ms", "")
    if exact.isdigit():
        return int(exact) / 1000
    told = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", told):
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
