"""What can go wrong between us and a provider, and whether trying again helps."""

from enum import StrEnum


class Code(StrEnum):
    """Stable names of failures; those of the API and what stands behind them."""

    UNAVAILABLE = "provider_unavailable"
    TIMEOUT = "provider_timeout"
    INVALID_REPLY = "provider_invalid_reply"
    RATE_LIMITED = "provider_rate_limited"
    REFUSED_KEY = "provider_refused_key"


_WORTH_RETRYING = frozenset({Code.UNAVAILABLE, Code.TIMEOUT, Code.INVALID_REPLY, Code.RATE_LIMITED})


class ProviderError(Exception):
    """A provider gave no usable answer.

    `retry_after` is in seconds, as the provider asked; `retryable` says that the same request
    may succeed later. The detail never holds keys, prompts or replies.
    """

    def __init__(
        self,
        code: Code,
        detail: str,
        *,
        retryable: bool | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.retryable = code in _WORTH_RETRYING if retryable is None else retryable
        self.retry_after = retry_after
