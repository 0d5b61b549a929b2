"""Cursors of searches: where a page begins, as an opaque word in its link."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from uuid import UUID

from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.services.search import Key, Position
from api.services.search_results import Page
from servicekit.errors import FieldError, Invalid

FORWARDS, BACKWARDS = "f", "b"


class InvalidCursor(Invalid):
    """The cursor is none of ours."""

    detail = "The cursor is not valid. Follow the links of a page."

    def __init__(self) -> None:
        """Name the parameter."""
        super().__init__(errors=[FieldError("cursor", "invalid", self.detail)])


def cursor_links(request: Request, page: Page) -> dict[str, str | None]:
    """Return the links to the pages after and before a page."""
    url = request.build_absolute_uri()
    links: dict[str, str | None] = {"next": None, "previous": None}
    if page.keys and page.has_next:
        links["next"] = replace_query_param(url, "cursor", _encoded(FORWARDS, page.keys[-1]))
    if page.keys and page.has_previous:
        links["previous"] = replace_query_param(url, "cursor", _encoded(BACKWARDS, page.keys[0]))
    return links


def position_of(cursor: str | None) -> Position | None:
    """Return where a page begins, None for the first.

    Raises:
        InvalidCursor
    """
    if cursor is None:
        return None
    try:
        plain = base64.urlsafe_b64decode(cursor.encode() + b"==").decode()
        direction, at, resume_id = plain.split("|")
        key = Key(datetime.fromisoformat(at), UUID(resume_id))
    except (ValueError, binascii.Error) as error:
        raise InvalidCursor from error
    if direction not in (FORWARDS, BACKWARDS) or key.created_at.tzinfo is None:
        raise InvalidCursor
    return Position(key, backwards=direction == BACKWARDS)


def _encoded(direction: str, key: Key) -> str:
    plain = f"{direction}|{key.created_at.isoformat()}|{key.resume_id}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")
