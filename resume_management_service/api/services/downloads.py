"""Files on their way out: through this service, or by a signed link to the store."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from api.models import ResumeVersion
from api.services import signed_uploads
from servicekit.conditional import etag_of
from servicekit.errors import NotFound
from servicekit.files import Download
from servicekit.storage import file_store
from servicekit.storage.disk import read_token


def etag(version: ResumeVersion) -> str:
    """Return the ETag of a file: its bytes never change."""
    return etag_of(version.pk, version.sha256)


def of_version(version: ResumeVersion) -> Download:
    """Return the version's file, to be opened when it is sent."""
    key = version.storage_key
    return Download(
        file_name=version.file_name,
        media_type=version.file_type,
        size=version.file_size,
        etag=etag(version),
        open_at=lambda offset: file_store().open_at(key, offset),
    )


def signed_link(version: ResumeVersion) -> str:
    """Return a URL, or a path of this service, that gives the file to whoever holds it."""
    return file_store().download_url(
        version.storage_key,
        file_name=version.file_name,
        media_type=version.file_type,
        seconds=settings.SIGNED_URL_SECONDS,
    )


def of_token(token: str) -> Download:
    """Return the object that a signed path of this service allows to read.

    Raises:
        NotFound: the token is forged, expired or allows something else.
    """
    claims = _claims(token, "get")
    key = claims["key"]
    return Download(
        file_name=claims["name"],
        media_type=claims["type"],
        size=file_store().size(key),
        etag=etag_of(key),
        open_at=lambda offset: file_store().open_at(key, offset),
    )


def receive_by_token(token: str, stream: signed_uploads.Readable) -> None:
    """Store the object that a signed path of this service allows to write.

    Raises:
        NotFound, UploadCutShort, StorageUnavailable
    """
    claims = _claims(token, "put")
    signed_uploads.receive(
        key=claims["key"], size=claims["size"], media_type=claims["type"], stream=stream
    )


def _claims(token: str, verb: str) -> dict[str, Any]:
    claims = read_token(token)
    if claims["do"] != verb:
        raise NotFound
    return claims
