"""What every service answers: health, schema, docs, metrics, CORS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.models import User
from django.test import Client
from rest_framework.test import APIClient

from api.models import AIModel

ANY_PAGE = "/api/job-descriptions"


def test_the_service_is_up_and_ready(anonymous: APIClient) -> None:
    assert anonymous.get("/healthz").status_code == 200
    assert anonymous.get("/readyz").json()["checks"] == {
        "database": "ok",
        "cache": "ok",
        "queue": "ok",
        "storage": "ok",
    }


def test_without_its_store_the_service_is_not_ready(
    anonymous: APIClient, settings: Any, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    settings.FILE_STORE = {
        "BACKEND": "servicekit.storage.disk.DiskStore",
        "OPTIONS": {"root": str(blocked)},
    }

    answer = anonymous.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["storage"] == "down"


def test_the_docs_load_nothing_from_outside(anonymous: APIClient) -> None:
    page = anonymous.get("/api/docs").content.decode()

    bundle = "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js"
    assert bundle in page
    assert "https://" not in page
    assert b"SwaggerUI" in b"".join(anonymous.get(bundle))


def test_the_schema_names_every_error_as_a_problem_document(anonymous: APIClient) -> None:
    schema = yaml.safe_load(anonymous.get("/api/schema").content)

    errors = [
        (path, method, status)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        for status, answer in operation["responses"].items()
        if status >= "400" and "application/problem+json" not in answer["content"]
    ]
    assert errors == []
    assert {"502", "503", "504", "429"} <= set(
        schema["paths"]["/api/suggestions"]["post"]["responses"]
    )


def test_metrics_are_exported(anonymous: APIClient) -> None:
    assert b"django_http_requests" in anonymous.get("/metrics").content


def test_other_origins_are_refused_unless_listed(client: APIClient, settings: Any) -> None:
    origin = "https://app.example.com"
    closed = client.get(ANY_PAGE, headers={"Origin": origin})
    settings.CORS_ALLOWED_ORIGINS = [origin]
    opened = client.get(ANY_PAGE, headers={"Origin": origin})

    assert "Access-Control-Allow-Origin" not in closed
    assert opened["Access-Control-Allow-Origin"] == origin
    assert "ETag" in opened["Access-Control-Expose-Headers"]


def test_answers_carry_security_headers(client: APIClient) -> None:
    response = client.get(ANY_PAGE)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_path_that_is_not_there_is_a_problem_document(anonymous: APIClient) -> None:
    response = anonymous.get("/api/nothing")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_staff_manage_models_and_see_no_texts(tables: None, client: APIClient) -> None:
    added = client.post(
        ANY_PAGE, {"title": "Developer", "text": "A secret job for a developer."}, "json"
    ).json()
    staff = Client()
    staff.force_login(User.objects.create_superuser("staff", "staff@example.com", "pw"))

    pages = [
        staff.get(f"/admin/api/{name}/")
        for name in ("aimodel", "jobdescription", "suggestion", "suggestionfeedback")
    ]
    job = staff.get(f"/admin/api/jobdescription/{added['id']}/change/")

    assert {page.status_code for page in pages} == {200}
    assert job.status_code == 200
    assert b"secret job" not in job.content


def test_staff_can_only_name_variables_that_hold_provider_keys(tables: None, settings: Any) -> None:
    settings.AI_MODEL_HOSTS = ["models"]
    staff = Client()
    staff.force_login(User.objects.create_superuser("staff", "staff@example.com", "pw"))
    model = AIModel.objects.get(provider="openai")
    form = {
        "display_name": "OpenAI",
        "provider": "openai",
        "base_url": "http://models:11434/v1",
        "priority": 5,
        "credits_per_use": 1,
        "is_active": "on",
    }
    path = f"/admin/api/aimodel/{model.pk}/change/"

    refused = staff.post(path, {**form, "key_names": '["AI_SECRET_KEY"]'})
    accepted = staff.post(path, {**form, "key_names": '["OPENAI_API_KEY", "OPENAI_API_KEY_2"]'})

    assert refused.status_code == 200
    assert accepted.status_code == 302
    model.refresh_from_db()
    assert model.key_names == ["OPENAI_API_KEY", "OPENAI_API_KEY_2"]
    assert model.base_url == "http://models:11434/v1"


def test_the_committed_schema_is_the_served_one(anonymous: APIClient) -> None:
    committed = yaml.safe_load((Path(__file__).parents[1] / "openapi.yaml").read_text())

    served = yaml.safe_load(anonymous.get("/api/schema").content)

    assert served["paths"].keys() == committed["paths"].keys()
