"""What only accounts of this service have: refused where an outside provider keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from api.services import outside_accounts

if TYPE_CHECKING:
    from rest_framework.views import APIView


class OwnAccounts(BasePermission):
    """Refuses all but a view's methods `for_outsiders` where accounts are kept elsewhere."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Allow everything here.

        Raises:
            AccountElsewhere
        """
        if request.method not in getattr(view, "for_outsiders", ()):
            outside_accounts.require_own_accounts()
        return True
