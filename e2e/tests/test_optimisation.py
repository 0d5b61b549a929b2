"""A person has a résumé reworded for a job, accepts some of it, and saves it as version 2."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
import requests

from e2e.fakes.llm_server import LlmServer
from e2e.pair import Pair, Person

RESUME = """Ada Example
ada@example.com, 0113 496 0000

Summary
Backend developer who is responsible for keeping web shops fast in order to please people.

Experience

Backend developer, Example Works Ltd, Leeds
March 2019 - May 2024
- Responsible for building web services with Python and Django for 40 shops.
- Responsible for writing SQL reports on PostgreSQL in order to keep them fast.
- Moved the shops to Docker.

Education
BSc Computer Science, University of Leeds, 2018

Skills
SQL, Django, Python
"""
OFFLINE = "Offline analyser"


@pytest.fixture(autouse=True)
def _honest(provider: LlmServer) -> Iterator[None]:
    steer(provider, modes=["honest"], delay=0)
    yield
    steer(provider, modes=["honest"], delay=0)


def steer(provider: LlmServer, **changes: Any) -> None:
    url = f"{provider.url.removesuffix('/v1')}/control"
    requests.delete(url, timeout=5).raise_for_status()
    requests.put(url, json=changes, timeout=5).raise_for_status()


@pytest.fixture
def wordy(person: Person) -> str:
    """Return a résumé whose wording can be bettered, read."""
    return person.parsed_resume(RESUME.encode())


def optimise(person: Person, resume_id: str, job: str, **order: Any) -> requests.Response:
    body = {"resume_id": resume_id, "job_description": job, **order}
    return person.http.post(f"{person.ai}/optimize", json=body, timeout=60)


def finished(person: Person, url: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        shown: dict[str, Any] = person.http.get(url, timeout=30).json()
        if shown["status"] in ("completed", "failed"):
            return shown
        time.sleep(0.1)
    raise TimeoutError("the optimisation did not end within 60 s")


def url_of(person: Person, response: requests.Response) -> str:
    return person.ai.removesuffix("/api") + response.headers["Location"]


def test_what_is_accepted_becomes_version_2_of_the_resume(
    person: Person, wordy: str, fitting: str
) -> None:
    begun = optimise(person, wordy, fitting, model=OFFLINE)
    assert begun.status_code == 202, begun.text
    url = url_of(person, begun)
    done = finished(person, url)
    offered = [change for change in done["changes"] if change["status"] == "proposed"]
    assert len(offered) >= 2, done
    chosen = offered[:2]

    choice = {"accepted_changes": [change["id"] for change in chosen]}
    accepted = person.http.post(f"{url}/accept", json=choice, timeout=30)
    again = person.http.post(f"{url}/accept", json=choice, timeout=30)
    version = url_of(person, accepted)
    saved = person.http.post(f"{version}/save", timeout=60)
    repeated = person.http.post(f"{version}/save", timeout=60)

    assert (accepted.status_code, again.status_code) == (201, 200)
    assert accepted.json() == again.json()
    assert (saved.status_code, repeated.status_code) == (201, 201), saved.text
    assert saved.json() == repeated.json()
    resume = person.http.get(f"{person.resumes}/resumes/{wordy}", timeout=30).json()
    assert resume["latest_version"]["number"] == saved.json()["number"] == 2
    assert resume["latest_version"]["id"] == saved.json()["file_id"]
    text = person.http.get(f"{person.resumes}/resumes/{wordy}/text", timeout=30).json()
    assert text["sections"] == person.http.get(version, timeout=30).json()["sections"]
    told = json.dumps(text["sections"], ensure_ascii=False)
    assert all(json.dumps(change["after"], ensure_ascii=False)[1:-1] in told for change in chosen)
    assert offered[2:] == [] or offered[2]["before"] in told


def test_after_a_save_the_rest_of_the_changes_has_a_stale_base(
    person: Person, wordy: str, fitting: str
) -> None:
    url = url_of(person, optimise(person, wordy, fitting, model=OFFLINE))
    offered = [row for row in finished(person, url)["changes"] if row["status"] == "proposed"]
    first, second = ({"accepted_changes": [change["id"]]} for change in offered[:2])
    accepted = person.http.post(f"{url}/accept", json=first, timeout=30)
    person.http.post(f"{url_of(person, accepted)}/save", timeout=60).raise_for_status()

    late = person.http.post(f"{url}/accept", json=second, timeout=30)

    assert (late.status_code, late.json()["code"]) == (409, "stale_base")


def test_an_inventing_model_gets_nothing_into_the_resume(
    person: Person, provider: LlmServer, wordy: str, fitting: str
) -> None:
    steer(provider, modes=["inventing"])

    url = url_of(person, optimise(person, wordy, fitting))
    done = finished(person, url)
    accepted = person.http.post(f"{url}/accept", json={"apply_all": True}, timeout=30)

    assert done["status"] == "completed"
    assert {change["status"] for change in done["changes"]} == {"refused"}
    claims = {claim["claim"] for change in done["changes"] for claim in change["refusals"]}
    assert any("Globex" in claim for claim in claims)
    assert any("250" in claim for claim in claims)
    assert (accepted.status_code, accepted.json()["code"]) == (409, "nothing_to_accept")


def test_events_tell_how_it_goes_and_can_be_resumed(
    person: Person, provider: LlmServer, wordy: str, fitting: str
) -> None:
    steer(provider, modes=["honest"], delay=1)
    url = url_of(person, optimise(person, wordy, fitting))

    told = events(person, url)
    rest = events(person, url, told[0]["id"])
    over = person.http.get(f"{url}/events", headers={"Last-Event-ID": told[-1]["id"]}, timeout=30)

    sections = finished(person, url)["progress"]["total"]
    names = [event["event"] for event in told]
    assert names == ["started", *["section"] * sections, "completed"]
    assert rest == told[1:]
    assert over.status_code == 204


def events(person: Person, url: str, last: str = "") -> list[dict[str, str]]:
    headers = {"Accept": "text/event-stream", "Last-Event-ID": last}
    found = []
    with person.http.get(f"{url}/events", headers=headers, stream=True, timeout=40) as response:
        assert response.headers["Content-Type"] == "text/event-stream"
        fields: dict[str, str] = {}
        for line in map(bytes.decode, response.iter_lines()):
            if line and not line.startswith(":"):
                name, _, value = line.partition(": ")
                fields[name] = value
            elif not line:
                found += [fields] if "event" in fields else []
                fields = {}
    return found


def test_sections_are_reworded_side_by_side(
    person: Person, provider: LlmServer, wordy: str, fitting: str
) -> None:
    steer(provider, modes=["honest"], delay=2)
    started = time.monotonic()

    done = finished(person, url_of(person, optimise(person, wordy, fitting)))

    assert done["progress"]["total"] >= 2
    assert time.monotonic() - started < 2 * done["progress"]["total"]


def test_a_cancelled_optimisation_ends_as_such(
    person: Person, provider: LlmServer, wordy: str, fitting: str
) -> None:
    steer(provider, modes=["honest"], delay=2)
    url = url_of(person, optimise(person, wordy, fitting))

    cancelled = person.http.post(f"{url}/cancel", timeout=30)
    time.sleep(3)

    assert cancelled.status_code == 200
    shown = person.http.get(url, timeout=30).json()
    assert (shown["status"], shown["error"]["code"]) == ("failed", "cancelled")
    assert shown["changes"] == []


def mails_to(pair: Pair, address: str, number: int) -> list[EmailMessage]:
    """Return the mails to an address, oldest first, as soon as there are so many."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        files = list(pair.instance.data_dir.glob("**/mails/*.log"))
        files.sort(key=lambda file: file.stat().st_mtime_ns)
        read = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        found = [message for message in read if message["To"] == address]
        if len(found) >= number:
            return found
        time.sleep(0.1)
    raise TimeoutError(f"there were not {number} mails within 30 s")


def told_by(message: EmailMessage) -> str:
    """Return the texts of a mail, the plain one first."""
    return "".join(part.get_content() for part in message.walk() if not part.is_multipart())


def test_who_asked_for_it_is_mailed_once_it_has_ended(
    pair: Pair, person: Person, wordy: str, fitting: str
) -> None:
    address = person.account["user"]["email"]
    unverified = optimise(person, wordy, fitting, model=OFFLINE, notify=True)
    (welcome,) = mails_to(pair, address, 1)
    token = re.search(r"token=(\S+)", told_by(welcome))
    assert token is not None
    verified = {"token": token[1]}
    person.http.post(f"{person.resumes}/auth/verify", json=verified, timeout=30).raise_for_status()

    begun = optimise(person, wordy, fitting, model=OFFLINE, notify=True)
    done = finished(person, url_of(person, begun))
    ready = mails_to(pair, address, 2)[-1]

    assert (unverified.status_code, unverified.json()["code"]) == (409, "email_not_verified")
    assert (begun.status_code, done["status"]) == (202, "completed")
    assert ready["Subject"] == "Your optimised résumé is ready"
    assert "/optimizations" in told_by(ready)
    assert not re.search("Example Works|Python", told_by(ready))


def test_a_stranger_sees_nothing_of_it(
    pair: Pair, person: Person, wordy: str, fitting: str
) -> None:
    url = url_of(person, optimise(person, wordy, fitting, model=OFFLINE))
    finished(person, url)
    accepted = person.http.post(f"{url}/accept", json={"apply_all": True}, timeout=30)
    stranger = Person(pair, f"eve-{wordy[:8]}")

    assert optimise(stranger, wordy, fitting).status_code == 404
    for path in (url, f"{url}/events", url_of(person, accepted)):
        assert stranger.http.get(path, timeout=30).status_code == 404
    for path in (f"{url}/accept", f"{url}/cancel", f"{url_of(person, accepted)}/save"):
        answer = stranger.http.post(path, json={"apply_all": True}, timeout=30)
        assert answer.status_code == 404
