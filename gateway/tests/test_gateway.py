"""What the gateway passes on, to whom, and what it keeps to itself."""

import http.client
import json
import socket
import time
from collections.abc import Mapping
from typing import Any

import pytest

from gateway.tests.conftest import Gateway


def get(
    port: int, path: str, headers: Mapping[str, str] | None = None
) -> tuple[http.client.HTTPResponse, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=dict(headers or {}))
    response = connection.getresponse()
    body = response.read()
    connection.close()
    is_json = body.startswith(b"{")
    return response, json.loads(body) if is_json else body


def receive(connection: socket.socket, end: bytes) -> bytes:
    received = b""
    while end not in received and (chunk := connection.recv(4096)):
        received += chunk
    return received


@pytest.mark.parametrize(
    "path",
    [
        "/api/ai/models", "/api/job-descriptions", "/api/job-descriptions/1", "/api/suggestions",
        "/api/suggestions/1/feedback", "/api/optimize", "/api/optimize/1/accept", "/api/versions/1",
        "/api/exports/1/download", "/api/cover-letters", "/api/egress", "/api/billing/credits",
        "/ai/api/docs", "/ai/readyz",
    ],
)  # fmt: skip
def test_ai_paths_go_to_the_ai_service_unchanged(gateway: Gateway, path: str) -> None:
    _, seen = get(gateway.port, f"{path}?a=%2F&b=%20c")

    assert (seen["service"], seen["path"]) == ("ai", f"{path}?a=%2F&b=%20c")


@pytest.mark.parametrize(
    "path",
    [
        "/api/auth/login", "/api/users/me", "/api/resumes", "/api/resumes/1/versions",
        "/api/resumes/1/versions/2/restore", "/api/files/1", "/api/jobs/1", "/api/skills",
        "/api/applications/stats", "/api/data-collection/status/1", "/.well-known/jwks.json",
        "/api/docs", "/api/schema", "/static/x.js", "/admin/", "/healthz", "/api/airport", "/aix",
    ],
)  # fmt: skip
def test_everything_else_goes_to_the_resume_service(gateway: Gateway, path: str) -> None:
    _, seen = get(gateway.port, path)

    assert (seen["service"], seen["path"]) == ("resume", path)


def test_the_bucket_goes_to_the_store_with_the_host_that_was_signed(gateway: Gateway) -> None:
    _, seen = get(gateway.port, "/bucket/resumes/1/cv.pdf?X-Amz-Signature=1")

    assert seen["service"] == "storage"
    assert seen["headers"]["Host"] == f"127.0.0.1:{gateway.port}"


def test_a_bearer_token_goes_to_the_services_but_not_to_the_store(gateway: Gateway) -> None:
    bearer = {"Authorization": "Bearer a.b.c"}

    _, service = get(gateway.port, "/api/files/1", bearer)
    _, store = get(gateway.port, "/bucket/key?X-Amz-Signature=1", bearer)

    assert service["headers"]["Authorization"] == "Bearer a.b.c"
    assert "Authorization" not in store["headers"]


@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "/ai/metrics"])
def test_metrics_stay_inside(gateway: Gateway, path: str) -> None:
    response, problem = get(gateway.port, path)

    assert response.status == 404
    assert problem["code"] == "not_found"


def test_the_mount_of_the_ai_service_is_named_by_the_gateway_alone(gateway: Gateway) -> None:
    forged = {"SCRIPT_NAME": "/evil", "Script-Name": "/evil"}

    _, mounted = get(gateway.port, "/ai/api/docs", forged)
    _, plain = get(gateway.port, "/api/suggestions", forged)

    assert mounted["headers"]["SCRIPT_NAME"] == "/ai"
    assert "SCRIPT_NAME" not in plain["headers"]


def test_a_good_request_id_is_kept_and_a_bad_one_replaced(gateway: Gateway) -> None:
    _, kept = get(gateway.port, "/api/resumes", {"X-Request-ID": "client-id.0001"})
    _, replaced = get(gateway.port, "/api/resumes", {"X-Request-ID": "bad id\t{}"})

    assert kept["headers"]["X-Request-ID"] == "client-id.0001"
    assert len(replaced["headers"]["X-Request-ID"]) == 32


def test_the_client_address_is_appended_to_what_was_claimed(gateway: Gateway) -> None:
    _, seen = get(gateway.port, "/api/resumes", {"X-Forwarded-For": "203.0.113.9"})

    assert seen["headers"]["X-Forwarded-For"] == "203.0.113.9, 127.0.0.1"


def test_tls_in_front_is_passed_on(gateway: Gateway) -> None:
    _, outside = get(gateway.port, "/api/resumes", {"X-Forwarded-Proto": "https"})
    _, plain = get(gateway.port, "/api/resumes", {"X-Forwarded-Proto": "gopher"})

    assert outside["headers"]["X-Forwarded-Proto"] == "https"
    assert plain["headers"]["X-Forwarded-Proto"] == "http"


def test_events_arrive_one_by_one(gateway: Gateway, connection: socket.socket) -> None:
    connection.sendall(b"GET /api/optimize/1/events HTTP/1.1\r\nHost: gateway\r\n\r\n")
    started = time.monotonic()

    received = receive(connection, b"data: 1")

    assert time.monotonic() - started < 0.4
    assert b"data: 2" not in received


@pytest.mark.parametrize("path", ["/api/resumes", "/api/resumes/1/versions", "/bucket/key"])
def test_an_upload_reaches_the_service_before_it_is_complete(
    gateway: Gateway, connection: socket.socket, path: str
) -> None:
    service = gateway.services["storage" if path.startswith("/bucket") else "resume"]
    service.arrivals.clear()
    head = f"POST {path} HTTP/1.1\r\nHost: gateway\r\nContent-Length: 200000\r\n\r\n"

    connection.sendall(head.encode() + b"a" * 100_000)
    deadline = time.monotonic() + 5
    while not service.arrivals and time.monotonic() < deadline:
        time.sleep(0.02)
    arrived_early = bool(service.arrivals)
    connection.sendall(b"b" * 100_000)

    assert arrived_early
    assert b'"size": 200000' in receive(connection, b"}}")


def test_what_is_too_large_even_for_the_gateway_is_told_as_a_problem(
    connection: socket.socket,
) -> None:
    head = b"POST /api/resumes HTTP/1.1\r\nHost: gateway\r\nContent-Length: 999999999\r\n\r\n"

    connection.sendall(head)
    answer = receive(connection, b"}").decode()

    assert answer.startswith("HTTP/1.1 413")
    assert "application/problem+json" in answer
    assert '"code":"file_too_large"' in answer


def test_a_service_that_is_down_is_told_as_a_problem(lonely_port: int) -> None:
    response, problem = get(lonely_port, "/api/suggestions", {"X-Request-ID": "client-id.0002"})

    assert response.status == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Retry-After"] == "5"
    assert problem["code"] == "service_unavailable"
    assert problem["request_id"] == response.headers["X-Request-ID"] == "client-id.0002"


def test_the_gateway_tells_its_own_health(lonely_port: int) -> None:
    response, body = get(lonely_port, "/gateway/healthz")

    assert (response.status, body) == (200, {"status": "ok"})


def test_the_gateway_does_not_name_its_version(lonely_port: int) -> None:
    response, _ = get(lonely_port, "/gateway/healthz")

    assert response.headers["Server"] == "nginx"


def test_plain_http_is_sent_to_tls_where_that_ends_in_front(port_behind_tls: int) -> None:
    plain, _ = get(port_behind_tls, "/api/resumes?page_size=2")
    secure, _ = get(port_behind_tls, "/api/resumes", {"X-Forwarded-Proto": "https"})
    health, _ = get(port_behind_tls, "/gateway/healthz")

    assert plain.status == 308
    assert plain.headers["Location"] == "https://127.0.0.1/api/resumes?page_size=2"
    assert secure.status == 503
    assert health.status == 200
