"""What is sent between client, service and the other service is what the schemas promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests
import yaml
from pytest_httpserver import HTTPServer
from rest_framework.test import APIClient

from api.clients.notices import REASONS
from e2e.fakes.llm_server import LlmServer
from tests.fakes import FakeResumeService
from tests.resumes import SECTIONS, TEXT
from tests.tokens import access_token
from tests.version_fakes import FakeVersions

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


def test_what_the_fake_says_about_mails_is_what_the_provider_promises(
    resumes: FakeResumeService, user_id: str
) -> None:
    provider = yaml.safe_load(SCHEMA.read_text())
    mine, used = "/api/users/me/notices", "/api/notices"
    asked = {"kind": "optimization_ready"}
    headers = {"Authorization": f"Bearer {access_token(user_id)}"}

    given = requests.post(f"{resumes.url}{mine}", json=asked, headers=headers, timeout=5)
    told = {"ticket": given.json()["ticket"], "outcome": "completed"}
    taken = requests.post(f"{resumes.url}{used}", json=told, timeout=5)
    again = requests.post(f"{resumes.url}{used}", json=told, timeout=5)

    for path, body, response in ((mine, asked, given), (used, told, taken)):
        operation = provider["paths"][path]["post"]
        promised = operation["responses"][str(response.status_code)]["content"]
        _validate(response.json(), promised["application/json"]["schema"], provider)
        wanted = operation["requestBody"]["content"]["application/json"]["schema"]
        _validate(body, wanted, provider)
    assert {"401", "409", "429"} <= set(provider["paths"][mine]["post"]["responses"])
    assert provider["paths"][used]["post"]["security"] == [{}]
    assert str(again.status_code) in provider["paths"][used]["post"]["responses"]
    assert set(REASONS) <= set(provider["paths"][mine]["post"]["description"].split("`"))


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


@pytest.mark.django_db(transaction=True)
def test_answers_about_optimisations_are_what_the_own_schema_promises(
    client: APIClient, resumes: FakeResumeService, httpserver: HTTPServer, user_id: str
) -> None:
    written = FakeVersions(httpserver, resumes)
    resume_id = resumes.add(user_id, text=TEXT, sections=SECTIONS)
    order = {"resume_id": resume_id, "job_description": JOB}

    left = client.post("/api/optimize", order, "json")
    cancelled = client.post(f"{left['Location']}/cancel")
    made = client.post("/api/optimize", order, "json", headers={"Prefer": "wait=30"})
    path = made["Location"]
    accepted = client.post(f"{path}/accept", {"apply_all": True}, "json")
    version = accepted["Location"]
    saved = client.post(f"{version}/save")

    one, two = "/api/optimize/{optimization_id}", "/api/versions/{version_id}"
    _check_own(left, "/api/optimize", "post")
    _check_own(made, "/api/optimize", "post")
    _check_own(cancelled, f"{one}/cancel", "post")
    _check_own(accepted, f"{one}/accept", "post")
    _check_own(client.post(f"{path}/accept", {"apply_all": True}, "json"), f"{one}/accept", "post")
    _check_own(client.get(path), one, "get")
    _check_own(client.get("/api/optimize"), "/api/optimize", "get")
    _check_own(saved, f"{two}/save", "post")
    _check_own(client.get(version), two, "get")
    _check_own(client.get("/api/versions"), "/api/versions", "get")
    same = {"from": accepted.json()["version_id"], "to": accepted.json()["version_id"]}
    _check_own(client.get("/api/versions/compare", same), "/api/versions/compare", "get")
    _check_other(
        next(iter(written.keys.values())), "/api/resumes/{resume_id}/versions", "post", 201
    )


def _check_other(document: Any, path: str, method: str, status: int) -> None:
    """Hold what a fake answers against the schema of the service it stands for."""
    provider = yaml.safe_load(SCHEMA.read_text())
    promised = provider["paths"][path][method]["responses"][str(status)]
    _validate(document, promised["content"]["application/json"]["schema"], provider)
