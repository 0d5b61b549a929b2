"""Registering, logging in and out, refreshing."""

from __future__ import annotations

from typing import Any

import jwt
import pytest
from rest_framework.test import APIClient

from api.models import Session, User

PASSWORD = "correct horse battery"


def _register(client: APIClient, **fields: Any) -> Any:
    body = {"email": "ada@example.com", "password": PASSWORD, "name": "Ada", **fields}
    return client.post("/api/auth/register", body, format="json")


def test_registering_logs_in(anonymous: APIClient) -> None:
    response = _register(anonymous)

    assert response.status_code == 201
    body = response.json()
    assert body["user"]["email"] == "ada@example.com"
    assert "password" not in body["user"]
    anonymous.credentials(HTTP_AUTHORIZATION=f"Bearer {body['access']}")
    assert anonymous.get("/api/users/me").json()["name"] == "Ada"


def test_the_access_token_says_what_the_other_service_checks(anonymous: APIClient) -> None:
    body = _register(anonymous).json()

    header = jwt.get_unverified_header(body["access"])
    claims = jwt.decode(body["access"], options={"verify_signature": False})
    published = anonymous.get("/.well-known/jwks.json").json()["keys"]
    assert header["alg"] == "ES256"
    assert header["kid"] in [key["kid"] for key in published]
    assert claims["sub"] == body["user"]["id"]
    assert claims["token_type"] == "access"
    assert {"iss", "aud", "jti", "exp"} <= claims.keys()
    assert all("d" not in key for key in published)


def test_an_address_is_taken_whatever_its_case(anonymous: APIClient) -> None:
    _register(anonymous)

    response = _register(anonymous, email="ADA@Example.com")

    assert response.status_code == 409
    assert response.json()["code"] == "email_taken"


@pytest.mark.parametrize(
    ("fields", "attr"),
    [
        ({"email": "nonsense"}, "email"),
        ({"email": ""}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "password123"}, "password"),
        ({"password": "12345678901"}, "password"),
        ({"name": "x" * 151}, "name"),
    ],
)
def test_bad_registrations_name_the_field(
    anonymous: APIClient, fields: dict[str, str], attr: str
) -> None:
    response = _register(anonymous, **fields)

    assert response.status_code == 400
    assert attr in [error["attr"] for error in response.json()["errors"]]
    assert not User.objects.exists()


def test_logging_in_gives_tokens(anonymous: APIClient, user: User) -> None:
    response = anonymous.post(
        "/api/auth/login", {"email": "Ada@example.com", "password": PASSWORD}, format="json"
    )

    assert response.status_code == 200
    assert response.json().keys() == {"user", "access", "refresh"}


@pytest.mark.parametrize(
    "credentials",
    [
        {"email": "ada@example.com", "password": "wrong horse"},
        {"email": "nobody@example.com", "password": PASSWORD},
    ],
)
def test_wrong_credentials_get_one_answer(
    anonymous: APIClient, user: User, credentials: dict[str, str]
) -> None:
    response = anonymous.post("/api/auth/login", credentials, format="json")

    body = response.json()
    assert response.status_code == 401
    assert body["code"] == "invalid_credentials"
    assert body["detail"] == "The e-mail address or the password is wrong."


def test_a_disabled_account_cannot_log_in(anonymous: APIClient, user: User) -> None:
    User.objects.update(is_active=False)

    response = anonymous.post(
        "/api/auth/login", {"email": user.email, "password": PASSWORD}, format="json"
    )

    assert response.status_code == 401


def test_a_disabled_account_loses_its_tokens(client: APIClient) -> None:
    User.objects.update(is_active=False)

    assert client.get("/api/users/me").status_code == 401


def test_refreshing_rotates(anonymous: APIClient) -> None:
    first = _register(anonymous).json()

    second = anonymous.post("/api/auth/refresh", {"refresh": first["refresh"]}, format="json")

    assert second.status_code == 200
    assert second.json()["refresh"] != first["refresh"]
    again = anonymous.post(
        "/api/auth/refresh", {"refresh": second.json()["refresh"]}, format="json"
    )
    assert again.status_code == 200


def test_a_reused_refresh_token_revokes_the_family(anonymous: APIClient) -> None:
    first = _register(anonymous).json()
    second = anonymous.post(
        "/api/auth/refresh", {"refresh": first["refresh"]}, format="json"
    ).json()

    reused = anonymous.post("/api/auth/refresh", {"refresh": first["refresh"]}, format="json")

    assert reused.status_code == 401
    anonymous.credentials(HTTP_AUTHORIZATION=f"Bearer {second['access']}")
    assert anonymous.get("/api/users/me").status_code == 401
    anonymous.credentials()
    newest = anonymous.post("/api/auth/refresh", {"refresh": second["refresh"]}, format="json")
    assert newest.status_code == 401


def test_an_access_token_is_no_refresh_token(anonymous: APIClient) -> None:
    tokens = _register(anonymous).json()

    response = anonymous.post("/api/auth/refresh", {"refresh": tokens["access"]}, format="json")

    assert response.status_code == 401


def test_a_refresh_token_is_no_access_token(anonymous: APIClient) -> None:
    tokens = _register(anonymous).json()

    anonymous.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['refresh']}")

    assert anonymous.get("/api/users/me").status_code == 401


def test_logging_out_ends_the_session(anonymous: APIClient) -> None:
    tokens = _register(anonymous).json()
    anonymous.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")

    response = anonymous.post("/api/auth/logout", {"refresh": tokens["refresh"]}, format="json")

    assert response.status_code == 204
    assert anonymous.get("/api/users/me").status_code == 401
    assert Session.objects.get().revoked_at is not None


def test_a_stranger_cannot_end_my_session(anonymous: APIClient, stranger: APIClient) -> None:
    tokens = _register(anonymous).json()

    response = stranger.post("/api/auth/logout", {"refresh": tokens["refresh"]}, format="json")

    assert response.status_code == 401
    anonymous.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")
    assert anonymous.get("/api/users/me").status_code == 200


def test_logins_are_throttled(anonymous: APIClient, settings: Any) -> None:
    settings.THROTTLES_ENABLED = True
    credentials = {"email": "ada@example.com", "password": "wrong horse"}

    answers = [anonymous.post("/api/auth/login", credentials, format="json") for _ in range(40)]

    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429
    assert answers[-1].json()["code"] == "throttled"
    assert int(answers[-1]["Retry-After"]) >= 1
