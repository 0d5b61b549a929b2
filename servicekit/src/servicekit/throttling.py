"""Rate limits per user and per address on the shared cache.

Rates are settings (`REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]`); a view names its own budget with
`throttle_scope`. `THROTTLES_ENABLED = False` turns all of them off, for load tests only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle, SimpleRateThrottle

if TYPE_CHECKING:  # views load their throttles while they are being imported
    from rest_framework.views import APIView


class _Switchable(SimpleRateThrottle):
    def allow_request(self, request: Request, view: APIView) -> bool:
        """Tell whether the request is within the budget."""
        return not settings.THROTTLES_ENABLED or super().allow_request(request, view)


class UserThrottle(_Switchable):
    """The overall budget of one logged-in user."""

    scope = "user"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Return the user's counter, None for callers without a token."""
        if not request.user or not request.user.is_authenticated:
            return None
        return f"throttle:user:{request.user.pk}"


class AddressThrottle(_Switchable):
    """The overall budget of one address without a login."""

    scope = "address"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Return the address's counter, None for logged-in callers."""
        if request.user and request.user.is_authenticated:
            return None
        return f"throttle:address:{self.get_ident(request)}"


class EndpointThrottle(_Switchable, ScopedRateThrottle):
    """The budget that a view names with `throttle_scope`, per user or address."""
