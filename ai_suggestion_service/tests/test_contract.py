"""The fake of the résumé service answers as that service's own schema says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import requests
import yaml

from tests.fakes import FakeResumeService
from tests.tokens import access_token

SCHEMA = Path(__file__).parents[2] / "resume_management_service" / "openapi.yaml"
PATH = "/api/resumes/{resume_id}/text"


def _strict(schema: Any) -> Any:
    """Read OpenAPI 3.0's `nullable` as JSON Schema does."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: _strict(value) for name, value in schema.items() if name != "nullable"}
    return {"anyOf": [inner, {"type": "null"}]} if schema.get("nullable") is True else inner


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
    jsonschema.validate(
        response.json(), {**promised, "components": _strict(provider["components"])}
    )
    assert {"401", "404", "503"} <= set(operation["responses"])
    assert "version" in [parameter["name"] for parameter in operation["parameters"]]
