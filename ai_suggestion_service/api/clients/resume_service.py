"""The résumé service: the text and sections of a version, read with the caller's own token."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import orjson
import urllib3
from django.conf import settings
from django.core.cache import cache

from servicekit.errors import Conflict, NotFound, Unauthenticated, Unavailable, Unprocessable
from servicekit.request_ids import HEADER as REQUEST_ID
from servicekit.request_ids import current_request_id

CONNECT_SECONDS = 3.05
READ_SECONDS = 10.0
# Long enough for a burst of requests; short enough that an erased account leaves nothing behind.
CACHED_SECONDS = 30
NOT_READY_RETRY_SECONDS = 2.0
READING = ("pending", "parsing")
REFUSALS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)


class ResumeNotFound(NotFound):
    """No such résumé or version for this caller."""

    code = "resume_not_found"
    detail = "There is no such résumé or version."


class ResumeNotReady(Conflict):
    """The file is still being read."""

    code = "resume_not_ready"
    detail = "The résumé is still being read. Try again in a moment."


class ResumeUnreadable(Unprocessable):
    """The file could not be read, or holds no text."""

    code = "resume_unreadable"
    detail = "The résumé's file holds no text that can be read."


class ResumeServiceUnavailable(Unavailable):
    """The résumé service is down, slow or answers with what it never promised."""

    code = "resume_service_unavailable"
    detail = "The résumé cannot be read right now. Try again later."


class TokenRefused(Unauthenticated):
    """The résumé service does not accept the caller's token any more."""

    code = "invalid_token"
    detail = "The token is not valid or has expired."


class ResumeNotTaken(Unprocessable):
    """The résumé service does not keep this as a résumé."""

    code = "resume_not_taken"
    detail = "The résumé service does not take this as a résumé."


@dataclass(frozen=True, slots=True)
class ResumeText:
    """What was read from one version of a résumé; `sections` is a JSON Resume object."""

    resume_id: str
    version_id: str
    number: int
    text: str
    sections: dict[str, Any]


def read_text(*, resume_id: UUID, version: int | None, user_id: str, token: str) -> ResumeText:
    """Return the text of a version, of the latest for None.

    What the shared cache holds is used only after the résumé service has confirmed, for this
    token, that it is still current.

    Raises:
        ResumeNotFound, ResumeNotReady, ResumeUnreadable, ResumeServiceUnavailable, TokenRefused
    """
    key = _cache_key(user_id, resume_id, version)
    known: dict[str, Any] | None = cache.get(key)
    response = _get(resume_id, version, token, known["etag"] if known else None)
    if known is not None and response.status == HTTPStatus.NOT_MODIFIED:
        return ResumeText(**known["resume"])
    _raise_for_failure(response)
    resume = _resume(document_of(response))
    if etag := response.headers.get("ETag"):
        cache.set(key, {"etag": etag, "resume": asdict(resume)}, CACHED_SECONDS)
    return resume


def add_resume(*, sections: dict[str, Any], name: str, token: str, key: str) -> UUID:
    """Make a résumé of a JSON Resume document and return its id; the same `key` makes one only.

    Raises:
        ResumeNotTaken, ResumeServiceUnavailable, TokenRefused
    """
    response = send(
        "POST",
        f"/api/resumes/import?{urlencode({'name': name})}",
        token=token,
        headers={"Content-Type": "application/json", "Idempotency-Key": key},
        body=orjson.dumps(sections),
    )
    if response.status == HTTPStatus.CREATED:
        return _id_of(document_of(response))
    raise_for_refusal(response)
    raise ResumeServiceUnavailable


def raise_for_refusal(response: urllib3.BaseHTTPResponse) -> None:
    """Raise what a status other than success says.

    Raises:
        ResumeNotTaken, ResumeNotFound, ResumeServiceUnavailable, TokenRefused
    """
    if response.status in REFUSALS:
        raise ResumeNotTaken(str(document_of(response).get("detail") or ResumeNotTaken.detail))
    _raise_for_failure(response)


def _id_of(document: dict[str, Any]) -> UUID:
    try:
        return UUID(document["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise ResumeServiceUnavailable from error


def forget_texts(*, user_id: str, resume_ids: Iterable[str]) -> None:
    """Drop the latest texts of these résumés from the shared cache; others expire by themselves."""
    cache.delete_many([_cache_key(user_id, UUID(resume_id), None) for resume_id in resume_ids])


def _cache_key(user_id: str, resume_id: UUID, version: int | None) -> str:
    owner = hashlib.sha256(user_id.encode()).hexdigest()[:32]
    return f"resume-text:{owner}:{resume_id}:{version or 'latest'}"


@lru_cache(maxsize=1)
def _pool() -> urllib3.PoolManager:
    """Return the connections of this process: one host, a connection for each waiting thread."""
    return urllib3.PoolManager(
        num_pools=1,
        maxsize=settings.AI_THREADS,
        timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
        retries=urllib3.Retry(
            total=1,
            redirect=False,
            backoff_factor=0.1,
            status_forcelist=(502, 503, 504),
            allowed_methods=("GET",),
            respect_retry_after_header=False,
            raise_on_status=False,
        ),
    )


def close() -> None:
    """Close this process's connections; the next call opens new ones."""
    _pool().clear()
    _pool.cache_clear()


def _get(
    resume_id: UUID, version: int | None, token: str, etag: str | None
) -> urllib3.BaseHTTPResponse:
    path = f"/api/resumes/{resume_id}/text"
    if version:
        path += f"?version={version}"
    return send("GET", path, token=token, headers={"If-None-Match": etag} if etag else {})


def send(
    method: str, path: str, *, token: str, headers: dict[str, str] | None = None, **content: Any
) -> urllib3.BaseHTTPResponse:
    """Send a request with the caller's token ("" for none); `content` is `body` or `fields`.

    Raises:
        ResumeServiceUnavailable
    """
    url = f"{settings.RESUME_SERVICE_URL}{path}"
    try:
        return _pool().request(
            method, url, headers={**_headers(token), **(headers or {})}, **content
        )
    except urllib3.exceptions.HTTPError as error:
        raise ResumeServiceUnavailable from error


def _headers(token: str) -> dict[str, str]:
    headers = {"Accept": "application/json", REQUEST_ID: current_request_id()}
    return {**headers, "Authorization": f"Bearer {token}"} if token else headers


def _raise_for_failure(response: urllib3.BaseHTTPResponse) -> None:
    status = response.status
    if status == HTTPStatus.OK:
        return
    if status == HTTPStatus.NOT_FOUND:
        raise ResumeNotFound
    raise failure_of(response)


def failure_of(response: urllib3.BaseHTTPResponse) -> TokenRefused | ResumeServiceUnavailable:
    """Return the error that stands for a status which nothing else is known of."""
    if response.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return TokenRefused()
    return ResumeServiceUnavailable(retry_after=seconds_of(response))


def seconds_of(response: urllib3.BaseHTTPResponse) -> float | None:
    """Return how long to wait before trying again, None where the answer does not say."""
    header = response.headers.get("Retry-After")
    return float(header) if header and header.isdecimal() else None


def document_of(response: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    """Read the JSON object of an answer. Raises ResumeServiceUnavailable."""
    try:
        document = orjson.loads(response.data)
    except orjson.JSONDecodeError as error:
        raise ResumeServiceUnavailable from error
    if not isinstance(document, dict):
        raise ResumeServiceUnavailable
    return document


def _resume(document: dict[str, Any]) -> ResumeText:
    """Read the document of a version that has been parsed.

    Raises:
        ResumeNotReady, ResumeUnreadable, ResumeServiceUnavailable
    """
    status = document.get("parse_status")
    if status in READING:
        raise ResumeNotReady(retry_after=NOT_READY_RETRY_SECONDS)
    if status == "failed":
        reason = document.get("parse_error")
        raise ResumeUnreadable(f"The résumé's file could not be read: {reason}" if reason else None)
    try:
        resume = ResumeText(
            resume_id=str(document["resume_id"]),
            version_id=str(UUID(document["version_id"])),
            number=int(document["number"]),
            text=str(document["text"]),
            sections=dict(document["sections"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ResumeServiceUnavailable from error
    if not resume.text.strip():
        raise ResumeUnreadable
    return resume
