"""The view mixin that honours `Idempotency-Key` on POST."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from servicekit.idempotency import store
from servicekit.idempotency.models import IdempotencyRecord

KEPT_HEADERS = ("Content-Type", "Location", "ETag", "Preference-Applied", "Retry-After")
# A provider that failed is an answer too: the attempt was made and must not be made twice.
KEPT_FAILURES = (502, 504)


class _Replay(Exception):
    def __init__(self, record: IdempotencyRecord) -> None:
        self.record = record


class IdempotentPosts:
    """Mixin before `APIView`: a POST with a known key is answered from the first answer."""

    _idempotency: IdempotencyRecord | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Claim the key once the caller is known and allowed."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        key = request.headers.get("Idempotency-Key")
        if request.method != "POST" or key is None or request.user is None:
            return  # without a login there is nobody whose key it could be
        record = store.claim(
            user_id=str(request.user.pk),
            key=store.check_key(key),
            fingerprint=store.fingerprint_of(request),
        )
        if record.status_code is not None:
            raise _Replay(record)
        self._idempotency = record

    def handle_exception(self, exc: Exception) -> HttpResponseBase:
        """Answer a replay from its record; a crash gives the key back."""
        if isinstance(exc, _Replay):
            return _replayed(exc.record)
        try:
            return super().handle_exception(exc)  # type: ignore[misc, no-any-return]
        except BaseException:
            if self._idempotency is not None:
                store.release(self._idempotency)
            raise

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Keep the answer of a claimed request."""
        response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        if self._idempotency is not None:
            self._conclude(response, self._idempotency)
        return response

    def _conclude(self, response: HttpResponseBase, record: IdempotencyRecord) -> None:
        kept = response.status_code < 300 or response.status_code in KEPT_FAILURES
        if not kept:
            store.release(record)
            return
        if isinstance(response, Response):
            response.render()
        assert isinstance(response, HttpResponse)
        headers = ((name, response[name]) for name in KEPT_HEADERS if name in response)
        store.keep(record, response.status_code, headers, response.content)


def _replayed(record: IdempotencyRecord) -> HttpResponse:
    return HttpResponse(
        bytes(record.body),
        status=record.status_code,
        headers={**record.headers, "Idempotency-Replayed": "true"},
    )
