"""Fixtures of the tests."""

from __future__ import annotations

import importlib
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from pytest_httpserver import HTTPServer
from rest_framework.test import APIClient

from api.clients import resume_service as resume_client
from api.models import AIModel
from api.services import ai_models, providers
from servicekit.authentication import verifier
from tests.fakes import FakeResumeService
from tests.tokens import access_token

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the fakes stand beside the services

from e2e.fakes.llm_server import LlmServer

SEEDING = ("0002_offer_offline_and_openai", "0007_offer_more_providers")
SEEDS = [
    seed for name in SEEDING for seed in importlib.import_module(f"api.migrations.{name}").SEEDS
]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Put a SQLite test database into a file: threads do not share one in memory."""
    default = connections["default"]
    if default.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        default.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(autouse=True)
def _own_settings(settings: Any) -> None:
    settings.THROTTLES_ENABLED = False


@pytest.fixture
def resumes(httpserver: HTTPServer, settings: Any) -> Iterator[FakeResumeService]:
    """Run a résumé service for the AI service to read from."""
    fake = FakeResumeService(httpserver)
    settings.RESUME_SERVICE_URL = fake.url
    settings.TOKEN_KEYS = {
        "BACKEND": "servicekit.jwks.RemoteKeys",
        "OPTIONS": {"url": f"{fake.url}/.well-known/jwks.json"},
    }
    yield fake
    verifier().forget()
    resume_client.close()


@pytest.fixture
def user_id() -> str:
    """Return the id of a user."""
    return str(uuid.uuid4())


@pytest.fixture
def tables(db: None) -> Iterator[None]:
    """Give the tables as a fresh installation has them; caches start empty."""
    for seed in SEEDS:
        AIModel.objects.get_or_create(id=seed["id"], defaults=seed)
    cache.clear()
    ai_models.forget()
    yield
    cache.clear()
    providers.forget()


def logged_in(user_id: str, **claims: Any) -> APIClient:
    """Return a client with an access token of the user."""
    token = access_token(user_id, **claims)
    return APIClient(raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer {token}")


@pytest.fixture
def client(tables: None, resumes: FakeResumeService, user_id: str) -> APIClient:
    """Return a client that is logged in as the user."""
    return logged_in(user_id)


@pytest.fixture
def stranger(tables: None, resumes: FakeResumeService) -> APIClient:
    """Return a client that is logged in as somebody else."""
    return logged_in(str(uuid.uuid4()))


@pytest.fixture
def anonymous(tables: None, resumes: FakeResumeService) -> APIClient:
    """Return a client without a token."""
    return APIClient(raise_request_exception=False)


@pytest.fixture
def llm(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[LlmServer]:
    """Run a language model's server and make it the default model; `llm.state` tells and steers."""
    with LlmServer(retry_after=0.05) as server:
        openai = settings.LLM_PROVIDERS["openai"]
        options = openai["OPTIONS"] | {"base_url": server.url, "model": "any", "timeout": 5.0}
        settings.LLM_PROVIDERS = settings.LLM_PROVIDERS | {"openai": openai | {"OPTIONS": options}}
        monkeypatch.setenv("OPENAI_API_KEY", "k1")
        yield server
        providers.forget()
