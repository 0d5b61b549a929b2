"""Optimised versions: made of accepted changes, read, compared."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from rest_framework.test import APIClient

from api.models import Optimization, OptimizedVersion
from api.rewriting.changes import propose
from e2e.fakes.llm_server import LlmServer
from servicekit.storage import file_store
from tests.conftest import logged_in
from tests.fakes import FakeResumeService
from tests.resumes import SECTIONS

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "/api/versions"
Made = Callable[..., dict[str, Any]]


@pytest.fixture
def optimization(made: Made) -> dict[str, Any]:
    """Return a finished optimisation with several proposed changes."""
    body = made()
    assert len(proposed(body)) >= 2
    return body


@pytest.fixture
def accept(client: APIClient, optimization: dict[str, Any]) -> Callable[..., Any]:
    """Return a function that accepts changes, all of them when none are named."""

    def post(*ids: str, **body: Any) -> Any:
        given = {"accepted_changes": list(ids)} if ids else {"apply_all": True}
        return client.post(f"/api/optimize/{optimization['id']}/accept", body or given, "json")

    return post


Accept = Callable[..., Any]


def proposed(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [change for change in body["changes"] if change["status"] == "proposed"]


def at(sections: Any, pointer: str) -> Any:
    for part in pointer.strip("/").split("/"):
        sections = sections[int(part)] if isinstance(sections, list) else sections[part]
    return sections


def test_one_accepted_change_is_the_only_difference(
    accept: Accept, client: APIClient, optimization: dict[str, Any]
) -> None:
    change = proposed(optimization)[0]

    response = accept(change["id"])

    assert response.status_code == 201
    body = client.get(response["Location"]).json()
    assert response["Location"] == f"{PATH}/{response.json()['version_id']}"
    assert at(body["sections"], change["section"]) == change["after"]
    assert [row["after"] for row in body["diff"]] == [change["after"]]
    assert body["accepted_changes"] == [change["id"]]
    assert (body["number"], body["parent_id"], body["saved"]) == (1, None, None)
    assert 0 <= body["score"] <= 100
    assert body["base_score"] == optimization["base_score"]


def test_all_accepted_changes_are_made(
    accept: Accept, client: APIClient, optimization: dict[str, Any]
) -> None:
    body = client.get(accept()["Location"]).json()

    for change in proposed(optimization):
        assert at(body["sections"], change["section"]) == change["after"]
    assert body["score"] == optimization["alignment_score"]


def test_accepting_the_same_twice_gives_the_same_version(
    accept: Accept, optimization: dict[str, Any], resumes: FakeResumeService, user_id: str
) -> None:
    ids = [change["id"] for change in proposed(optimization)]
    first = accept(*ids)
    resumes.change(user_id, optimization["resume_id"], number=2)

    again = accept(*reversed(ids), ids[0])
    everything = accept()

    assert (first.status_code, again.status_code, everything.status_code) == (201, 200, 200)
    assert first.json() == again.json() == everything.json()
    assert OptimizedVersion.objects.count() == 1


def test_accepting_the_same_from_many_sides_gives_one_version(
    optimization: dict[str, Any], user_id: str
) -> None:
    def post(_: int) -> Any:
        try:
            path = f"/api/optimize/{optimization['id']}/accept"
            return logged_in(user_id).post(path, {"apply_all": True}, "json").json()["version_id"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        ids = set(pool.map(post, range(12)))

    assert len(ids) == 1
    assert OptimizedVersion.objects.count() == 1


def test_other_changes_make_another_version(accept: Accept, optimization: dict[str, Any]) -> None:
    first = accept(proposed(optimization)[0]["id"]).json()

    second = accept(proposed(optimization)[1]["id"]).json()

    assert first["version_id"] != second["version_id"]
    assert (first["number"], second["number"]) == (1, 2)


@pytest.mark.parametrize("change", [{"number": 2}, {"sections": {"basics": {"name": "A"}}}])
def test_a_resume_that_changed_since_is_a_stale_base(
    accept: Accept,
    optimization: dict[str, Any],
    resumes: FakeResumeService,
    user_id: str,
    change: dict[str, Any],
) -> None:
    standing = resumes.document(user_id, optimization["resume_id"])
    kept = {} if "number" in change else {"version_id": standing["version_id"]}
    resumes.change(user_id, optimization["resume_id"], **kept, **change)

    response = accept()

    assert (response.status_code, response.json()["code"]) == (409, "stale_base")
    assert not OptimizedVersion.objects.exists()


def test_changes_to_the_same_place_conflict(accept: Accept, optimization: dict[str, Any]) -> None:
    row = Optimization.objects.get()
    first = proposed(optimization)[0]
    other = propose(section=first["section"], before=first["before"], after="Built web services.")
    row.changes = [*row.changes, other.to_json()]
    row.save()

    response = accept(first["id"], other.id)

    assert (response.status_code, response.json()["code"]) == (409, "conflicting_changes")


def test_the_guard_looks_again_at_the_whole(accept: Accept) -> None:
    row = Optimization.objects.get()
    summary = SECTIONS["basics"]["summary"]
    invented = propose(
        section="/basics/summary", before=summary, after=f"{summary} Led 250 people."
    )
    row.changes = [invented.to_json()]
    row.save()

    response = accept()

    assert (response.status_code, response.json()["code"]) == (422, "unsupported_claims")
    assert response.json()["errors"][0]["attr"] == "/basics/summary"
    assert not OptimizedVersion.objects.exists()


def test_unknown_changes_are_named(accept: Accept, optimization: dict[str, Any]) -> None:
    response = accept(proposed(optimization)[0]["id"], "no-such-change")

    assert (response.status_code, response.json()["code"]) == (400, "unknown_change")
    assert "no-such-change" in response.json()["errors"][0]["detail"]


def test_what_was_refused_cannot_be_accepted(made: Made, client: APIClient, llm: LlmServer) -> None:
    llm.state.modes = ["inventing"]
    body = made()
    path = f"/api/optimize/{body['id']}/accept"

    one = client.post(path, {"accepted_changes": [body["changes"][0]["id"]]}, "json")
    everything = client.post(path, {"apply_all": True}, "json")

    assert (one.status_code, one.json()["errors"][0]["code"]) == (400, "refused")
    assert (everything.status_code, everything.json()["code"]) == (409, "nothing_to_accept")


def test_what_is_not_finished_has_nothing_to_accept(
    optimize: Callable[..., Any], client: APIClient
) -> None:
    path = optimize()["Location"]

    response = client.post(f"{path}/accept", {"apply_all": True}, "json")

    assert (response.status_code, response.json()["code"]) == (409, "optimization_not_completed")


@pytest.mark.parametrize(
    "body",
    [
        {"accepted_changes": []},
        {"apply_all": False},
        {"accepted_changes": ["a"], "apply_all": True},
        {"accepted_changes": "a"},
    ],
)
def test_an_unclear_acceptance_is_refused(accept: Accept, body: dict[str, Any]) -> None:
    response = accept(**body)

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "accepted_changes"


def test_own_versions_are_listed_newest_first_without_contents(
    accept: Accept, client: APIClient, optimization: dict[str, Any]
) -> None:
    first = accept(proposed(optimization)[0]["id"]).json()["version_id"]
    second = accept().json()["version_id"]

    rows = client.get(PATH, {"resume_id": optimization["resume_id"]}).json()["results"]
    none = client.get(PATH, {"optimization_id": str(uuid.uuid4())}).json()["results"]

    assert [row["id"] for row in rows] == [second, first]
    assert not {"sections", "diff"} & rows[0].keys()
    assert none == []


def test_two_versions_are_compared_word_by_word(
    accept: Accept, client: APIClient, optimization: dict[str, Any]
) -> None:
    changes = proposed(optimization)
    first = accept(changes[0]["id"]).json()["version_id"]
    second = accept(changes[0]["id"], changes[1]["id"]).json()["version_id"]

    body = client.get(f"{PATH}/compare", {"from": first, "to": second}).json()

    (difference,) = body["differences"]
    assert (difference["before"], difference["after"]) == (
        changes[1]["before"],
        changes[1]["after"],
    )
    assert {piece["op"] for piece in difference["diff"]} >= {"insert", "delete"}


@pytest.mark.parametrize("query", [{}, {"from": "x", "to": str(uuid.uuid4())}])
def test_a_bad_comparison_is_named(client: APIClient, query: dict[str, str]) -> None:
    assert client.get(f"{PATH}/compare", query).status_code == 400


def test_a_version_unchanged_is_not_sent_again_and_can_be_deleted(
    accept: Accept, client: APIClient
) -> None:
    path = accept()["Location"]
    etag = client.get(path)["ETag"]

    assert client.get(path, HTTP_IF_NONE_MATCH=etag).status_code == 304
    assert client.delete(path, HTTP_IF_MATCH='"other"').status_code == 412
    assert client.delete(path, HTTP_IF_MATCH=etag).status_code == 204
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("method", "tail"), [("get", ""), ("delete", "")])
def test_a_stranger_sees_what_is_not_there(
    accept: Accept, stranger: APIClient, anonymous: APIClient, method: str, tail: str
) -> None:
    path = accept()["Location"]

    foreign = getattr(stranger, method)(f"{path}{tail}")
    absent = getattr(stranger, method)(f"{PATH}/{uuid.uuid4()}{tail}")
    nobody = getattr(anonymous, method)(f"{path}{tail}")

    assert (foreign.status_code, nobody.status_code) == (404, 401)
    assert {**foreign.json(), "request_id": ""} == {**absent.json(), "request_id": ""}
    assert OptimizedVersion.objects.exists()


def test_somebody_elses_version_is_not_compared(accept: Accept, stranger: APIClient) -> None:
    version_id = accept().json()["version_id"]

    response = stranger.get(f"{PATH}/compare", {"from": version_id, "to": version_id})

    assert response.status_code == 404


def test_an_anonymous_caller_is_asked_to_log_in(anonymous: APIClient) -> None:
    assert anonymous.get(PATH).status_code == 401
    assert anonymous.get(f"{PATH}/compare").status_code == 401


def test_files_made_of_a_version_are_its_downloads_and_go_with_it(
    accept: Accept, client: APIClient
) -> None:
    path = accept()["Location"]
    before = client.get(path)
    order = {"version_id": before.json()["id"], "format": "pdf"}
    exported = client.post("/api/exports", order, "json").json()

    after = client.get(path)

    assert before.json()["downloads"] == []
    assert [file["export_id"] for file in after.json()["downloads"]] == [exported["export_id"]]
    assert after["ETag"] != before["ETag"]
    stored = [file.key for file in file_store().walk("exports/")]
    assert client.delete(path).status_code == 204
    assert stored
    assert [file.key for file in file_store().walk("exports/")] == []
