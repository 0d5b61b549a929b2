"""Claiming keys and keeping answers, safe between processes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import orjson
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.request import Request

from servicekit.errors import Conflict, Invalid, Unprocessable
from servicekit.idempotency.models import IdempotencyRecord

KEPT_FOR = timedelta(hours=24)
CLAIM_LEASE = timedelta(seconds=180)
MAX_KEY_LENGTH = 255


class InvalidIdempotencyKey(Invalid):
    """The key is empty, too long or not printable ASCII."""

    code = "invalid_idempotency_key"
    detail = "Idempotency-Key must have 1 to 255 printable ASCII characters."


class IdempotencyInProgress(Conflict):
    """The first request with this key has not ended."""

    code = "idempotency_in_progress"
    detail = "The first request with this Idempotency-Key is still running."


class IdempotencyMismatch(Unprocessable):
    """The key was used for another request."""

    code = "idempotency_mismatch"
    detail = "This Idempotency-Key was used with another request. Use a new key."


def check_key(key: str) -> str:
    """Return `key` when it may be used.

    Raises:
        InvalidIdempotencyKey: it may not.
    """
    if not 0 < len(key) <= MAX_KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise InvalidIdempotencyKey
    return key


def fingerprint_of(request: Request) -> str:
    """Return a digest of method, path and meaning of the body (form boundaries do not count)."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    data = request.data
    if hasattr(data, "lists"):
        for name, values in sorted(data.lists()):
            for value in values:
                digest.update(f"\n{name}=".encode())
                _add(digest, value)
    else:
        digest.update(orjson.dumps(data, option=orjson.OPT_SORT_KEYS, default=str))
    return digest.hexdigest()


def _add(digest: Any, value: Any) -> None:
    if not isinstance(value, UploadedFile):
        digest.update(str(value).encode())
        return
    digest.update(f"{value.name}:".encode())
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)


def claim(*, user_id: str, key: str, fingerprint: str) -> IdempotencyRecord:
    """Claim the key for this request, or return the record that already holds the answer.

    Raises:
        IdempotencyInProgress, IdempotencyMismatch
    """
    now = timezone.now()
    fresh = {
        "fingerprint": fingerprint,
        "claim": uuid.uuid4(),
        "claimed_until": now + CLAIM_LEASE,
        "expires_at": now + KEPT_FOR,
        "status_code": None,
    }
    try:
        with transaction.atomic():
            return IdempotencyRecord.objects.create(user_id=user_id, key=key, **fresh)
    except IntegrityError:
        record = IdempotencyRecord.objects.filter(user_id=user_id, key=key).first()
    if record is None:  # given back just now: the caller's next try will have it
        raise IdempotencyInProgress(retry_after=1)
    if record.expires_at <= now:
        return _take_over(record, fresh)
    if record.fingerprint != fingerprint:
        raise IdempotencyMismatch
    if record.status_code is not None:
        return record
    if record.claimed_until > now:
        raise IdempotencyInProgress(retry_after=1)
    return _take_over(record, fresh)


def _take_over(record: IdempotencyRecord, fresh: dict[str, Any]) -> IdempotencyRecord:
    taken = IdempotencyRecord.objects.filter(pk=record.pk, claim=record.claim).update(**fresh)
    if not taken:
        raise IdempotencyInProgress(retry_after=1)
    for name, value in fresh.items():
        setattr(record, name, value)
    return record


def keep(
    record: IdempotencyRecord, status: int, headers: Iterable[tuple[str, str]], body: bytes
) -> None:
    """Store the answer that repetitions of the request get."""
    IdempotencyRecord.objects.filter(pk=record.pk, claim=record.claim).update(
        status_code=status, headers=dict(headers), body=body
    )


def release(record: IdempotencyRecord) -> None:
    """Give the key back: nothing happened, so the request may be tried again."""
    IdempotencyRecord.objects.filter(pk=record.pk, claim=record.claim).delete()


def purge_expired() -> int:
    """Delete records past their time; return how many."""
    return IdempotencyRecord.objects.filter(expires_at__lte=timezone.now()).delete()[0]
