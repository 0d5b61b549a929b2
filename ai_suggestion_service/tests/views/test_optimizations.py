"""Optimisations: asked for, made, accepted."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import EgressRecord, Optimization, OptimizedVersion
from e2e.fakes.llm_server import LlmServer
from servicekit.jobs import runner
from servicekit.jobs.models import Job, JobStatus
from tests.fakes import FakeResumeService
from tests.resumes import JOB

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "/api/optimize"
Ask = Callable[..., Any]
Made = Callable[..., dict[str, Any]]


def work() -> None:
    """Do what a worker does."""
    for job in Job.objects.filter(status=JobStatus.QUEUED):
        assert runner.run_by_id(job.pk)


def of_status(body: dict[str, Any], status: str) -> list[dict[str, Any]]:
    return [change for change in body["changes"] if change["status"] == status]


def test_it_is_asynchronous_unless_told_otherwise(optimize: Ask, client: APIClient) -> None:
    response = optimize()

    body = response.json()
    assert response.status_code == 202
    assert response["Location"] == f"{PATH}/{body['optimization_id']}"
    assert (body["status"], body["changes"], body["progress"]) == ("queued", [], {})
    work()
    done = client.get(response["Location"]).json()
    assert (done["status"], done["error"]) == ("completed", None)
    assert done["progress"]["done"] == done["progress"]["total"] > 0


def test_who_prefers_to_wait_gets_the_finished_one(optimize: Ask) -> None:
    response = optimize({"Prefer": "wait=30"})

    assert response.status_code == 201
    assert response["Preference-Applied"] == "wait=30"
    assert response.json()["status"] == "completed"


def test_changes_carry_what_stands_there_and_a_word_diff(
    made: Made,
) -> None:
    body = made()

    changes = of_status(body, "proposed")
    assert changes
    for change in changes:
        kept = "".join(piece["text"] for piece in change["diff"] if piece["op"] != "insert")
        new = "".join(piece["text"] for piece in change["diff"] if piece["op"] != "delete")
        assert (kept, new) == (change["before"], change["after"])
        assert change["refusals"] == []
    assert 0 <= body["base_score"] <= body["alignment_score"] <= 100


@pytest.mark.parametrize("strategy", ["conservative", "keyword_focused", "keyword-focused"])
def test_every_strategy_has_its_name(made: Made, strategy: str) -> None:
    body = made(strategy=strategy)

    assert body["strategy"] == strategy.replace("-", "_")


def test_what_a_model_invents_is_refused_with_the_claim_named(made: Made, llm: LlmServer) -> None:
    llm.state.modes = ["inventing"]

    body = made()

    assert of_status(body, "proposed") == []
    refused = of_status(body, "refused")
    assert refused
    for change in refused:
        assert change["refusals"]
        for claim in change["refusals"]:
            assert change["after"][claim["start"] : claim["end"]] == claim["claim"]
    assert "refused" in body["summary"]


def test_personal_data_stays_here(made: Made, llm: LlmServer) -> None:
    made()

    sent = str(llm.state.bodies)
    assert "shops" in sent
    for private in ("Ann", "ann@example.com", "0113 496 0000"):
        assert private not in sent


def test_one_failing_section_leaves_the_others(made: Made, llm: LlmServer) -> None:
    llm.state.modes = ["unauthorized", "honest"]

    body = made()

    assert body["status"] == "completed"
    statuses = sorted(section["status"] for section in body["progress"]["sections"])
    assert statuses == ["done", "failed"]
    assert [note["code"] for note in body["warnings"]].count("section_failed") == 1
    outcomes = set(EgressRecord.objects.values_list("purpose", "outcome"))
    assert outcomes == {("optimization", "answered"), ("optimization", "failed")}


def test_when_every_section_fails_the_caller_is_told(optimize: Ask, llm: LlmServer) -> None:
    llm.state.modes = ["nonsense"]

    response = optimize({"Prefer": "wait=30"})

    problem = response.json()
    assert (response.status_code, problem["code"]) == (502, "provider_invalid_reply")
    row = Optimization.objects.get(pk=problem["optimization_id"])
    assert (row.status, row.input, row.slot) == ("failed", None, None)
    assert not EgressRecord.objects.exclude(outcome="failed").exists()


def test_sections_are_asked_for_side_by_side(made: Made, llm: LlmServer) -> None:
    llm.state.delay = 0.3

    made()

    assert llm.state.most_active == llm.state.calls > 1


def test_only_so_many_may_be_in_the_making(optimize: Ask, client: APIClient, settings: Any) -> None:
    settings.OPTIMIZATIONS_AT_ONCE = 2
    first = optimize()
    optimize()

    refused = optimize()

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_running")
    assert int(refused["Retry-After"]) > 0
    client.post(f"{first['Location']}/cancel")
    assert optimize().status_code == 202


def test_a_failed_one_makes_room(optimize: Ask, llm: LlmServer, settings: Any) -> None:
    settings.OPTIMIZATIONS_AT_ONCE = 1
    llm.state.modes = ["nonsense"]
    optimize()
    work()

    response = optimize()

    assert response.status_code == 202


def test_the_same_key_makes_one(optimize: Ask) -> None:
    first = optimize({"Idempotency-Key": "once"})

    second = optimize({"Idempotency-Key": "once"})

    assert second["Idempotency-Replayed"] == "true"
    assert second.content == first.content
    assert Optimization.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        ({"resume_id": None}, "resume_id"),
        ({"job_description": None}, "job_description"),
        ({"job_description": "short"}, "job_description"),
        ({"strategy": "boastful"}, "strategy"),
        ({"strategy": 3}, "strategy"),
        ({"model": "no such model"}, "model"),
    ],
)
def test_a_bad_order_is_refused_before_the_resume_is_read(
    optimize: Ask, resumes: FakeResumeService, changes: dict[str, Any], attr: str
) -> None:
    response = optimize(**changes)

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == [attr]
    assert resumes.requests == []


def test_somebody_elses_resume_is_not_there(client: APIClient, resumes: FakeResumeService) -> None:
    order = {"resume_id": resumes.add("somebody-else"), "job_description": JOB}

    response = client.post(PATH, order, "json")

    assert (response.status_code, response.json()["code"]) == (404, "resume_not_found")


def test_a_cancelled_one_ends_failed_and_writes_nothing(
    optimize: Ask, client: APIClient, llm: LlmServer
) -> None:
    created = optimize()

    cancelled = client.post(f"{created['Location']}/cancel")

    assert cancelled.status_code == 200
    assert (cancelled.json()["status"], cancelled.json()["error"]["code"]) == (
        "failed",
        "cancelled",
    )
    assert not runner.run_by_id(Job.objects.get().pk)
    assert llm.state.calls == 0
    again = client.post(f"{created['Location']}/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "already_finished")


def test_one_cancelled_while_a_provider_is_asked_stays_cancelled(
    optimize: Ask, client: APIClient, llm: LlmServer, user_id: str
) -> None:
    llm.state.delay = 2.0
    response = optimize({"Prefer": "wait=1"})
    client.post(f"{response['Location']}/cancel")

    deadline = time.monotonic() + 10
    while llm.state.active and time.monotonic() < deadline:
        time.sleep(0.02)

    row = Optimization.objects.get()
    assert (row.status, row.error_code, row.changes) == ("failed", "cancelled", [])


def test_a_deleted_one_is_gone_with_its_versions(made: Made, client: APIClient) -> None:
    path = f"{PATH}/{made()['id']}"
    client.post(f"{path}/accept", {"apply_all": True}, "json")

    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert not OptimizedVersion.objects.exists()


def test_an_unchanged_one_is_not_sent_again(made: Made, client: APIClient) -> None:
    path = f"{PATH}/{made()['id']}"
    etag = client.get(path)["ETag"]

    unchanged = client.get(path, HTTP_IF_NONE_MATCH=etag)

    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_own_ones_are_listed_newest_first_without_changes(
    made: Made, optimize: Ask, client: APIClient
) -> None:
    first = made()
    second = optimize().json()

    rows = client.get(PATH).json()["results"]
    finished = client.get(PATH, {"status": "completed"}).json()["results"]

    assert [row["id"] for row in rows] == [second["id"], first["id"]]
    assert [row["id"] for row in finished] == [first["id"]]
    assert "changes" not in rows[0]
    assert rows[1]["progress"]["done"] > 0


def test_a_list_takes_the_same_few_statements_for_any_page(
    client: APIClient, user_id: str, django_assert_max_num_queries: Any
) -> None:
    Optimization.objects.bulk_create(
        Optimization(
            user_id=user_id,
            resume_id=uuid.uuid4(),
            resume_version_id=uuid.uuid4(),
            resume_number=1,
            strategy="concise",
            model_name="m",
            provider="p",
        )
        for _ in range(120)
    )

    with django_assert_max_num_queries(4):
        page = client.get(PATH, {"page_size": 100}).json()

    assert len(page["results"]) == 100


@pytest.mark.parametrize(
    ("method", "tail"),
    [("get", ""), ("delete", ""), ("post", "/cancel"), ("post", "/accept")],
)
def test_a_stranger_sees_what_is_not_there(
    optimize: Ask, stranger: APIClient, anonymous: APIClient, method: str, tail: str
) -> None:
    path = optimize()["Location"]

    foreign = getattr(stranger, method)(f"{path}{tail}")
    absent = getattr(stranger, method)(f"{PATH}/{uuid.uuid4()}{tail}")
    nobody = getattr(anonymous, method)(f"{path}{tail}")

    assert (foreign.status_code, nobody.status_code) == (404, 401)
    assert {**foreign.json(), "request_id": ""} == {**absent.json(), "request_id": ""}
    assert Optimization.objects.get().status == "queued"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_anonymous_caller_is_asked_to_log_in(anonymous: APIClient, method: str) -> None:
    assert getattr(anonymous, method)(PATH).status_code == 401
