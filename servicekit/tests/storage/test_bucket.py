"""Making the bucket on a server that speaks S3."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from moto.server import ThreadedMotoServer

from servicekit.storage.s3 import S3Store


@pytest.fixture(name="endpoint", scope="module")
def start_server() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


def options(endpoint: str, region: str) -> dict[str, str]:
    return {
        "bucket": f"tests-{uuid.uuid4().hex[:8]}",
        "region": region,
        "endpoint_url": endpoint,
        "access_key_id": "tests",
        "secret_access_key": "tests-secret",
    }


def create_bucket(settings: Any, store: dict[str, str], **arguments: Any) -> str:
    settings.FILE_STORE = {"BACKEND": "servicekit.storage.s3.S3Store", "OPTIONS": store}
    output = StringIO()
    call_command("create_bucket", stdout=output, **arguments)
    return output.getvalue()


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_a_bucket_is_made_once(settings: Any, endpoint: str, region: str) -> None:
    store = options(endpoint, region)

    first = create_bucket(settings, store)
    second = create_bucket(settings, store)

    assert first == f"Bucket {store['bucket']} was made.\n"
    assert second == f"Bucket {store['bucket']} is there.\n"
    S3Store(**store).check()


def test_a_store_that_does_not_answer_fails_the_command(settings: Any) -> None:
    store = options("http://127.0.0.1:1", "us-east-1")

    with pytest.raises(CommandError, match="does not answer"):
        create_bucket(settings, store, patience=0)


def test_files_on_disk_need_no_bucket(settings: Any, tmp_path: Path) -> None:
    settings.FILE_STORE = {
        "BACKEND": "servicekit.storage.disk.DiskStore",
        "OPTIONS": {"root": str(tmp_path)},
    }
    output = StringIO()

    call_command("create_bucket", stdout=output)

    assert "no bucket is needed" in output.getvalue()
