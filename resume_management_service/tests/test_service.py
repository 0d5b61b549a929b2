"""What every service answers: health, schema, docs, metrics, CORS."""

from typing import Any

from rest_framework.test import APIClient


def test_the_service_is_up_and_ready(anonymous: APIClient) -> None:
    assert anonymous.get("/healthz").status_code == 200
    assert anonymous.get("/readyz").json()["checks"] == {
        "database": "ok",
        "storage": "ok",
        "cache": "ok",
        "queue": "ok",
    }


def test_what_is_down_is_named(anonymous: APIClient, settings: Any, tmp_path: Any) -> None:
    (tmp_path / "blocked").write_text("x")
    settings.FILE_STORE = {
        "BACKEND": "servicekit.storage.disk.DiskStore",
        "OPTIONS": {"root": str(tmp_path / "blocked" / "files")},
    }

    response = anonymous.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["storage"] == "down"
    assert response["Retry-After"]
    assert anonymous.get("/healthz").status_code == 200


def test_the_docs_load_nothing_from_outside(anonymous: APIClient) -> None:
    page = anonymous.get("/api/docs").content.decode()

    assert "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js" in page
    assert "https://" not in page
    bundle = "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js"
    assert b"SwaggerUI" in b"".join(anonymous.get(bundle))


def test_metrics_are_exported(anonymous: APIClient) -> None:
    assert b"django_http_requests" in anonymous.get("/metrics").content


def test_other_origins_are_refused_unless_listed(client: APIClient, settings: Any) -> None:
    origin = "https://app.example.com"
    closed = client.get("/api/resumes", headers={"Origin": origin})
    settings.CORS_ALLOWED_ORIGINS = [origin]
    opened = client.get("/api/resumes", headers={"Origin": origin})

    assert "Access-Control-Allow-Origin" not in closed
    assert opened["Access-Control-Allow-Origin"] == origin
    assert "ETag" in opened["Access-Control-Expose-Headers"]


def test_answers_carry_security_headers(client: APIClient) -> None:
    response = client.get("/api/resumes")

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "no-referrer"
