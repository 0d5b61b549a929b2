"""Signed URLs of the disk store: who holds one may read or write one object for a while."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.services import downloads
from servicekit.files import download_response
from servicekit.views import ServiceView


@extend_schema(exclude=True)
class SignedObject(ServiceView):
    """One object, named and allowed by the token in the path."""

    permission_classes = [AllowAny]
    authentication_classes = []

    def get(self, request: Request, token: str) -> Any:
        """Give the bytes."""
        range_header = request.headers.get("Range")
        return download_response(downloads.of_token(token), range_header=range_header)

    def put(self, request: Request, token: str) -> Response:
        """Take the bytes, exactly as many as were announced."""
        # The body is streamed, not parsed.
        downloads.receive_by_token(token, request._request)
        return Response(status=status.HTTP_200_OK)
