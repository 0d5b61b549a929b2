"""Making the S3 bucket, where the set-up may do so."""

from __future__ import annotations

import time
from collections.abc import Mapping

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from servicekit.storage.store import StorageUnavailable

PAUSE = 1.0  # seconds between two questions to a store that is starting
US_EAST = "us-east-1"


def create_if_missing(options: Mapping[str, str | None], *, patience: float) -> bool:
    """Wait up to `patience` seconds for the store; return whether the bucket had to be made.

    `options` are those of `S3Store`.

    Raises:
        StorageUnavailable: the store does not answer, or refuses.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            return _create_if_missing(options)
        except (BotoCoreError, ClientError) as error:
            if time.monotonic() > deadline:
                raise StorageUnavailable from error
        time.sleep(PAUSE)


def _create_if_missing(options: Mapping[str, str | None]) -> bool:
    endpoint, region = options["endpoint_url"], options["region"]
    client = boto3.session.Session().client(
        "s3",
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=options["access_key_id"],
        aws_secret_access_key=options["secret_access_key"],
        config=Config(
            connect_timeout=3,
            read_timeout=10,
            s3={"addressing_style": "path" if endpoint else "auto"},
        ),
    )
    try:
        client.head_bucket(Bucket=options["bucket"])
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        place = {"CreateBucketConfiguration": {"LocationConstraint": region}}
        client.create_bucket(Bucket=options["bucket"], **({} if region == US_EAST else place))
        return True
    return False
