"""The caller's own account."""

import pytest
from rest_framework.test import APIClient

from api.models import User


def test_the_profile_is_shown(client: APIClient, user: User) -> None:
    response = client.get("/api/users/me")

    assert response.status_code == 200
    assert response.json()["id"] == str(user.pk)
    assert response.json()["role"] == "user"


def test_given_fields_are_changed(client: APIClient) -> None:
    response = client.patch("/api/users/me", {"preferences": {"theme": "dark"}}, format="json")

    assert response.json()["preferences"] == {"theme": "dark"}
    assert response.json()["name"] == "Ada Example"


def test_the_profile_is_replaced(client: APIClient) -> None:
    response = client.put("/api/users/me", {"name": "Ada E."}, format="json")

    assert response.json()["name"] == "Ada E."


def test_what_is_not_the_owners_to_change_stays(client: APIClient, user: User) -> None:
    protected = {"id": "x", "is_staff": True, "role": "admin", "email": "new@example.com"}

    response = client.patch("/api/users/me", protected, format="json")

    assert response.status_code == 200
    user.refresh_from_db()
    assert (user.is_staff, user.email) == (False, "ada@example.com")


@pytest.mark.parametrize(
    "body", [{"name": "x" * 151}, {"preferences": [1]}, {"preferences": {"a": "x" * 10_001}}]
)
def test_bad_profiles_are_refused(client: APIClient, body: dict[str, object]) -> None:
    assert client.patch("/api/users/me", body, format="json").status_code == 400


def test_anonymous_callers_have_no_profile(anonymous: APIClient) -> None:
    assert anonymous.get("/api/users/me").status_code == 401
