"""JSON bodies: fast, strict, and never larger than the limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from servicekit.errors import TooLarge


class BodyTooLarge(TooLarge):
    """The JSON body is over `DATA_UPLOAD_MAX_MEMORY_SIZE`."""

    code = "body_too_large"


class BoundedJSONParser(JSONParser):
    """Reads `application/json` of at most `DATA_UPLOAD_MAX_MEMORY_SIZE` bytes."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the document; a 400 for what is not JSON, a 413 for too much of it."""
        limit: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise BodyTooLarge(f"The body has more than {limit} bytes.")
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"JSON parse error: {error}") from error
