"""A person gets a truthful letter, exports it in every format, and the links end."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from e2e.attacks.inert import active_parts
from e2e.fakes.llm_server import LlmServer
from e2e.pair import PASSWORD, Pair, Person, running
from e2e.tests.conftest import SAMPLES

FORMATS = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "text": b"",
    "json": b"{",
}
TOLD = (
    "My name is Ann Example, ann@example.com. I worked as a backend developer at Example Ltd from "
    "2019 to 2024. I built web services with Python and Django for 40 shops."
)
EXPORT_SECONDS = 3


@pytest.fixture(autouse=True)
def _honest(provider: LlmServer) -> Iterator[None]:
    provider.state.modes = ["honest"]
    yield
    provider.state.modes = ["honest"]


def _letter(person: Person, resume_id: str, job: str) -> requests.Response:
    order = {"resume_id": resume_id, "job_description": job}
    return person.http.post(f"{person.ai}/cover-letters", json=order, timeout=90)


def _export(person: Person, **order: Any) -> requests.Response:
    return person.http.post(f"{person.ai}/exports", json=order, timeout=60)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_letter_is_written_exported_and_downloaded(
    person: Person, resume_id: str, fitting: str, kind: str
) -> None:
    letter = _letter(person, resume_id, fitting)
    assert letter.status_code == 201, letter.text

    answer = _export(person, cover_letter_id=letter.json()["id"], format=kind)

    body = answer.json()
    assert answer.status_code == 201, body
    assert body["report"]["missing"] == []
    assert body["report"]["checked_against_source"] is True
    file = requests.get(body["download_url"], timeout=30)
    assert file.content.startswith(FORMATS[kind])
    assert hashlib.sha256(file.content).hexdigest() == body["sha256"]
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert [found for found in active_parts(file.content, kind) if "link" not in found] == []


def test_an_inventing_provider_gets_no_letter_through(
    person: Person, provider: LlmServer, resume_id: str, fitting: str
) -> None:
    provider.state.modes = ["inventing"]

    answer = _letter(person, resume_id, fitting)

    assert (answer.status_code, answer.json()["code"]) == (502, "unsupported_claims")
    url = f"{person.ai}/cover-letters/{answer.json()['cover_letter_id']}"
    row = person.http.get(url, timeout=30).json()
    assert row["text"] == ""
    assert "Globex" in str(row["refused"])


def test_a_resume_is_generated_without_a_login_and_saved_after_it(
    pair: Pair, person: Person
) -> None:
    made = requests.post(f"{person.ai}/ai/generate", json={"user_input": TOLD}, timeout=60).json()

    saved = person.http.post(
        f"{person.ai}/ai/generate/{made['id']}/save",
        json={"token": made["token"], "name": "From my own words"},
        timeout=60,
    )

    assert made["sections"]["work"][0]["name"] == "Example Ltd"
    assert saved.status_code == 201, saved.text
    url = f"{person.resumes}/resumes/{saved.json()['resume_id']}"
    resume = person.http.get(url, timeout=30).json()
    assert resume["name"] == "From my own words"


def test_links_end_and_files_go_with_the_account(tmp_path: Path) -> None:
    variables = {"THROTTLES": "off", "EXPORT_SECONDS": str(EXPORT_SECONDS)}
    with running(tmp_path, variables=variables) as pair:
        person = Person(pair, "ada")
        resume_id = person.parsed_resume((SAMPLES / "resume.pdf").read_bytes(), "resume.pdf")
        letter = _letter(person, resume_id, (SAMPLES / "job-fitting.txt").read_text()).json()
        body = _export(person, cover_letter_id=letter["id"], format="pdf").json()
        fresh = requests.get(body["download_url"], timeout=30)
        time.sleep(EXPORT_SECONDS)
        expired = requests.get(body["download_url"], timeout=30)

        person.http.delete(f"{person.resumes}/users/me", json={"password": PASSWORD}, timeout=30)

        assert fresh.status_code == 200
        assert (expired.status_code, expired.json()["code"]) == (410, "export_expired")
        _wait_until_empty(tmp_path / "ai-files")


def _wait_until_empty(folder: Path) -> None:
    deadline = time.monotonic() + 60
    while left := [path for path in folder.rglob("*") if path.is_file()]:
        assert time.monotonic() < deadline, left
        time.sleep(0.2)
