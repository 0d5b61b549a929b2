"""One running pair with a fake provider for all end-to-end tests."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.fakes.llm_server import LlmServer
from e2e.pair import Pair, Person, running

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PROVIDER_TIMEOUT = 3


@pytest.fixture(scope="session")
def provider() -> Iterator[LlmServer]:
    """Run a server that speaks OpenAI's wire format."""
    with LlmServer() as server:
        yield server


@pytest.fixture(scope="session")
def pair(provider: LlmServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Run both services and their workers, with the fake provider as default model."""
    variables = {
        "THROTTLES": "off",
        "OPENAI_API_KEY": "sk-canary-4711",
        "OPENAI_BASE_URL": provider.url,
        "OPENAI_MODEL": "test-model",
        "AI_PROVIDER_TIMEOUT": str(PROVIDER_TIMEOUT),
    }
    with running(tmp_path_factory.mktemp("pair"), variables=variables) as pair:
        yield pair


@pytest.fixture
def person(pair: Pair) -> Person:
    """Return somebody with a new account."""
    return Person(pair, f"ada-{uuid.uuid4().hex[:8]}")


@pytest.fixture(scope="session")
def fitting() -> str:
    """Return the job description that fits the sample résumé."""
    return (SAMPLES / "job-fitting.txt").read_text()


@pytest.fixture
def resume_id(person: Person) -> str:
    """Return the sample résumé of the person, read."""
    return person.parsed_resume((SAMPLES / "resume.pdf").read_bytes(), "resume.pdf")
