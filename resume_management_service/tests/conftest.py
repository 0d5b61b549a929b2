"""Fixtures of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import conf
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from rest_framework.test import APIClient

from api.models import Resume, User
from api.services import active_sessions, sessions, signing_keys, vocabulary
from servicekit.authentication import verifier
from servicekit.storage import file_store
from servicekit.storage.store import FileStore
from tests.samples import RESUME_TEXT


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Add the cache table to the test database."""
    with django_db_blocker.unblock():
        call_command("createcachetable")


@pytest.fixture(autouse=True)
def _forget_what_processes_remember() -> Iterator[None]:
    yield
    active_sessions.forget_all()
    signing_keys.forget_loaded()
    vocabulary.forget()
    verifier().forget()


@pytest.fixture(scope="session")
def shared_store() -> FileStore | None:
    """Return the store on a server that all tests of this process use; None with files on disk."""
    call_command("create_bucket", verbosity=0)
    return file_store() if "bucket" in conf.settings.FILE_STORE["OPTIONS"] else None


@pytest.fixture(autouse=True)
def _empty_servers(shared_store: FileStore | None) -> Iterator[None]:
    yield
    if shared_store is not None:
        shared_store.delete([item.key for item in shared_store.walk("")])
    if conf.settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        cache.clear()


@pytest.fixture(autouse=True)
def _own_settings(settings: Any, tmp_path: Any) -> None:
    settings.THROTTLES_ENABLED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if settings.FILE_STORE["BACKEND"].endswith("DiskStore"):
        settings.FILE_STORE = {**settings.FILE_STORE, "OPTIONS": {"root": str(tmp_path / "files")}}


@pytest.fixture
def user(db: None) -> User:
    """Return an account."""
    return User.objects.create_user("ada@example.com", "correct horse battery", name="Ada Example")


@pytest.fixture
def other_user(db: None) -> User:
    """Return somebody else's account."""
    return User.objects.create_user("eve@example.com", "correct horse battery")


def logged_in(user: User) -> APIClient:
    """Return a client with an access token of the user."""
    pair = sessions.open_session(user=user, origin=sessions.Origin())
    return APIClient(raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer {pair.access}")


@pytest.fixture
def client(user: User) -> Iterator[APIClient]:
    """Return a client that is logged in as the user."""
    cache.clear()
    yield logged_in(user)
    cache.clear()


@pytest.fixture
def stranger(other_user: User) -> APIClient:
    """Return a client that is logged in as somebody else."""
    return logged_in(other_user)


@pytest.fixture
def anonymous(db: None) -> APIClient:
    """Return a client without a token."""
    return APIClient(raise_request_exception=False)


Uploader = Callable[..., Resume]


@pytest.fixture
def upload(client: APIClient) -> Uploader:
    """Return a function that uploads a file as a new résumé of the user."""

    def upload(data: bytes = RESUME_TEXT, name: str = "cv.txt") -> Resume:
        response = client.post("/api/resumes", {"file": SimpleUploadedFile(name, data)})
        assert response.status_code == 201, response.content
        return Resume.objects.get(pk=response.json()["id"])

    return upload
