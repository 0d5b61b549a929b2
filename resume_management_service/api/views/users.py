"""The caller's own account."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.models import User
from api.serializers.accounts import ProfileIn, UserOut
from api.services import accounts
from servicekit.views import ServiceView


class Me(ServiceView):
    """Profile and preferences."""

    @extend_schema(operation_id="users_me", responses=UserOut, tags=["users"])
    def get(self, request: Request) -> Response:
        """Show the profile."""
        return Response(UserOut(self._user()).data)

    @extend_schema(
        operation_id="users_me_replace", request=ProfileIn, responses=UserOut, tags=["users"]
    )
    def put(self, request: Request) -> Response:
        """Replace the profile."""
        return self._change(request, partial=False)

    @extend_schema(
        operation_id="users_me_update", request=ProfileIn, responses=UserOut, tags=["users"]
    )
    def patch(self, request: Request) -> Response:
        """Change the given fields of the profile."""
        return self._change(request, partial=True)

    def _change(self, request: Request, *, partial: bool) -> Response:
        given = ProfileIn(data=request.data, partial=partial)
        given.is_valid(raise_exception=True)
        user = accounts.update_profile(user=self._user(), changes=given.validated_data)
        return Response(UserOut(user).data)

    def _user(self) -> User:
        user: User = get_object_or_404(User, pk=self.user_id)
        return user
