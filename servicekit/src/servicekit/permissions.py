"""Who may call what, by the claims of the token alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated
from rest_framework.request import Request

from servicekit.authentication import Caller
from servicekit.errors import Forbidden

if TYPE_CHECKING:
    from rest_framework.views import APIView


class EmailNotVerified(Forbidden):
    """The account has to confirm its address first."""

    code = "email_not_verified"
    detail = "Confirm your e-mail address, then refresh your token; ask for a new link if needed."


class IsAdministrator(IsAuthenticated):
    """Allows callers whose token names the role "admin"."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Tell whether the caller is an administrator."""
        user: object = request.user
        return isinstance(user, Caller) and user.role == "admin"


class EmailVerified(BasePermission):
    """Where `REQUIRE_VERIFIED_EMAIL` is set, what creates or changes needs a verified address.

    Reading and deleting one's own never does.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Allow reads and deletions, and writes of verified callers.

        Raises:
            EmailNotVerified
        """
        user: object = request.user
        if not settings.REQUIRE_VERIFIED_EMAIL or request.method in (*SAFE_METHODS, "DELETE"):
            return True
        if isinstance(user, Caller) and not user.email_verified:
            raise EmailNotVerified
        return True
