"""Corrections of what was read."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import Candidate, ParsedResume, Resume, User
from tests.conftest import Uploader
from tests.people import keep, read_as, read_everything, sections_of


@pytest.fixture
def resume(user: User) -> Resume:
    """Keep a résumé that has been read."""
    return keep(user)


def _url(resume: Resume, part: str = "sections") -> str:
    return f"/api/files/{resume.latest_version_id}/{part}"


def _correct(client: APIClient, resume: Resume, patch: Any, **headers: str) -> Any:
    return client.patch(_url(resume), patch, format="json", headers=headers)


def test_corrections_are_what_everybody_reads(client: APIClient, resume: Resume) -> None:
    patch = {"basics": {"name": "Ada B. Example", "phone": None}, "skills": [{"name": "Rust"}]}

    response = _correct(client, resume, patch)

    sections = response.json()["sections"]
    assert response.status_code == 200
    assert sections["basics"]["name"] == "Ada B. Example"
    assert "phone" not in sections["basics"]
    assert sections["basics"]["email"] == "ada@example.com"
    assert sections["skills"] == [{"name": "Rust"}]
    assert sections["work"]
    assert client.get(_url(resume, "text")).json()["sections"] == sections
    assert client.get(f"/api/resumes/{resume.pk}/text").json()["sections"] == sections


def test_search_and_candidates_follow_corrections(client: APIClient, resume: Resume) -> None:
    _correct(client, resume, {"basics": {"name": "Bea Sample"}, "skills": [{"name": "Rust"}]})

    def found(**query: str) -> int:
        return len(client.get("/api/resumes/search", query).json()["results"])

    assert (found(skills="Rust"), found(skills="Django")) == (1, 0)
    assert (found(q="bea"), found(q="ada")) == (1, 1)  # the address still holds the old name
    assert Candidate.objects.get().full_name == "Bea Sample"


def test_a_corrected_address_stays_one_candidate(client: APIClient, resume: Resume) -> None:
    _correct(client, resume, {"basics": {"email": "new@example.org", "phone": None}})

    candidate = Candidate.objects.get()
    assert (candidate.email, candidate.phone_number) == ("new@example.org", "")


def test_evidence_is_kept_only_for_what_was_read_so(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    read_everything()
    before = client.get(_url(resume, "text")).json()

    after = _correct(client, resume, {"basics": {"name": "Bea Sample"}}).json()

    assert "/basics/name" in before["evidence"]
    assert "/basics/name" not in after["evidence"]
    assert after["evidence"]["/basics/email"] == before["evidence"]["/basics/email"]


def test_corrections_survive_another_reading(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    read_everything()
    _correct(client, resume, {"basics": {"name": "Bea Sample"}})

    client.post(f"/api/resumes/{resume.pk}/parse", {}, format="json")
    read_everything()

    basics = client.get(_url(resume, "text")).json()["sections"]["basics"]
    assert (basics["name"], basics["email"]) == ("Bea Sample", "ada@example.com")
    assert Candidate.objects.get().full_name == "Bea Sample"


def test_a_restored_version_keeps_its_corrections(client: APIClient, upload: Uploader) -> None:
    resume = upload()
    read_everything()
    _correct(client, resume, {"basics": {"name": "Bea Sample"}})

    client.post(f"/api/resumes/{resume.pk}/versions/1/restore")
    read_everything()

    text = client.get(f"/api/resumes/{resume.pk}/text").json()
    assert (text["number"], text["sections"]["basics"]["name"]) == (2, "Bea Sample")


def test_corrections_add_up_and_can_be_dropped(client: APIClient, resume: Resume) -> None:
    _correct(client, resume, {"basics": {"name": "Bea Sample"}})
    both = _correct(client, resume, {"basics": {"label": "Weaver"}}).json()["sections"]["basics"]

    dropped = client.delete(_url(resume))

    assert (both["name"], both["label"]) == ("Bea Sample", "Weaver")
    assert dropped.status_code == 204
    basics = client.get(_url(resume, "text")).json()["sections"]["basics"]
    assert basics["name"] == "Ada Example"
    assert "label" not in basics


def test_what_was_taken_away_does_not_come_back_with_a_part(
    client: APIClient, resume: Resume
) -> None:
    _correct(client, resume, {"basics": None})

    body = _correct(client, resume, {"basics": {"label": "Weaver"}}).json()

    assert body["sections"]["basics"] == {"label": "Weaver"}
    assert "work" in body["sections"]


def test_dates_and_addresses_are_normalised(client: APIClient, resume: Resume) -> None:
    patch = {
        "basics": {"url": "example.com/ada"},
        "work": [{"name": "Works", "startDate": "2019-05-17", "endDate": "Present"}],
    }

    sections = _correct(client, resume, patch).json()["sections"]

    assert sections["basics"]["url"] == "https://example.com/ada"
    assert sections["work"] == [{"name": "Works", "startDate": "2019-05"}]


@pytest.mark.parametrize(
    ("patch", "attr"),
    [
        ([], ""),
        ("text", ""),
        ({"wrok": []}, "wrok"),
        ({"basics": "x"}, "basics"),
        ({"basics": []}, "basics"),
        ({"basics": {"email": "nonsense"}}, "basics.email"),
        ({"basics": {"location": "Berlin"}}, "basics.location"),
        ({"work": {}}, "work"),
        ({"work": [None]}, "work.0"),
        ({"work": [{"startDate": "soon"}]}, "work.0.startDate"),
        ({"work": [{"startDate": "2020", "endDate": "2019"}]}, "work.0.endDate"),
        ({"skills": [{"keywords": [1]}]}, "skills.0.keywords.0"),
        ({"basics": {"summary": "x" * 20_001}}, "basics.summary"),
    ],
)
def test_bad_corrections_name_the_place(
    client: APIClient, resume: Resume, patch: Any, attr: str
) -> None:
    response = _correct(client, resume, patch)

    assert response.status_code == 400
    assert response.json()["code"] == "invalid_sections"
    assert response.json()["errors"][0]["attr"] == attr
    assert ParsedResume.objects.get().corrections == {}


def test_corrections_have_a_limit(client: APIClient, resume: Resume) -> None:
    jobs = [{"name": "Works", "summary": "x" * 10_000} for _ in range(30)]

    response = _correct(client, resume, {"work": jobs})

    assert response.status_code == 413
    assert response.json()["code"] == "corrections_too_large"


def test_a_correction_of_an_old_state_is_refused(client: APIClient, resume: Resume) -> None:
    etag = client.get(_url(resume, "text"))["ETag"]
    first = _correct(client, resume, {"basics": {"name": "First"}}, **{"If-Match": etag})

    late = _correct(client, resume, {"basics": {"name": "Late"}}, **{"If-Match": etag})
    dropped = client.delete(_url(resume), headers={"If-Match": etag})

    assert first.status_code == 200
    assert first["ETag"] != etag
    assert late.status_code == dropped.status_code == 412
    assert client.get(_url(resume, "text")).json()["sections"]["basics"]["name"] == "First"


def test_a_merge_patch_may_be_called_so(client: APIClient, resume: Resume) -> None:
    response = client.patch(
        _url(resume),
        b'{"basics": {"name": "Bea Sample"}}',
        content_type="application/merge-patch+json",
    )

    assert response.status_code == 200


def test_what_was_not_read_cannot_be_corrected(client: APIClient, upload: Uploader) -> None:
    response = _correct(client, upload(), {"basics": {"name": "x"}})

    assert response.status_code == 409
    assert response.json()["code"] == "version_not_parsed"


def test_a_parsers_own_odd_value_is_left_as_it_was_read(
    client: APIClient, user: User, resume: Resume
) -> None:
    assert resume.latest_version is not None
    read_as(resume.latest_version, sections_of(email="odd address"))

    response = _correct(client, resume, {"basics": {"name": "Bea Sample"}})

    basics = response.json()["sections"]["basics"]
    assert (basics["name"], basics["email"]) == ("Bea Sample", "odd address")


def test_a_stranger_cannot_correct(
    stranger: APIClient, anonymous: APIClient, resume: Resume
) -> None:
    patch = {"basics": {"name": "Mallory"}}

    assert _correct(stranger, resume, patch).status_code == 404
    assert stranger.delete(_url(resume)).status_code == 404
    assert (
        stranger.patch(f"/api/files/{uuid.uuid4()}/sections", patch, format="json").status_code
        == 404
    )
    assert _correct(anonymous, resume, patch).status_code == 401
