"""One suite for every file store: a folder, and a server that speaks S3."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
import requests
from django.core import signing
from moto.server import ThreadedMotoServer

from servicekit.storage.disk import SALT, DiskStore, read_token
from servicekit.storage.s3 import S3Store
from servicekit.storage.store import FileStore, ObjectMissing, StorageUnavailable

DATA = b"0123456789" * 100


@pytest.fixture(scope="module")
def s3_options() -> Iterator[dict[str, Any]]:
    """Yield the options of a bucket on the environment's S3 server, or on one of our own."""
    endpoint = os.environ.get("AWS_S3_ENDPOINT_URL")
    server = None
    if endpoint is None:
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        endpoint = "http://{}:{}".format(*server.get_host_and_port())
    options = {
        "bucket": f"tests-{uuid.uuid4().hex[:8]}",
        "region": "us-east-1",
        "endpoint_url": endpoint,
        "access_key_id": os.environ.get("AWS_ACCESS_KEY_ID", "tests"),
        "secret_access_key": os.environ.get("AWS_SECRET_ACCESS_KEY", "tests-secret"),
    }
    boto3.client(
        "s3",
        region_name="us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id=options["access_key_id"],
        aws_secret_access_key=options["secret_access_key"],
    ).create_bucket(Bucket=options["bucket"])
    yield options
    if server is not None:
        server.stop()


@pytest.fixture(params=["disk", "s3"])
def store(request: Any, tmp_path: Path) -> FileStore:
    """Return each store in turn."""
    if request.param == "disk":
        return DiskStore(root=str(tmp_path / "files"))
    return S3Store(**request.getfixturevalue("s3_options"))


def _key() -> str:
    return f"resumes/u/{uuid.uuid4().hex}/cv.pdf"


def _read(store: FileStore, key: str, offset: int = 0) -> bytes:
    with closing(store.open_at(key, offset)) as stream:
        return stream.read()


def test_what_is_saved_comes_back(store: FileStore) -> None:
    key = _key()

    store.save(key, io.BytesIO(DATA), "application/pdf")

    assert _read(store, key) == DATA
    assert _read(store, key, 5) == DATA[5:]
    assert store.size(key) == len(DATA)
    store.check()


def test_a_copy_lives_on_alone(store: FileStore) -> None:
    source, target = _key(), _key()
    store.save(source, io.BytesIO(DATA), "application/pdf")

    store.copy(source, target)
    store.delete([source])

    assert _read(store, target) == DATA


@pytest.mark.parametrize("call", ["open_at", "size"])
def test_a_missing_object_is_told_apart_from_an_outage(store: FileStore, call: str) -> None:
    with pytest.raises(ObjectMissing):
        getattr(store, call)(_key())
    with pytest.raises(ObjectMissing):
        store.copy(_key(), _key())


def test_deleting_what_is_not_there_is_fine(store: FileStore) -> None:
    key = _key()
    store.save(key, io.BytesIO(DATA), "application/pdf")

    store.delete([key, _key()])

    with pytest.raises(ObjectMissing):
        store.size(key)


def test_objects_are_walked_by_prefix(store: FileStore) -> None:
    store.save("walk/a/1", io.BytesIO(b"a"), "text/plain")
    store.save("walk/b/2", io.BytesIO(b"bb"), "text/plain")
    store.save("other/3", io.BytesIO(b"c"), "text/plain")

    found = {stored.key: stored.size for stored in store.walk("walk/")}

    assert found == {"walk/a/1": 1, "walk/b/2": 2}


class _Broken(io.RawIOBase):
    def __init__(self) -> None:
        self._chunks = [b"first"]

    def read(self, size: int = -1, /) -> bytes:
        if self._chunks:
            return self._chunks.pop()
        raise OSError("the client went away")


def test_a_broken_stream_leaves_nothing_on_disk(tmp_path: Path) -> None:
    store = DiskStore(root=str(tmp_path / "files"))

    with pytest.raises(StorageUnavailable):
        store.save(_key(), _Broken(), "text/plain")  # type: ignore[arg-type]

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_presigned_put_and_get_work_on_s3(s3_options: dict[str, Any]) -> None:
    store, key = S3Store(**s3_options), _key()

    ticket = store.upload_ticket(key, media_type="application/pdf", size=len(DATA), seconds=60)
    sent = requests.put(ticket.url, DATA, headers=ticket.headers, timeout=10)
    url = store.download_url(key, file_name="ü.pdf", media_type="application/pdf", seconds=60)
    got = requests.get(url, timeout=10)

    assert sent.status_code == 200
    assert got.content == DATA
    assert got.headers["Content-Disposition"].startswith("attachment; ")


def test_an_s3_server_that_is_away_is_unavailable(s3_options: dict[str, Any]) -> None:
    store = S3Store(**{**s3_options, "endpoint_url": "http://127.0.0.1:9"})

    with pytest.raises(StorageUnavailable):
        store.save(_key(), io.BytesIO(DATA), "text/plain")
    with pytest.raises(StorageUnavailable):
        store.check()


def test_a_bucket_that_does_not_exist_is_an_outage_not_a_missing_file(
    s3_options: dict[str, Any],
) -> None:
    store = S3Store(**{**s3_options, "bucket": "no-such-bucket"})

    with pytest.raises(StorageUnavailable):
        store.save(_key(), io.BytesIO(DATA), "text/plain")


@pytest.mark.parametrize("key", ["../outside", "resumes/../../outside", "/etc/passwd"])
def test_no_key_leads_out_of_the_folder(tmp_path: Path, key: str) -> None:
    store = DiskStore(root=str(tmp_path / "files"))

    with pytest.raises(ObjectMissing):
        store.open_at(key)


def test_signed_urls_expire_and_cannot_be_forged(tmp_path: Path) -> None:
    store = DiskStore(root=str(tmp_path / "files"))
    url = store.download_url("k", file_name="n", media_type="t", seconds=60)
    expired = store.download_url("k", file_name="n", media_type="t", seconds=-1)

    assert read_token(urlsplit(url).path.rpartition("/")[2])["key"] == "k"
    with pytest.raises(ObjectMissing):
        read_token(expired.rpartition("/")[2])
    with pytest.raises(ObjectMissing):
        read_token(signing.dumps({"do": "get", "key": "k"}, salt=f"{SALT}.other"))
