"""Both services believe an outside identity provider, by settings alone."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator

import pytest
import requests

from e2e.fakes.issuer import Issuer, running_issuer
from e2e.pair import Pair, Person, running
from e2e.tests.conftest import SAMPLES
from scripts.launch import ports

REFRESH_SECONDS = 0.5
RETRY_SECONDS = 3.0
ENOUGH_IN_A_ROW = 12


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    """Run the second issuer."""
    [port] = ports.find_free(1)
    with running_issuer(port) as issuer:
        yield issuer


@pytest.fixture(scope="module")
def trusting(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Run the pair with the issuer in its settings, and nothing else changed."""
    variables = issuer.variables(
        JWT_USER_ID_CLAIM="uid",
        JWT_ROLE_CLAIM="groups",
        JWT_KEYS_REFRESH_SECONDS=str(REFRESH_SECONDS),
        THROTTLES="off",
        OPENAI_API_KEY="",
    )
    with running(tmp_path_factory.mktemp("outside"), variables=variables) as pair:
        yield pair


class Outsider(Person):
    """Somebody with a token of the issuer and no account here."""

    def __init__(self, pair: Pair, token: str) -> None:
        self.resumes = f"{pair.instance.resume_url}/api"
        self.ai = f"{pair.instance.ai_url}/api"
        self.access = token
        self.http = requests.Session()
        self.http.headers["Authorization"] = f"Bearer {token}"

    def statuses(self) -> tuple[int, int]:
        """Return what each service answers to a list."""
        answers = (
            self.http.get(f"{self.resumes}/resumes", timeout=30),
            self.http.get(f"{self.ai}/suggestions", timeout=30),
        )
        return answers[0].status_code, answers[1].status_code


def test_an_outsider_goes_from_upload_to_suggestion(
    trusting: Pair, issuer: Issuer, fitting: str
) -> None:
    ada = Outsider(trusting, issuer.token(uid="ada-17", sub="somebody else"))
    resume_id = ada.parsed_resume((SAMPLES / "resume.pdf").read_bytes(), "resume.pdf")

    response = ada.suggest(resume_id, fitting)

    assert response.status_code == 201, response.text
    assert response.json()["score"] > 0
    archive = zipfile.ZipFile(io.BytesIO(ada.http.get(f"{ada.resumes}/users/me/export").content))
    assert json.loads(archive.read("account.json")) == {"id": "ada-17"}
    assert len(json.loads(archive.read("ai/Suggestion.json"))) == 1
    assert ada.http.get(f"{ada.resumes}/users/me/audit", timeout=30).json()["results"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada", "ada"), ("ada ", "ada"), ("ädä", "ada"), ("a|b", "a:b"), ("x" * 80, "x" * 81)],
)
def test_ids_that_look_alike_are_different_people(
    trusting: Pair, issuer: Issuer, one: str, other: str
) -> None:
    first = Outsider(trusting, issuer.token(uid=one))
    second = Outsider(trusting, issuer.token(uid=other))

    resume_id = first.upload(b"Ada Example\nada@example.com\n").json()["id"]

    assert first.http.get(f"{first.resumes}/resumes/{resume_id}").status_code == 200
    assert second.http.get(f"{second.resumes}/resumes/{resume_id}").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "users/me", None),
        ("PATCH", "users/me", {"name": "New"}),
        ("POST", "users/me/password", {"current_password": "x", "new_password": "y"}),
        ("GET", "users/me/consents", None),
        ("GET", "auth/sessions", None),
        ("POST", "auth/register", {"email": "eve@example.com", "password": "correct horse 9"}),
        ("POST", "auth/login", {"email": "eve@example.com", "password": "correct horse 9"}),
        ("POST", "auth/refresh", {"refresh": "x"}),
        ("POST", "auth/logout", {"refresh": "x"}),
        ("POST", "auth/verify/resend", None),
        ("POST", "auth/password-reset/request", {"email": "eve@example.com"}),
        ("POST", "auth/second-factor", {"password": "x"}),
    ],
)
def test_accounts_are_the_providers_affair(
    trusting: Pair, issuer: Issuer, method: str, path: str, body: dict[str, str] | None
) -> None:
    ada = Outsider(trusting, issuer.token(uid="ada-17"))

    response = ada.http.request(method, f"{ada.resumes}/{path}", json=body, timeout=30)

    assert response.status_code == 403
    assert response.json()["code"] == "account_elsewhere"
    assert issuer.url in response.json()["detail"]


def test_the_role_comes_from_the_claim_that_the_settings_name(
    trusting: Pair, issuer: Issuer
) -> None:
    staff = Outsider(trusting, issuer.token(uid="staff-1", groups=["users", "admin"]))
    pretender = Outsider(trusting, issuer.token(uid="eve-1", role="admin", groups=["users"]))

    answers = [one.http.get(f"{one.resumes}/admin/users") for one in (staff, pretender)]

    assert [answer.status_code for answer in answers] == [200, 403]


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-api"},
        {"iss": "https://issuer.example.com"},
        {"uid": None},
        {"uid": ""},
        {"uid": 7},
        {"exp": time.time() - 60},
        {"token_type": "refresh"},
        {"token_type": "service"},
        {"typ": "ID"},
    ],
)
def test_tokens_that_are_not_for_this_api_are_refused(
    trusting: Pair, issuer: Issuer, claims: dict[str, object]
) -> None:
    stranger = Outsider(trusting, issuer.token(**{"uid": "ada-17", **claims}))

    assert stranger.statuses() == (401, 401)


def test_a_new_key_is_found_and_old_tokens_stay_good(trusting: Pair, issuer: Issuer) -> None:
    before = Outsider(trusting, issuer.token(uid="ada-17"))
    assert before.statuses() == (200, 200)
    issuer.rotate()
    time.sleep(REFRESH_SECONDS)

    after = Outsider(trusting, issuer.token(uid="ada-17"))

    assert after.statuses() == (200, 200)
    assert before.statuses() == (200, 200)


def test_with_known_keys_an_outage_of_the_issuer_is_not_felt(
    trusting: Pair, issuer: Issuer
) -> None:
    assert _until_served(trusting, issuer) == (200, 200)

    with issuer.away():
        served = Outsider(trusting, issuer.token(uid="ada-17")).statuses()
        issuer.rotate()
        unknown = Outsider(trusting, issuer.token(uid="ada-17"))
        time.sleep(REFRESH_SECONDS)
        answers = [unknown.http.get(f"{unknown.resumes}/resumes"),
                   unknown.http.get(f"{unknown.ai}/suggestions")]  # fmt: skip

    assert served == (200, 200)
    assert [answer.status_code for answer in answers] == [503, 503]
    assert {answer.json()["code"] for answer in answers} == {"token_keys_unavailable"}
    assert all("Retry-After" in answer.headers for answer in answers)


def test_without_any_key_it_is_503_and_a_forgery_is_still_401(
    trusting: Pair, issuer: Issuer
) -> None:
    with issuer.away():
        for name in ("resume-web", "ai-web"):
            trusting.kill(name)
            trusting.start(name)
        trusting.wait_until_ready()
        good = Outsider(trusting, issuer.token(uid="ada-17")).statuses()
        bad = Outsider(trusting, "a.b.c").statuses()

    assert good == (503, 503)
    assert bad == (401, 401)
    assert _until_served(trusting, issuer) == (200, 200)


def test_erasing_needs_a_recent_login_and_leaves_nothing(trusting: Pair, issuer: Issuer) -> None:
    earlier = time.time() - 3600
    stale = Outsider(trusting, issuer.token(uid="Bo|1", iat=earlier))
    resume_id = stale.parsed_resume(b"Bo Example\nbo@example.com\nPython\n")
    assert stale.suggest(resume_id, "Requirements:\n- Python\n").status_code == 201

    refused = stale.http.delete(f"{stale.resumes}/users/me", json={})
    relogged = Outsider(trusting, issuer.token(uid="Bo|1", iat=earlier, auth_time=time.time()))
    accepted = relogged.http.delete(f"{stale.resumes}/users/me", json={})

    assert (refused.status_code, refused.json()["code"]) == (403, "login_too_old")
    assert accepted.status_code == 202
    receipt = _receipt(trusting, accepted.headers["Location"])
    assert receipt["removed"]["resume_management_service"]["Resume"] == 1
    assert receipt["removed"]["ai_suggestion_service"]["Suggestion"] == 1
    time.sleep(3)  # who was welcome is remembered this long
    assert relogged.statuses() == (401, 401)


def _until_served(pair: Pair, issuer: Issuer) -> tuple[int, int]:
    """Wait until every process of both services has the keys."""
    deadline = time.monotonic() + 10 * RETRY_SECONDS
    in_a_row = 0
    while True:
        statuses = Outsider(pair, issuer.token(uid="ada-17")).statuses()
        in_a_row = in_a_row + 1 if statuses == (200, 200) else 0
        if in_a_row == ENOUGH_IN_A_ROW or time.monotonic() > deadline:
            return statuses
        time.sleep(0.1)


def _receipt(pair: Pair, location: str) -> dict[str, dict[str, dict[str, int]]]:
    deadline = time.monotonic() + 30
    while True:
        receipt: dict[str, dict[str, dict[str, int]]] = requests.get(
            f"{pair.instance.resume_url}{location}", timeout=30
        ).json()
        if receipt["finished_at"] or time.monotonic() > deadline:
            return receipt
        time.sleep(0.2)
