"""A person uploads a résumé and gets an honest suggestion, whatever the provider does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from e2e.fakes.llm_server import LlmServer
from e2e.pair import Pair, Person
from e2e.tests.conftest import SAMPLES


@pytest.fixture(autouse=True)
def _honest(provider: LlmServer) -> Iterator[None]:
    _control(provider, modes=["honest"], delay=0)
    yield
    _control(provider, modes=["honest"], delay=0)


def _control_url(provider: LlmServer) -> str:
    return f"{provider.url.removesuffix('/v1')}/control"


def _control(provider: LlmServer, **changes: Any) -> None:
    requests.delete(_control_url(provider), timeout=5).raise_for_status()
    requests.put(_control_url(provider), json=changes, timeout=5).raise_for_status()


def _calls(provider: LlmServer) -> int:
    return int(requests.get(_control_url(provider), timeout=5).json()["calls"])


def _text(person: Person, resume_id: str) -> str:
    answer = person.http.get(f"{person.resumes}/resumes/{resume_id}/text", timeout=30)
    return str(answer.json()["text"])


def test_the_suggestion_has_a_score_with_standing_evidence(
    person: Person, resume_id: str, fitting: str
) -> None:
    response = person.suggest(resume_id, fitting)

    body = response.json()
    assert response.status_code == 201, body
    assert body["status"] == "completed"
    assert 0 <= body["score"] <= 100
    text = _text(person, resume_id)
    quotes = [quote for row in body["requirements"] for quote in row["evidence"]]
    assert quotes
    for quote in quotes:
        assert text[quote["start"] : quote["end"]] == quote["quote"]
    points = sum(row["points"] for row in body["requirements"])
    most = sum(row["max_points"] for row in body["requirements"])
    assert body["score"] == pytest.approx(100 * points / most, abs=0.51)
    assert body["feedback"]


def test_no_personal_data_reaches_the_provider(
    person: Person, provider: LlmServer, resume_id: str, fitting: str
) -> None:
    sections = person.http.get(f"{person.resumes}/resumes/{resume_id}/text", timeout=30).json()
    basics = sections["sections"]["basics"]

    person.suggest(resume_id, fitting)

    sent = str(requests.get(f"{_control_url(provider)}/bodies", timeout=5).json())
    assert basics["name"]
    for secret in (basics["name"], basics["email"]):
        assert secret not in sent
    egress = person.http.get(f"{person.ai}/egress", timeout=30).json()["results"]
    assert egress


def test_replay_finds_the_same_score(person: Person, resume_id: str, fitting: str) -> None:
    suggestion = person.suggest(resume_id, fitting).json()
    url = f"{person.ai}/suggestions/{suggestion['id']}"

    replay = person.http.post(f"{url}/replay", timeout=30).json()
    receipt = person.http.get(f"{url}/receipt", timeout=30).json()

    assert replay["identical"] is True
    assert replay["replayed_score"] == suggestion["score"]
    assert receipt["rules_version"] == replay["rules_version"]


def test_a_lying_provider_earns_no_points(
    person: Person, provider: LlmServer, resume_id: str, fitting: str
) -> None:
    honest = person.suggest(resume_id, fitting).json()
    _control(provider, modes=["lying"])

    lied = person.suggest(resume_id, fitting).json()

    text = _text(person, resume_id)
    assert lied["status"] == "completed"
    assert lied["score"] <= honest["score"]
    for row in lied["requirements"]:
        for quote in row["evidence"]:
            assert text[quote["start"] : quote["end"]] == quote["quote"]
        if row["verdict"] in ("met", "partial"):
            assert row["evidence"]


@pytest.mark.parametrize(
    ("mode", "code", "statuses"),
    [
        ("failing", "provider_unavailable", {502, 503}),
        ("reset", "provider_unavailable", {502, 503}),
        ("html", "provider_invalid_reply", {502}),
        ("cut_json", "provider_invalid_reply", {502}),
        ("nonsense", "provider_invalid_reply", {502}),
        ("off_schema", "provider_invalid_reply", {502}),
        ("hang", "provider_timeout", {504}),
        ("rate_limit", "provider_rate_limited", {429, 502, 503}),
    ],
)
def test_a_failing_provider_leaves_a_failed_suggestion_that_can_be_tried_again(
    person: Person,
    provider: LlmServer,
    resume_id: str,
    fitting: str,
    mode: str,
    code: str,
    statuses: set[int],
) -> None:
    _control(provider, modes=[mode], retry_after=1)

    response = person.suggest(resume_id, fitting)

    assert response.status_code in statuses, response.text
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == code
    assert _calls(provider) <= 3
    (kept,) = person.http.get(f"{person.ai}/suggestions", timeout=30).json()["results"]
    assert (kept["status"], kept["score"]) == ("failed", None)
    assert kept["error"]["code"] == code
    _control(provider, modes=["honest"])
    time.sleep(float(response.headers.get("Retry-After", 0)))
    assert person.suggest(resume_id, fitting).status_code == 201


def test_one_bad_answer_is_repaired(
    person: Person, provider: LlmServer, resume_id: str, fitting: str
) -> None:
    _control(provider, modes=["nonsense", "honest"])

    assert person.suggest(resume_id, fitting).status_code == 201
    assert _calls(provider) == 2


def test_a_slow_provider_is_waited_for_or_not(
    person: Person, provider: LlmServer, resume_id: str, fitting: str
) -> None:
    _control(provider, modes=["honest"], delay=2)

    started = time.monotonic()
    response = person.suggest(resume_id, fitting, Prefer="respond-async")

    assert response.status_code == 202
    assert response.headers["Preference-Applied"] == "respond-async"
    assert time.monotonic() - started < 1.5
    url = f"{person.ai}/suggestions/{response.json()['id']}"
    deadline = time.monotonic() + 20
    while (shown := person.http.get(url, timeout=30).json())["status"] != "completed":
        assert time.monotonic() < deadline, shown
        time.sleep(0.1)
    assert shown["score"] is not None


def test_an_unrelated_job_gets_a_lower_score(person: Person, resume_id: str, fitting: str) -> None:
    unrelated = (SAMPLES / "job-unrelated.txt").read_text()

    scores = [person.suggest(resume_id, job).json()["score"] for job in (fitting, unrelated)]

    assert scores[0] > scores[1] + 20


def test_a_stranger_gets_no_suggestion_on_my_resume(
    pair: Pair, person: Person, resume_id: str, fitting: str
) -> None:
    mine = person.suggest(resume_id, fitting).json()
    stranger = Person(pair, f"eve-{mine['id'][:8]}")

    assert stranger.suggest(resume_id, fitting).status_code == 404
    assert stranger.http.get(f"{stranger.ai}/suggestions/{mine['id']}").status_code == 404


def test_nothing_personal_is_in_the_logs(
    pair: Pair, person: Person, resume_id: str, fitting: str
) -> None:
    person.suggest(resume_id, fitting)
    text = _text(person, resume_id)

    logs = pair.logs()

    canaries = [person.account["user"]["email"], person.access, "sk-canary-4711"]
    canaries += [line.strip() for line in text.splitlines() if len(line.strip()) > 25][:20]
    assert [canary for canary in canaries if canary in logs] == []
