"""Errors as problem documents."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit import errors
from servicekit.problems import STATUS_OF_KIND
from tests.urls import Things


@pytest.mark.parametrize(("kind", "status"), STATUS_OF_KIND.items())
def test_each_kind_of_error_becomes_its_status(
    anonymous: APIClient, kind: type[errors.DomainError], status: int
) -> None:
    response = anonymous.get(f"/api/failing/{kind.__name__}")

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["code"] == "told"
    assert body["detail"] == "Told to fail."
    assert body["request_id"] == response["X-Request-ID"]
    assert response["Retry-After"] == "8"


def test_a_crash_tells_nothing_but_the_request_id(anonymous: APIClient) -> None:
    response = anonymous.get("/api/failing/crash")

    assert response.status_code == 500
    assert response.json()["code"] == "internal_error"
    assert "secret" not in response.content.decode()


def test_a_path_that_does_not_exist_is_a_problem_document(anonymous: APIClient) -> None:
    response = anonymous.get("/nowhere")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_validation_errors_name_the_fields(client: APIClient) -> None:
    response = client.post("/api/things", {"name": "too long", "sizes": [1, "x"]}, format="json")

    assert response.status_code == 400
    assert response.json()["code"] == "validation_error"
    assert [(e["attr"], e["code"]) for e in response.json()["errors"]] == [
        ("name", "max_length"),
        ("sizes.1", "invalid"),
    ]


def test_broken_json_is_told_apart_from_bad_fields(client: APIClient) -> None:
    response = client.post("/api/things", "{", content_type="application/json")

    assert response.status_code == 400
    assert response.json()["code"] == "parse_error"


def test_an_unknown_version_is_not_acceptable(client: APIClient) -> None:
    response = client.get("/api/things", HTTP_ACCEPT="application/json; version=2")

    assert response.status_code == 406
    assert response.json()["code"] == "not_acceptable"


def test_a_trailing_slash_is_tolerated(client: APIClient) -> None:
    response = client.post("/api/things/", {"name": "a"}, format="json")

    assert response.status_code == 201


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("client-id.1_2", True), ("short", False), ("x" * 65, False), ("has space 123", False)],
)
def test_a_harmless_request_id_is_kept(anonymous: APIClient, sent: str, kept: bool) -> None:
    response = anonymous.get("/healthz", headers={"X-Request-ID": sent})

    assert (response["X-Request-ID"] == sent) is kept
    assert len(response["X-Request-ID"]) >= 8


def test_an_error_can_name_what_it_left_behind(client: APIClient) -> None:
    Things.failure = errors.BadGateway("Failed.", members={"thing_id": "t-1"})

    response = client.post("/api/things", {"name": "a"}, format="json")

    assert response.status_code == 502
    assert response.json()["thing_id"] == "t-1"


def test_a_body_over_the_limit_is_too_large(client: APIClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = client.post("/api/things", {"name": "x" * 200}, format="json")

    assert response.status_code == 413
    assert response.json()["code"] == "body_too_large"


@pytest.mark.parametrize("body", [b'{"name": NaN}', b'{"name": "\\ud800"}', b"\xff\xfe"])
def test_json_that_no_column_could_hold_is_refused(client: APIClient, body: bytes) -> None:
    response = client.post("/api/things", body, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["code"] == "parse_error"
