"""Making files."""

from __future__ import annotations

import hashlib
import uuid
import zipfile
from io import BytesIO
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import ExportArtifact, Generation, OptimizedVersion
from api.rendering.readback import read_back
from tests.fakes import RESUME_TEXT, FakeResumeService, problem
from tests.views.exports.common import (
    FORMATS,
    JOB,
    PATH,
    SECTIONS,
    Export,
    bytes_of,
    make_version,
    stored_keys,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_shows_everything_and_says_so(export: Export, client: APIClient, kind: str) -> None:
    response = export(format=kind)

    body = response.json()
    assert response.status_code == 201, body
    report = body["report"]
    assert report["fields_found"] == report["fields_total"] > 8
    assert (report["missing"], report["order_ok"]) == ([], True)
    assert report["checked_against_source"] is True
    data = bytes_of(client.get(body["download_url"]))
    assert hashlib.sha256(data).hexdigest() == body["sha256"]
    assert len(data) == body["size"]
    assert "Built web services" in " ".join(read_back(data, kind).split())


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_content_gives_the_samebytes_of(export: Export, kind: str) -> None:
    first, second = (export(format=kind).json() for _ in range(2))

    assert first["sha256"] == second["sha256"]
    assert first["export_id"] != second["export_id"]


@pytest.mark.parametrize("template", ["classic", "compact", "ats_plain"])
def test_templates_and_papers_may_be_chosen(export: Export, template: str) -> None:
    a4, letter = (export(template=template, paper=paper).json() for paper in ("a4", "letter"))

    assert a4["template"] == template
    assert a4["sha256"] != letter["sha256"]


def test_a_missing_glyph_is_reported(
    client: APIClient, resumes: FakeResumeService, user_id: str
) -> None:
    basics = {**SECTIONS["basics"], "name": "Ann 例 Example"}
    resume_sections = {**SECTIONS, "basics": basics}
    version = make_version(resumes, user_id, resume_sections)
    resumes.change(
        user_id,
        str(version.resume_id),
        sections=resume_sections,
        text=f"Ann 例 Example {RESUME_TEXT}",
    )

    report = client.post(PATH, {"version_id": str(version.pk), "format": "pdf"}, "json").json()[
        "report"
    ]

    assert "missing_glyphs" in {warning["code"] for warning in report["warnings"]}
    assert "/basics/name" in report["missing"]


def test_a_version_that_claims_more_than_its_resume_is_not_exported(
    client: APIClient, resumes: FakeResumeService, user_id: str
) -> None:
    work = [{**SECTIONS["work"][0], "position": "Vice President"}]
    version = make_version(resumes, user_id, {**SECTIONS, "work": work})

    response = client.post(PATH, {"version_id": str(version.pk), "format": "pdf"}, "json")

    body = response.json()
    assert (response.status_code, body["code"]) == (422, "unsupported_claims")
    assert body["errors"][0]["attr"] == "/work/0/position"
    assert stored_keys() == []


def test_without_its_resume_a_version_is_exported_unchecked_and_says_so(
    export: Export, resumes: FakeResumeService
) -> None:
    resumes.answer_with = lambda _request: problem(404, "not_found")

    body = export().json()

    assert body["report"]["checked_against_source"] is False


def test_while_the_resume_service_is_down_nothing_is_made(
    export: Export, resumes: FakeResumeService
) -> None:
    resumes.answer_with = lambda _request: problem(503, "down")

    response = export()

    assert (response.status_code, response.json()["code"]) == (503, "resume_service_unavailable")
    assert not ExportArtifact.objects.exists()


@pytest.mark.parametrize("kind", FORMATS)
def test_a_letter_is_exported(
    client: APIClient, resumes: FakeResumeService, user_id: str, kind: str
) -> None:
    order = {"resume_id": resumes.add(user_id, sections=SECTIONS), "job_description": JOB}
    letter = client.post("/api/cover-letters", order, "json").json()

    response = client.post(PATH, {"cover_letter_id": letter["id"], "format": kind}, "json")

    body = response.json()
    assert response.status_code == 201, body
    assert body["report"]["missing"] == []
    assert body["report"]["checked_against_source"] is True
    assert "cover letter" in body["file_name"]
    text = " ".join(read_back(bytes_of(client.get(body["download_url"])), kind).split())
    for paragraph in letter["paragraphs"]:
        assert paragraph in text


@pytest.mark.parametrize("kind", FORMATS)
def test_a_generated_resume_is_exported(client: APIClient, kind: str) -> None:
    told = "My name is Ann Example. I worked as a developer at Example Ltd from 2019 to 2024."
    made = client.post("/api/ai/generate", {"user_input": told}, "json").json()

    response = client.post(PATH, {"generation_id": made["id"], "format": kind}, "json")

    body = response.json()
    assert response.status_code == 201, body
    assert body["report"]["missing"] == []


def test_what_is_not_finished_is_not_exported(client: APIClient, user_id: str) -> None:
    made = Generation.objects.create(user_id=user_id, model_name="m", provider="p", user_input="x")

    response = client.post(PATH, {"generation_id": str(made.pk), "format": "pdf"}, "json")

    assert (response.status_code, response.json()["code"]) == (409, "nothing_to_export")


def test_what_is_longer_than_any_resume_is_not_exported(
    client: APIClient, resumes: FakeResumeService, user_id: str
) -> None:
    version = make_version(resumes, user_id, {"basics": {"summary": "word " * 25_000}})

    response = client.post(PATH, {"version_id": str(version.pk), "format": "pdf"}, "json")

    assert (response.status_code, response.json()["code"]) == (422, "too_long_to_export")


def test_a_list_shows_own_exports_newest_first(
    export: Export, client: APIClient, stranger: APIClient, version: OptimizedVersion
) -> None:
    first, second = export().json(), export(format="text").json()

    rows = client.get(PATH).json()["results"]

    assert [row["export_id"] for row in rows] == [second["export_id"], first["export_id"]]
    assert rows[0] == second
    assert client.get(f"{PATH}?version_id={uuid.uuid4()}").json()["results"] == []
    assert stranger.get(PATH).json()["results"] == []


def test_the_same_key_makes_one_file(export: Export) -> None:
    first, again = (export(headers={"Idempotency-Key": "export-1"}) for _ in range(2))

    assert again.content == first.content
    assert ExportArtifact.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "html"},
        {"template": "../../etc/passwd"},
        {"paper": "a3"},
        {"version_id": None},
        {"version_id": "nonsense"},
        {"generation_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11"},
    ],
)
def test_bad_input_makes_nothing(export: Export, changes: dict[str, Any]) -> None:
    assert export(**changes).status_code == 400
    assert not ExportArtifact.objects.exists()


def test_strangers_and_nobody_export_nothing(
    version: OptimizedVersion, stranger: APIClient, anonymous: APIClient
) -> None:
    order = {"version_id": str(version.pk), "format": "pdf"}

    assert stranger.post(PATH, order, "json").json()["code"] == "subject_not_found"
    assert anonymous.post(PATH, order, "json").status_code == 401
    assert anonymous.get(PATH).status_code == 401


def test_a_docx_is_a_word_document(export: Export, client: APIClient) -> None:
    data = bytes_of(client.get(export(format="docx").json()["download_url"]))

    assert "word/document.xml" in zipfile.ZipFile(BytesIO(data)).namelist()
