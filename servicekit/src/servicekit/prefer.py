"""RFC 7240 `Prefer`: whether the caller wants to wait for a job."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WAIT = re.compile(r"wait\s*=\s*\"?(\d{1,6})\"?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preference:
    """What `Prefer` asked for; `wait` in whole seconds, None when not given."""

    respond_async: bool = False
    wait: int | None = None

    @property
    def applied(self) -> str:
        """Return the value of `Preference-Applied`, "" when nothing was asked."""
        parts = ["respond-async"] if self.respond_async else []
        if self.wait is not None:
            parts.append(f"wait={self.wait}")
        return ", ".join(parts)


def read_preference(header: str | None, *, longest_wait: int) -> Preference:
    """Read a `Prefer` header; unknown preferences are ignored, long waits are capped."""
    respond_async, wait = False, None
    for raw in (header or "").split(","):
        token = raw.split(";")[0].strip()
        if token.lower() == "respond-async":
            respond_async = True
        elif match := _WAIT.match(token):
            wait = min(int(match[1]), longest_wait)
    return Preference(respond_async=respond_async, wait=wait)
