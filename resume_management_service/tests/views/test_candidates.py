"""Candidates: listed, shown, merged."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import Candidate, User
from servicekit.audit.models import AuditEvent
from tests.people import keep


def _names(client: APIClient, **query: str) -> list[str]:
    response = client.get("/api/candidates", query)
    assert response.status_code == 200, response.content
    return [candidate["full_name"] for candidate in response.json()["results"]]


def _candidate_of(client: APIClient, name: str) -> dict[str, Any]:
    (found,) = client.get("/api/candidates", {"name": name}).json()["results"]
    return dict(found)


@pytest.fixture
def people(user: User) -> None:
    """Keep the résumés of three people."""
    keep(user)
    keep(
        user,
        name="Bea Sample",
        email="bea@example.org",
        phone="+33170363950",
        place=("Lyon", "FR"),
        jobs=(("Nurse", "Sample Clinic", "2024-01", "2024-12"),),
        degree="Master of Science",
        skills="Wound Care, Patient Education",
        languages="French: native, English: B2",
    )
    keep(
        user,
        name="Cem Model",
        email="cem@example.org",
        phone="+494042830",
        place=("Hamburg", "DE"),
        jobs=(("Caster", "Model Foundry", "2001-01", "2015-12"),),
        degree="PhD",
        skills="C++, Python, React",
        languages="Turkish: native",
    )


def test_a_read_resume_has_a_candidate_with_all_its_facts(client: APIClient, user: User) -> None:
    resume = keep(user)

    summary = _candidate_of(client, "Ada")
    shown = client.get(f"/api/candidates/{summary['id']}").json()

    assert shown.items() >= summary.items()
    assert shown["email"] == "ada@example.com"
    assert shown["phone_number"] == "+4930901820"
    assert shown["location"]["country_code"] == "DE"
    assert (shown["experience_years"], shown["degree_level"]) == (4.0, "bachelor")
    (job,) = shown["experience"]
    assert (job["company"], job["start"], job["end"]) == (
        "Example Works GmbH",
        "2016-05",
        "2020-04",
    )
    (study,) = shown["education"]
    assert (study["institution"], study["level"]) == ("Sample University", "bachelor")
    assert {"Python", "Django", "PostgreSQL"} <= {skill["name"] for skill in shown["skills"]}
    assert [language["language"] for language in shown["languages"]] == ["English", "German"]
    assert [found["id"] for found in shown["resumes"]] == [str(resume.pk)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"name": "bea"}, ["Bea Sample"]),
        ({"skills": "python"}, ["Cem Model", "Ada Example"]),
        ({"skills": "Python,reactjs"}, ["Cem Model"]),
        ({"skills": "C"}, []),
        ({"location": "Germany"}, ["Cem Model", "Ada Example"]),
        ({"location": "hamburg"}, ["Cem Model"]),
        ({"location": "Lyon, FR"}, ["Bea Sample"]),
        ({"location": "Lyon, Germany"}, []),
        ({"min_years": "2"}, ["Cem Model", "Ada Example"]),
        ({"min_years": "2", "max_years": "5"}, ["Ada Example"]),
        ({"degree": "master"}, ["Cem Model", "Bea Sample"]),
        ({"language": "english"}, ["Bea Sample", "Ada Example"]),
        ({"language": "Türkisch"}, ["Cem Model"]),
        ({"ordering": "name"}, ["Ada Example", "Bea Sample", "Cem Model"]),
        ({"ordering": "-experience"}, ["Cem Model", "Ada Example", "Bea Sample"]),
    ],
)
def test_filters_and_orders(
    client: APIClient, people: None, query: dict[str, str], found: list[str]
) -> None:
    assert _names(client, **query) == found


def test_the_list_is_paged(client: APIClient, people: None) -> None:
    first = client.get("/api/candidates?page_size=2&ordering=-experience").json()
    second = client.get(first["next"]).json()

    shown = [candidate["full_name"] for candidate in first["results"] + second["results"]]
    assert shown == ["Cem Model", "Ada Example", "Bea Sample"]
    assert second["next"] is None


def test_a_list_takes_at_most_three_statements(
    client: APIClient, people: None, django_assert_max_num_queries: Any
) -> None:
    client.get("/api/candidates")

    with django_assert_max_num_queries(3):
        client.get("/api/candidates?page_size=100&location=Germany&min_years=1&language=German")


@pytest.mark.parametrize(
    "query",
    [
        "degree=wizard",
        "min_years=-1",
        "min_years=x",
        "min_years=5&max_years=2",
        "ordering=email",
        "skills=" + ",".join("abcdefghijk"),
        "skills=" + "x" * 101,
    ],
)
def test_bad_queries_name_the_parameter(client: APIClient, query: str) -> None:
    response = client.get(f"/api/candidates?{query}")

    assert response.status_code == 400
    assert response.json()["errors"]


def test_the_state_that_is_known_is_not_sent_again(client: APIClient, people: None) -> None:
    url = f"/api/candidates/{_candidate_of(client, 'Ada')['id']}"
    etag = client.get(url)["ETag"]

    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_a_stranger_sees_no_candidate(
    stranger: APIClient, anonymous: APIClient, client: APIClient, people: None
) -> None:
    url = f"/api/candidates/{_candidate_of(client, 'Ada')['id']}"
    absent = f"/api/candidates/{uuid.uuid4()}"
    body = {"other_id": str(uuid.uuid4())}

    assert stranger.get(url).status_code == stranger.get(absent).status_code == 404
    assert stranger.post(f"{url}/merge", body, format="json").status_code == 404
    assert stranger.get("/api/candidates").json()["results"] == []
    assert anonymous.get(url).status_code == 401
    assert anonymous.get("/api/candidates").status_code == 401
    assert anonymous.post(f"{url}/merge", body, format="json").status_code == 401


@pytest.fixture
def twins(client: APIClient, user: User) -> tuple[str, str]:
    """Keep two résumés of one name with different addresses; return the candidates' ids."""
    keep(user, "first.txt")
    keep(
        user,
        "second.txt",
        email="ada@example.org",
        phone="+498955270",
        jobs=(("Developer", "Other Works", "2020-05", "2022-04"),),
        skills="Python, Rust",
    )
    second, first = client.get("/api/candidates").json()["results"]
    return first["id"], second["id"]


def test_possible_duplicates_are_listed_with_reasons(
    client: APIClient, twins: tuple[str, str]
) -> None:
    first, second = twins

    (found,) = client.get(f"/api/candidates/{first}").json()["possible_duplicates"]

    assert found["id"] == second
    assert [reason["code"] for reason in found["reasons"]] == ["same_name"]


def test_a_merge_keeps_everything(client: APIClient, twins: tuple[str, str]) -> None:
    first, second = twins

    response = client.post(f"/api/candidates/{first}/merge", {"other_id": second}, format="json")

    body = response.json()
    assert response.status_code == 200
    assert (body["id"], body["email"]) == (first, "ada@example.com")
    assert body["other_emails"] == ["ada@example.org"]
    assert [job["company"] for job in body["experience"]] == ["Other Works", "Example Works GmbH"]
    assert len(body["education"]) == 1
    assert body["experience_years"] == 6.0
    assert body["resume_count"] == 2
    counts = {skill["name"]: skill["resume_count"] for skill in body["skills"]}
    assert (counts["Python"], counts["Rust"], counts["Django"]) == (2, 1, 1)
    assert body["possible_duplicates"] == []
    assert _names(client) == ["Ada Example"]
    assert client.get(f"/api/candidates/{second}").json()["id"] == first


def test_a_merge_is_recorded_and_done_once(client: APIClient, twins: tuple[str, str]) -> None:
    first, second = twins
    url = f"/api/candidates/{first}/merge"

    answers = [client.post(url, {"other_id": second}, format="json") for _ in range(2)]

    assert answers[0].json()["resumes"] == answers[1].json()["resumes"]
    recorded = AuditEvent.objects.filter(action__startswith="candidate.").order_by("pk")
    assert list(recorded.values_list("action", "object_id")) == [
        ("candidate.merged", first),
        ("candidate.absorbed", second),
    ]


def test_a_merged_candidates_address_leads_to_the_one_that_is_left(
    client: APIClient, user: User, twins: tuple[str, str]
) -> None:
    first, second = twins
    client.post(f"/api/candidates/{first}/merge", {"other_id": second}, format="json")

    keep(user, "third.txt", email="ada@example.org", phone="", name="A. Example")

    (left,) = client.get("/api/candidates").json()["results"]
    assert (left["id"], left["resume_count"]) == (first, 3)


@pytest.mark.parametrize(
    ("other", "status"),
    [("itself", 400), ("00000000-0000-4000-8000-000000000000", 404), ("nonsense", 400)],
)
def test_bad_merges_are_refused(
    client: APIClient, twins: tuple[str, str], other: str, status: int
) -> None:
    first, _ = twins
    body = {"other_id": first if other == "itself" else other}

    response = client.post(f"/api/candidates/{first}/merge", body, format="json")

    assert response.status_code == status
    assert Candidate.objects.filter(merged_into=None).count() == 2


def test_a_strangers_candidate_cannot_be_merged(
    client: APIClient, stranger: APIClient, other_user: Any, twins: tuple[str, str]
) -> None:
    theirs = Candidate.objects.create(user_id=str(other_user.pk), full_name="Eve Example")

    response = client.post(
        f"/api/candidates/{twins[0]}/merge", {"other_id": str(theirs.pk)}, format="json"
    )

    assert response.status_code == 404


def test_deleted_resumes_leave_the_lists_consistent(
    client: APIClient, twins: tuple[str, str]
) -> None:
    first, second = twins
    client.post(f"/api/candidates/{first}/merge", {"other_id": second}, format="json")
    newest, oldest = client.get("/api/resumes").json()["results"]

    client.delete(f"/api/resumes/{newest['id']}")
    left = client.get(f"/api/candidates/{first}").json()
    client.delete(f"/api/resumes/{oldest['id']}")
    nobody = _names(client)
    client.post(f"/api/resumes/{newest['id']}/restore")
    back = client.get(f"/api/candidates/{first}").json()

    assert (left["resume_count"], left["experience_years"]) == (1, 4.0)
    assert "Rust" not in {skill["name"] for skill in left["skills"]}
    assert nobody == []
    assert [job["company"] for job in back["experience"]] == ["Other Works"]
    assert "Rust" in {skill["name"] for skill in back["skills"]}
