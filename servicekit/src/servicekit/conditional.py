"""ETags of single objects: 304 for `If-None-Match`, 412 for a stale `If-Match`."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpResponse
from django.utils.http import parse_etags, quote_etag
from rest_framework.request import Request

from servicekit.errors import PreconditionFailed


def etag_of(*parts: Any) -> str:
    """Return a strong ETag over everything the representation depends on."""
    joined = "\x1f".join(str(part) for part in parts)
    return quote_etag(hashlib.sha256(joined.encode()).hexdigest()[:32])


def matches(header: str | None, etag: str) -> bool:
    """Tell whether an `If-Match`/`If-None-Match` header names `etag` (weak marks ignored)."""
    if not header:
        return False
    known = {candidate.removeprefix("W/") for candidate in parse_etags(header)}
    return "*" in known or etag in known


def not_modified(request: Request, etag: str) -> HttpResponse | None:
    """Return the 304 answer when the caller already has `etag`, otherwise None."""
    if matches(request.headers.get("If-None-Match"), etag):
        return HttpResponse(status=304, headers={"ETag": etag})
    return None


def require_match(request: Request, etag: str) -> None:
    """Refuse a write based on another state.

    Raises:
        PreconditionFailed: `If-Match` is given and does not name `etag`.
    """
    header = request.headers.get("If-Match")
    if header and not matches(header, etag):
        raise PreconditionFailed
