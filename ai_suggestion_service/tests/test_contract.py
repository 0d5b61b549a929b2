"""What is sent between client, service and the other service is what the schemas promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests
import yaml
from rest_framework.test import APIClient

from e2e.fakes.llm_server import LlmServer
from tests.fakes import FakeResumeService
from tests.tokens import access_token

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "resume_management_service" / "openapi.yaml"
OWN_SCHEMA = ROOT / "ai_suggestion_service" / "openapi.yaml"
JOB = "Requirements\n- Python and Django\n- Ten years of COBOL\n- Team player\n"
PATH = "/api/resumes/{resume_id}/text"


def _strict(schema: Any) -> Any:
    """Read OpenAPI 3.0's `nullable` as JSON Schema does."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: _strict(value) for name, value in schema.items() if name != "nullable"}
    return {"anyOf": [inner, {"type": "null"}]} if schema.get("nullable") is True else inner


def _validate(document: Any, schema: dict[str, Any], openapi: dict[str, Any]) -> None:
    jsonschema.validate(document, {**_strict(schema), "components": _strict(openapi["components"])})


def test_the_fakes_text_is_what_the_provider_promises(
    resumes: FakeResumeService, user_id: str
) -> None:
    provider = yaml.safe_load(SCHEMA.read_text())
    resume_id = resumes.add(user_id)
    response = requests.get(
        f"{resumes.url}{PATH.format(resume_id=resume_id)}",
        headers={"Authorization": f"Bearer {access_token(user_id)}"},
        timeout=5,
    )

    operation = provider["paths"][PATH]["get"]
    promised = operation["responses"]["200"]["content"]["application/json"]["schema"]
    _validate(response.json(), promised, provider)
    assert {"401", "404", "503"} <= set(operation["responses"])
    assert "version" in [parameter["name"] for parameter in operation["parameters"]]


def _check_own(response: Any, path: str, method: str) -> None:
    openapi = yaml.safe_load(OWN_SCHEMA.read_text())
    promised = openapi["paths"][path][method]["responses"][str(response.status_code)]
    media_type = response["Content-Type"].partition(";")[0]
    _validate(response.json(), promised["content"][media_type]["schema"], openapi)


@pytest.mark.django_db(transaction=True)
def test_own_answers_are_what_the_own_schema_promises(
    client: APIClient, llm: LlmServer, resumes: FakeResumeService, user_id: str
) -> None:
    order = {"resume_id": resumes.add(user_id), "job_description": JOB}

    made = client.post("/api/suggestions", order, "json")
    left = client.post("/api/suggestions", order, "json", headers={"Prefer": "respond-async"})
    llm.state.modes = ["nonsense"]
    failed = client.post("/api/suggestions", order, "json")
    path = made["Location"]

    assert (made.status_code, left.status_code, failed.status_code) == (201, 202, 502)
    for response in (made, left, failed):
        _check_own(response, "/api/suggestions", "post")
    _check_own(client.get("/api/suggestions"), "/api/suggestions", "get")
    for tail, method in (("receipt", "get"), ("replay", "post")):
        answer = getattr(client, method)(f"{path}/{tail}")
        _check_own(answer, f"/api/suggestions/{{suggestion_id}}/{tail}", method)
    rated = client.post(f"{path}/feedback", {"is_helpful": True}, "json")
    _check_own(rated, "/api/suggestions/{suggestion_id}/feedback", "post")
    for listed in ("/api/ai/models", "/api/job-descriptions", "/api/egress"):
        _check_own(client.get(listed), listed, "get")
