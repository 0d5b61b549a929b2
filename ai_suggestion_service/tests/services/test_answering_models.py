"""Which model really answered, and what its calls took and cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import AIModel
from api.services import ai_models
from e2e.fakes.llm_server import LlmServer
from tests.fakes import FakeResumeService

pytestmark = pytest.mark.django_db(transaction=True)
JOB = "Requirements\n- Python and Django\n- Docker\n"


def _suggest(client: APIClient, resumes: FakeResumeService, user_id: str, **order: str) -> Any:
    body = {"resume_id": resumes.add(user_id), "job_description": JOB, **order}
    return client.post("/api/suggestions", body, "json")


def test_a_suggestion_names_the_model_that_answered_for_the_one_asked(
    client: APIClient, resumes: FakeResumeService, user_id: str, llm: LlmServer
) -> None:
    offline = AIModel.objects.get(provider="offline")
    AIModel.objects.filter(provider="openai").update(fallback=offline)
    ai_models.forget()
    llm.state.modes = ["nonsense"]

    answer = _suggest(client, resumes, user_id, model="OpenAI").json()

    egress = client.get("/api/egress").json()["results"]
    read_again = client.get(f"/api/suggestions/{answer['id']}").json()
    assert (answer["model"], answer["provider"]) == ("Offline analyser", "offline")
    assert (read_again["model"], read_again["provider"]) == ("Offline analyser", "offline")
    assert answer["score"] is not None
    assert 1 <= len(egress) == llm.state.calls <= 3


def test_two_outside_models_share_three_calls(
    client: APIClient,
    resumes: FakeResumeService,
    user_id: str,
    llm: LlmServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECOND_API_KEY", "k2")
    llm.state.keys = {"k1": "failing"}
    second = AIModel.objects.create(
        display_name="Second", provider="openai", model_name="b", key_names=["SECOND_API_KEY"]
    )
    AIModel.objects.filter(display_name="OpenAI").update(fallback=second)
    ai_models.forget()

    answer = _suggest(client, resumes, user_id, model="auto").json()

    assert answer["model"] == "Second"
    assert llm.state.by_key == {"k1": 2, "k2": 1}


def test_the_record_tells_tokens_time_and_cost_of_every_call(
    client: APIClient, resumes: FakeResumeService, user_id: str, llm: LlmServer
) -> None:
    prices = {"input_price": Decimal("0.25"), "output_price": Decimal(2)}
    AIModel.objects.filter(provider="openai").update(**prices)
    ai_models.forget()
    llm.state.modes = ["off_schema", "honest"]

    answer = _suggest(client, resumes, user_id).json()

    rows = client.get("/api/egress").json()["results"]
    assert len(rows) == 2
    for row in rows:
        tokens = row["input_tokens"] * Decimal("0.25") + row["output_tokens"] * 2
        assert Decimal(row["cost"]) == (tokens / 1_000_000).quantize(Decimal("1e-8"))
        assert row["latency_ms"] >= 0
    assert answer["usage"]["input_tokens"] == sum(row["input_tokens"] for row in rows)
