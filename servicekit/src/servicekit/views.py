"""The base of every view: idempotent POSTs, audited writes, the caller's id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.audit.recording import Audited
from servicekit.authentication import Caller
from servicekit.idempotency.views import IdempotentPosts
from servicekit.pagination import CursorPages


class ServiceView(IdempotentPosts, Audited, APIView):  # type: ignore[misc]  # mixins forward
    """A view of the service; `user_id` is the caller's, wherever the token comes from."""

    request: Request

    @property
    def caller(self) -> Caller:
        """Return who calls; only for views that require a login."""
        user: object = self.request.user
        assert isinstance(user, Caller)
        return user

    @property
    def user_id(self) -> str:
        """Return the caller's id."""
        return self.caller.user_id


class ListView(ServiceView):
    """A view with a cursor-paged GET; `pagination_class` gives the order."""

    pagination_class: type[CursorPagination] = CursorPages

    def page_of(self, rows: QuerySet[Any], shape: Callable[[list[Any]], Any]) -> Response:
        """Answer with one page of `rows`, shaped for output."""
        pages = self.pagination_class()
        page = pages.paginate_queryset(rows, self.request, view=self)
        return pages.get_paginated_response(shape(list(page or ())))
