"""Fetching one page of a source."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from requests.auth import HTTPBasicAuth

from api.clients.ats import guarded_http
from api.clients.ats.errors import SourceError
from api.clients.ats.paths import value_at
from api.clients.ats.sources import Source

CONNECT_SECONDS = 1.5
MOST_BYTES = 15 * 1024 * 1024
CHUNK = 64 * 1024
LONGEST_RETRY_AFTER = 3600.0
AGENT = "resume-pair data collection"


@dataclass(frozen=True, slots=True)
class WantedPage:
    """Which page: its number from 1, `size` records, and the cursor where the source has such."""

    number: int
    size: int
    cursor: str = ""
    error_mode: bool = False


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """The records of a page; `is_last` when the source has no more behind it."""

    records: list[Any]
    next_cursor: str
    is_last: bool


def fetch(source: Source, wanted: WantedPage) -> FetchedPage:
    """Ask the source for a page, once.

    Raises:
        SourceError
    """
    try:
        status, headers, body = _exchange(source, wanted)
    except requests.Timeout as error:
        raise SourceError("source_timeout", "The source did not answer in time.") from error
    except requests.RequestException as error:
        raise SourceError("source_unavailable", "The source cannot be reached.") from error
    if status == 404 and wanted.number > 1:
        return FetchedPage([], "", is_last=True)  # how some say that a page is behind the end
    _require_success(status, headers)
    return _page(source, body)


def _exchange(source: Source, wanted: WantedPage) -> tuple[int, Any, bytes]:
    deadline = time.monotonic() + source.timeout
    headers = {"Accept": "application/json", "User-Agent": AGENT, **_auth_header(source)}
    basic = HTTPBasicAuth(source.auth.user, source.auth.value)
    with guarded_http.session(internal=source.internal).get(
        source.base_url,
        params=_parameters(source, wanted),
        headers=headers,
        auth=basic if source.auth.kind == "basic" else None,
        timeout=(CONNECT_SECONDS, source.timeout),
        allow_redirects=False,
        stream=True,
    ) as response:
        return response.status_code, response.headers, _read(response, deadline)


def _read(response: requests.Response, deadline: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            raise SourceError(
                "source_page_too_large",
                f"A page may have {MOST_BYTES // 1024**2} MB; ask for fewer records a page.",
                permanent=True,
            )
        if time.monotonic() > deadline:
            raise requests.Timeout("the page took too long")
    return bytes(body)


def _auth_header(source: Source) -> dict[str, str]:
    if source.auth.kind == "bearer":
        return {"Authorization": f"Bearer {source.auth.value}"}
    if source.auth.kind == "header":
        return {source.auth.header: source.auth.value}
    return {}


def _parameters(source: Source, wanted: WantedPage) -> dict[str, str]:
    paging = source.paging
    asked = {**source.parameters, paging.size: str(wanted.size)}
    if paging.style == "page":
        asked[paging.number] = str(wanted.number - 1 + paging.first)
    elif paging.style == "offset":
        asked[paging.number] = str((wanted.number - 1) * wanted.size + paging.first - 1)
    elif wanted.cursor:
        asked[paging.number] = wanted.cursor
    if wanted.error_mode:
        asked[source.error_mode] = "1"
    return asked


def _require_success(status: int, headers: Any) -> None:
    if 200 <= status < 300:
        return
    retry_after = _retry_after(headers.get("Retry-After", ""))
    if status == 429:
        raise SourceError(
            "source_rate_limited", "The source asks to slow down.", retry_after=retry_after
        )
    if status >= 500 or status in (408, 425):
        raise SourceError("source_error", f"The source answered {status}.", retry_after=retry_after)
    code = "source_redirects" if 300 <= status < 400 else "source_refused"
    raise SourceError(code, f"The source answered {status}.", permanent=True, whole_run=True)


def _retry_after(header: str) -> float | None:
    """Read seconds or a date; None for neither."""
    if header.strip().isdecimal():
        return min(float(header), LONGEST_RETRY_AFTER)
    try:
        seconds = parsedate_to_datetime(header).timestamp() - time.time()
    except (ValueError, TypeError):
        return None
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


def _page(source: Source, body: bytes) -> FetchedPage:
    try:
        # Numbers that databases refuse in JSON stay what they are: text.
        answer = json.loads(body or b"[]", parse_constant=str, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise SourceError("source_invalid_reply", "The source did not answer JSON.") from error
    records = value_at(answer, source.records) if source.records else answer
    if not isinstance(records, list):
        raise SourceError("source_invalid_reply", "The source answered without a list of records.")
    following = "" if source.paging.is_countable else value_at(answer, source.paging.next)
    cursor = str(following) if following not in (None, "") else ""
    is_last = not records if source.paging.is_countable else not cursor
    return FetchedPage(records, cursor, is_last)


def _finite(written: str) -> float | str:
    number = float(written)
    return number if math.isfinite(number) else written
