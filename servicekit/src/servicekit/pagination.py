"""Cursor pages: stable under inserts, `page_size` up to 100."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import CursorPagination


class CursorPages(CursorPagination):
    """`{"next", "previous", "results"}`, newest first, ties broken by the key."""

    page_size = 20
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering: Any = ("-created_at", "-id")
