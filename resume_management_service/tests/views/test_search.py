"""Searching résumés."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from api.models import Resume, User
from api.services import indexing
from tests.people import keep

URL = "/api/resumes/search"


def _search(client: APIClient, **query: str) -> dict[str, Any]:
    response = client.get(URL, query)
    assert response.status_code == 200, response.content
    return dict(response.json())


def _found(client: APIClient, **query: str) -> list[str]:
    return [hit["name"] for hit in _search(client, **query)["results"]]


@pytest.fixture
def resumes(user: User) -> None:
    """Keep four résumés that are told apart by their skills."""
    keep(user, "web.txt", skills="React, SQL, Python")
    keep(user, "systems.txt", email="b@example.org", phone="", skills="C++, Go")
    keep(
        user,
        "office.txt",
        email="c@example.org",
        phone="",
        skills="C#, SQL",
        place=("Oslo", "NO"),
    )
    keep(
        user,
        "other.txt",
        email="d@example.org",
        phone="",
        skills="C, Basket Weaving",
        highlight="Used Node.js daily",
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"skills": "React,SQL", "match": "all"}, ["web"]),
        ({"skills": "React,SQL", "match": "any"}, ["office", "web"]),
        ({"skills": "reactjs,sql", "match": "all"}, ["web"]),
        ({"skills": "C"}, ["other"]),
        ({"skills": "C++"}, ["systems"]),
        ({"skills": "c#"}, ["office"]),
        ({"skills": "golang"}, ["systems"]),
        ({"skills": "basket weaving"}, ["other"]),
        ({"skills": "Juggling"}, []),
        ({"skills": "Juggling,Go", "match": "any"}, ["systems"]),
        ({"skills": "Juggling,Go", "match": "all"}, []),
        ({"skills": "node"}, ["other"]),
        ({"q": "daily"}, ["other"]),
        ({"q": "DAILY node.js"}, ["other"]),
        ({"q": "warehouses ledger"}, ["office", "systems", "web"]),
        ({"q": "warehouses", "skills": "SQL"}, ["office", "web"]),
        ({"q": "warehouses", "skills": "SQL,Go", "match": "any"}, ["office", "systems", "web"]),
        ({"q": "c++"}, ["systems"]),
        ({"q": "absent"}, []),
        ({"location": "Oslo"}, ["office"]),
        ({"location": "Berlin", "skills": "SQL"}, ["web"]),
        ({"location": "Norway", "skills": "SQL,Go", "match": "any"}, ["office"]),
        ({"min_years": "5"}, []),
        ({"degree": "bachelor", "language": "German", "q": "daily"}, ["other"]),
        ({}, ["other", "office", "systems", "web"]),
    ],
)
def test_what_is_found(
    client: APIClient, resumes: None, query: dict[str, str], found: list[str]
) -> None:
    assert _found(client, **query) == found


def test_signs_that_were_sent_without_encoding_are_understood(
    client: APIClient, resumes: None
) -> None:
    response = client.get(f"{URL}?skills=C++,Go&match=all")

    assert [hit["name"] for hit in response.json()["results"]] == ["systems"]


def test_results_explain_what_matched(client: APIClient, resumes: None) -> None:
    (hit,) = _search(client, skills="nodejs,Java,C", q="daily", match="any")["results"]

    assert hit["matched_skills"] == ["Node.js", "C"]
    assert hit["explanation"]["skills"] == [
        {"name": "Node.js", "places": ["work"]},
        {"name": "C", "places": ["skills"]},
    ]
    assert hit["explanation"]["words"] == [
        {"word": "daily", "pointer": "/work/0/highlights/0", "snippet": "Used Node.js daily"}
    ]
    assert hit["candidate"]["full_name"] == "Ada Example"
    assert hit["latest_version"]["file_name"] == "other.txt"


def test_facets_count_the_results(client: APIClient, resumes: None) -> None:
    facets = _search(client, skills="SQL", facets="true")["facets"]

    assert (facets["counted"], facets["is_complete"]) == (2, True)
    assert {"value": "SQL", "count": 2} in facets["skills"]
    assert {"value": "React", "count": 1} in facets["skills"]
    assert facets["locations"] == [{"value": "Berlin", "count": 1}, {"value": "Oslo", "count": 1}]
    assert facets["degrees"] == [{"value": "bachelor", "count": 2}]
    assert {"value": "German", "count": 2} in facets["languages"]
    assert facets["experience"] == [{"value": "2–5", "count": 2}]
    assert "facets" not in _search(client, skills="SQL")


@pytest.mark.parametrize(
    "query",
    [
        {"skills": "SQL"},
        {"skills": "SQL,Python", "match": "all"},
        {"skills": "SQL,Python", "match": "any"},
        {"q": "warehouses"},
        {},
    ],
)
def test_pages_go_on_and_back_even_between_resumes_of_one_moment(
    client: APIClient, user: User, query: dict[str, str]
) -> None:
    moment = timezone.now()
    for number in range(7):
        resume = keep(user, f"{number}.txt", email=f"{number}@example.org", skills="SQL, Python")
        when = moment + timedelta(days=number // 2)
        Resume.objects.filter(pk=resume.pk).update(created_at=when)
        indexing.refresh(resume=Resume.objects.get(pk=resume.pk))

    first = _search(client, page_size="3", **query)
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    back = client.get(second["previous"]).json()
    forth = client.get(client.get(third["previous"]).json()["previous"]).json()

    names = [hit["name"] for page in (first, second, third) for hit in page["results"]]
    assert [set(names[at : at + 2]) for at in (1, 3, 5)] == [set("45"), set("23"), set("01")]
    assert names[0] == "6"
    assert (first["previous"], third["next"]) == (None, None)
    assert back["results"] == forth["results"] == first["results"]
    assert back["previous"] is None


def test_deleted_and_strangers_resumes_are_not_found(
    client: APIClient, stranger: APIClient, resumes: None
) -> None:
    (hit,) = _search(client, skills="C#")["results"]
    client.delete(f"/api/resumes/{hit['id']}")

    assert _found(client, skills="C#") == []
    assert _found(client, q="oslo") == []
    assert _found(stranger, skills="C++") == _found(stranger) == []


@pytest.mark.parametrize("size", [10, 100])
@pytest.mark.parametrize(
    "query",
    [
        {"skills": "React,SQL,Python", "match": "all"},
        {"skills": "React,SQL,Python", "match": "any", "q": "warehouses", "location": "Berlin"},
    ],
)
def test_a_search_takes_at_most_three_statements(
    client: APIClient,
    resumes: None,
    query: dict[str, str],
    size: int,
    django_assert_max_num_queries: Any,
) -> None:
    client.get(URL)

    with django_assert_max_num_queries(3):
        _search(client, page_size=str(size), **query)


@pytest.mark.parametrize(
    ("query", "attr"),
    [
        ("match=some", "match"),
        ("q=%3F%21", "q"),
        ("q=" + "+".join("abcdefghijk"), "q"),
        ("q=" + "x" * 201, "q"),
        ("skills=" + ",".join("abcdefghijk"), "skills"),
        ("degree=wizard", "degree"),
        ("page_size=0", "page_size"),
        ("cursor=nonsense", "cursor"),
        ("cursor=ZnxhfGI", "cursor"),
    ],
)
def test_bad_searches_name_the_parameter(client: APIClient, query: str, attr: str) -> None:
    response = client.get(f"{URL}?{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"].split(".")[0] == attr


def test_nobody_searches_without_a_login(anonymous: APIClient) -> None:
    assert anonymous.get(URL).status_code == 401


def test_a_large_page_is_cut_to_a_hundred(client: APIClient, resumes: None) -> None:
    assert len(_search(client, page_size="1000")["results"]) == 4
