"""Rate limits per user and per address on the shared cache.

Rates are settings (`REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]`); a view names its own budget with
`throttle_scope`. `THROTTLES_ENABLED = False` turns all of them off, for load tests only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import ScopedRateThrottle, SimpleRateThrottle

from servicekit.addresses import address_group
from servicekit.budgets import Budget

if TYPE_CHECKING:  # views load their throttles while they are being imported
    from rest_framework.views import APIView


class _Budgeted(SimpleRateThrottle):
    """Counts exactly, however many processes serve."""

    num_requests: int
    duration: int
    _wait: float | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Tell whether the request is within the budget."""
        if not settings.THROTTLES_ENABLED or not self.rate:
            return True
        name = self.get_cache_key(request, view)
        if name is None:
            return True
        self._wait = Budget(name, self.num_requests, self.duration).spend()
        return self._wait is None

    def wait(self) -> float | None:
        """Return how many seconds until one more request would be within the budget."""
        return self._wait

    def get_ident(self, request: Request) -> str:
        """Return what is counted as one address."""
        return address_group(request)


class UserThrottle(_Budgeted):
    """The overall budget of one logged-in user."""

    scope = "user"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Return the user's counter, None for callers without a token."""
        if not request.user or not request.user.is_authenticated:
            return None
        return _name("user", str(request.user.pk))


class AddressThrottle(_Budgeted):
    """The overall budget of one address without a login."""

    scope = "address"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Return the address's counter, None for logged-in callers."""
        if request.user and request.user.is_authenticated:
            return None
        return _name("address", self.get_ident(request))


class EndpointThrottle(ScopedRateThrottle, _Budgeted):
    """The budget that a view names with `throttle_scope`, per user or address."""

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Return the counter of the view's budget for the caller."""
        known = request.user and request.user.is_authenticated
        return _name(str(self.scope), str(request.user.pk) if known else self.get_ident(request))


def forget(user_id: str) -> None:
    """Drop what is counted of a user in every budget of this service."""
    for scope, rate in api_settings.DEFAULT_THROTTLE_RATES.items():
        limit, seconds = UserThrottle().parse_rate(str(rate))
        Budget(_name(scope, user_id), int(limit or 0), int(seconds or 1)).forget()


def _name(scope: str, ident: str) -> str:
    return f"throttle:{scope}:{ident}"
