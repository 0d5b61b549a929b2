"""Cursor pages: stable under inserts, `page_size` up to 100."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from servicekit.errors import Invalid


class InvalidCursor(Invalid):
    """The cursor is not one that we gave out."""

    code = "invalid_cursor"
    detail = "The cursor is not valid. Follow next and previous as they are."


class CursorPages(CursorPagination):
    """`{"next", "previous", "results"}`, newest first, ties broken by the key."""

    page_size = 20
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering: Any = ("-created_at", "-id")

    def decode_cursor(self, request: Request) -> Any:
        """Read the cursor of the query.

        Raises:
            InvalidCursor
        """
        try:
            return super().decode_cursor(request)
        except NotFound as error:
            raise InvalidCursor from error
