"""A version of the user's, and a store of each test's own."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import OptimizedVersion
from tests.fakes import FakeResumeService
from tests.views.exports.common import (
    PATH,
    Export,
    make_version,
)


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Any) -> None:
    settings.FILE_STORE = {
        "BACKEND": "servicekit.storage.disk.DiskStore",
        "OPTIONS": {"root": str(tmp_path / "files")},
    }


@pytest.fixture
def version(tables: None, resumes: FakeResumeService, user_id: str) -> OptimizedVersion:
    """Return a version of the user's that repeats its résumé."""
    return make_version(resumes, user_id)


@pytest.fixture
def export(client: APIClient, version: OptimizedVersion) -> Export:
    """Return a function that exports the user's version."""

    def post(headers: dict[str, str] | None = None, **changes: Any) -> Any:
        order = {"version_id": str(version.pk), "format": "pdf", **changes}
        order = {name: value for name, value in order.items() if value is not None}
        return client.post(PATH, order, "json", headers=headers or {})

    return post
