"""Signed URLs of the disk store: who holds one may read or write one object for a while."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.clients.storage import file_store
from api.clients.storage.disk import read_token
from api.services import signed_uploads
from servicekit.conditional import etag_of
from servicekit.errors import NotFound
from servicekit.files import Download, download_response
from servicekit.views import ServiceView


@extend_schema(exclude=True)
class SignedObject(ServiceView):
    """One object, named and allowed by the token in the path."""

    permission_classes = [AllowAny]
    authentication_classes = []

    def get(self, request: Request, token: str) -> Any:
        """Give the bytes."""
        claims = _claims(token, "get")
        key = claims["key"]
        download = Download(
            file_name=claims["name"],
            media_type=claims["type"],
            size=file_store().size(key),
            etag=etag_of(key),
            open_at=lambda offset: file_store().open_at(key, offset),
        )
        return download_response(download, range_header=request.headers.get("Range"))

    def put(self, request: Request, token: str) -> Response:
        """Take the bytes, exactly as many as were announced."""
        claims = _claims(token, "put")
        signed_uploads.receive(
            key=claims["key"],
            size=claims["size"],
            media_type=claims["type"],
            stream=request._request,
        )
        return Response(status=status.HTTP_200_OK)


def _claims(token: str, verb: str) -> dict[str, Any]:
    claims = read_token(token)
    if claims["do"] != verb:
        raise NotFound
    return claims
