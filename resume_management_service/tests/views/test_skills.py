"""The words in use for skills."""

from __future__ import annotations

from rest_framework.test import APIClient

from api.models import User
from tests.people import keep


def _listed(client: APIClient, prefix: str = "") -> list[tuple[str, int]]:
    query = {"prefix": prefix} if prefix else {}
    response = client.get("/api/skills", query)
    return [(skill["name"], skill["resume_count"]) for skill in response.json()["results"]]


def test_skills_in_use_are_listed_with_counts(client: APIClient, user: User) -> None:
    keep(user, skills="Python, Kubernetes")
    keep(user, email="b@example.org", skills="Python, Basket Weaving")

    counts = dict(_listed(client))

    assert (counts["Python"], counts["Kubernetes"], counts["Basket Weaving"]) == (2, 1, 1)
    assert "Rust" not in counts


def test_a_prefix_also_finds_by_other_spellings(client: APIClient, user: User) -> None:
    keep(user, skills="Kubernetes, Basket Weaving")

    assert _listed(client, "kub") == [("Kubernetes", 1)]
    assert _listed(client, "k8") == [("Kubernetes", 1)]
    assert _listed(client, "bask") == [("Basket Weaving", 1)]
    assert _listed(client, "zz") == []


def test_nobody_sees_the_words_of_others(
    client: APIClient, stranger: APIClient, anonymous: APIClient, user: User
) -> None:
    keep(user, skills="Python, Basket Weaving")

    assert _listed(stranger) == []
    assert anonymous.get("/api/skills").status_code == 401
    assert client.get("/api/skills", {"prefix": "x" * 101}).status_code == 400
