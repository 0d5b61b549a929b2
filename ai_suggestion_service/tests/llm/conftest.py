import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.llm.anthropic_messages import AnthropicMessages
from api.llm.assessing import Assessment, AssessmentRequest, assess
from api.llm.budget import CallBudget
from api.llm.openai_compatible import OpenAICompatible
from api.llm.provider import Provider
from api.llm.remote import RemoteModel
from api.llm.retrying import Pace
from api.matching.requirements import read_requirements

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # the fakes stand beside the services

from e2e.fakes.llm_server import LlmServer

JOB = "Requirements\n- Python\n- Docker\n"
RESUME = "Ann Example\nBuilt web sites with Python and Django\n"

Connect = Callable[..., RemoteModel]
Ask = Callable[..., Assessment]


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with LlmServer(retry_after=0.05) as running:
        yield running


@pytest.fixture(params=[OpenAICompatible, AnthropicMessages])
def connect(request: pytest.FixtureRequest, server: LlmServer) -> Iterator[Connect]:
    opened: list[RemoteModel] = []

    def open_one(*keys: str, **options: Any) -> RemoteModel:
        usual = {"timeout": 5.0, "pace": Pace(first=0.01, longest=1.0)}
        provider: RemoteModel = request.param(
            base_url=server.url, model="any", keys=keys or ("k1",), **usual | options
        )
        opened.append(provider)
        return provider

    yield open_one
    for provider in opened:
        provider.close()


@pytest.fixture
def ask() -> Ask:
    def put(provider: Provider, budget: CallBudget | None = None) -> Assessment:
        task = AssessmentRequest(RESUME, JOB, read_requirements(JOB))
        return assess(provider, task, budget or CallBudget())

    return put
