"""Suggestions that are judged several times."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import EgressRecord
from e2e.fakes.llm_server import LlmServer
from tests.fakes import FakeResumeService

pytestmark = pytest.mark.django_db(transaction=True)

JOB = "Requirements\n- Python and Django\n- Docker\n- Ten years of COBOL on mainframes\n"


def _ask(client: APIClient, resumes: FakeResumeService, user_id: str, **changes: Any) -> Any:
    order = {"resume_id": resumes.add(user_id), "job_description": JOB, **changes}
    return client.post("/api/suggestions", order, "json")


def test_one_judgement_tells_nothing_of_stability(
    client: APIClient, resumes: FakeResumeService, user_id: str, llm: LlmServer
) -> None:
    assert _ask(client, resumes, user_id).json()["stability"] is None


def test_judgements_that_agree_have_no_spread(
    client: APIClient, resumes: FakeResumeService, user_id: str, llm: LlmServer
) -> None:
    body = _ask(client, resumes, user_id, samples=3).json()

    assert body["stability"] == {
        "samples": 3,
        "scores": [body["score"]] * 3,
        "spread": 0.0,
        "unsettled": [],
    }
    assert llm.state.calls == 3


def test_judgements_that_differ_show_where_and_the_middle_one_counts(
    client: APIClient, resumes: FakeResumeService, user_id: str, llm: LlmServer
) -> None:
    llm.state.modes = ["honest", "lying", "honest"]

    body = _ask(client, resumes, user_id, samples=3).json()

    stability = body["stability"]
    assert body["score"] == sorted(stability["scores"])[1]
    assert stability["spread"] == max(stability["scores"]) - min(stability["scores"]) > 0
    assert stability["unsettled"]


def test_a_judgement_that_fails_is_left_out(
    client: APIClient, resumes: FakeResumeService, user_id: str, llm: LlmServer
) -> None:
    llm.state.modes = ["failing", "honest", "honest"]

    response = _ask(client, resumes, user_id, samples=3)

    assert response.status_code == 201
    assert len(response.json()["stability"]["scores"]) == 2
    assert EgressRecord.objects.filter(outcome="failed").count() == 1


def test_all_failing_is_a_failure(
    client: APIClient, resumes: FakeResumeService, user_id: str, llm: LlmServer
) -> None:
    llm.state.modes = ["failing"]

    response = _ask(client, resumes, user_id, samples=2)

    assert response.status_code in (502, 503)
    assert response.json()["code"] == "provider_unavailable"


@pytest.mark.parametrize("samples", [0, 4, "many"])
def test_other_numbers_are_refused(
    client: APIClient, resumes: FakeResumeService, user_id: str, samples: Any
) -> None:
    response = _ask(client, resumes, user_id, samples=samples)

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "samples"
