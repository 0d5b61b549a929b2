"""Files in an S3 bucket or anything that speaks its protocol."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from servicekit.files import content_disposition
from servicekit.storage.store import (
    ObjectMissing,
    StorageUnavailable,
    StoredObject,
    UploadTicket,
)

MISSING_CODES = {"404", "NoSuchKey", "NotFound"}
DELETE_BATCH = 1000


class S3Store:
    """Keeps objects in one bucket; files are small enough for a single PUT."""

    def __init__(
        self,
        *,
        bucket: str,
        region: str,
        access_key_id: str,
        secret_access_key: str,
        endpoint_url: str | None = None,
        public_endpoint_url: str | None = None,
    ) -> None:
        self._bucket = bucket
        config = Config(
            signature_version="s3v4",
            connect_timeout=3,
            read_timeout=20,
            retries={"mode": "standard", "total_max_attempts": 2},
            max_pool_connections=32,
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            # The store checks the SHA-256 we know anyway; signing would compute it once more.
            s3={
                "addressing_style": "path" if endpoint_url else "auto",
                "payload_signing_enabled": False,
            },
        )

        def client(endpoint: str | None) -> Any:
            return boto3.session.Session().client(
                "s3",
                region_name=region,
                endpoint_url=endpoint,
                aws_access_key_id=access_key_id,
                aws_secret_access_key=secret_access_key,
                config=config,
            )

        self._client = client(endpoint_url)
        self._signer = client(public_endpoint_url) if public_endpoint_url else self._client

    def save(self, key: str, stream: BinaryIO, media_type: str, sha256: str = "") -> None:
        """Send the stream as one object: S3 keeps it whole or not at all."""
        checksum = {"ChecksumSHA256": b64encode(bytes.fromhex(sha256)).decode()} if sha256 else {}
        with _failures():
            self._client.put_object(
                Bucket=self._bucket, Key=key, Body=stream, ContentType=media_type, **checksum
            )

    def open_at(self, key: str, offset: int = 0) -> BinaryIO:
        """Return the body of a GET from `offset`."""
        where = {"Range": f"bytes={offset}-"} if offset else {}
        with _failures():
            body = self._client.get_object(Bucket=self._bucket, Key=key, **where)["Body"]
        return cast("BinaryIO", body)

    def copy(self, source: str, target: str) -> None:
        """Let the store copy the bytes itself."""
        with _failures():
            self._client.copy_object(
                Bucket=self._bucket, Key=target, CopySource={"Bucket": self._bucket, "Key": source}
            )

    def delete(self, keys: Iterable[str]) -> None:
        """Remove the objects in batches."""
        names = list(keys)
        with _failures():
            for start in range(0, len(names), DELETE_BATCH):
                batch = [{"Key": key} for key in names[start : start + DELETE_BATCH]]
                self._client.delete_objects(
                    Bucket=self._bucket, Delete={"Objects": batch, "Quiet": True}
                )

    def size(self, key: str) -> int:
        """Return the object's size."""
        with _failures():
            return int(self._client.head_object(Bucket=self._bucket, Key=key)["ContentLength"])

    def walk(self, prefix: str) -> Iterator[StoredObject]:
        """Yield objects page by page."""
        pages = self._client.get_paginator("list_objects_v2")
        with _failures():
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
                for item in page.get("Contents", ()):
                    yield StoredObject(item["Key"], item["Size"], item["LastModified"])

    def download_url(self, key: str, *, file_name: str, media_type: str, seconds: int) -> str:
        """Return a presigned GET that names the file as it was uploaded."""
        url: str = self._signer.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": content_disposition(file_name),
                "ResponseContentType": media_type,
            },
            ExpiresIn=seconds,
        )
        return url

    def upload_ticket(self, key: str, *, media_type: str, size: int, seconds: int) -> UploadTicket:
        """Return a presigned PUT for exactly this type and length."""
        url: str = self._signer.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ContentType": media_type,
                "ContentLength": size,
            },
            ExpiresIn=seconds,
        )
        return UploadTicket("PUT", url, {"Content-Type": media_type, "Content-Length": str(size)})

    def check(self) -> None:
        """Ask for the bucket."""
        with _failures():
            self._client.head_bucket(Bucket=self._bucket)


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in MISSING_CODES:
            raise ObjectMissing from error
        raise StorageUnavailable from error
    except BotoCoreError as error:
        raise StorageUnavailable from error
