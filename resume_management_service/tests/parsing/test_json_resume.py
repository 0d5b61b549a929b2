"""JSON Resume on the way in and out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.parsing.json_resume import InvalidJsonResume, export, load, read_json_resume

RESUME: dict[str, Any] = {
    "$schema": "https://example.org/schema.json",
    "basics": {
        "name": "Ada Example",
        "email": "ada@example.com",
        "url": "ada.example.org",
        "location": {"city": "Bonn", "countryCode": "DE"},
        "profiles": [{"network": "GitHub", "url": "https://github.com/ada"}],
        "summary": "Builds engines.",
    },
    "work": [
        {
            "name": "Engine Works",
            "position": "Engineer",
            "startDate": "2019-05-01",
            "endDate": "Present",
            "highlights": ["Built 3 engines.", "Trained two people."],
        }
    ],
    "skills": [{"name": "Tools", "keywords": ["Lathe", "File"]}],
}


def _refused(value: Any) -> dict[str, str]:
    with pytest.raises(InvalidJsonResume) as caught:
        load(value)
    return {problem.pointer: problem.detail for problem in caught.value.problems}


def test_dates_are_read_to_the_month_and_an_open_end_is_left_out() -> None:
    job = load(RESUME)["work"][0]

    assert job["startDate"] == "2019-05"
    assert "endDate" not in job


def test_an_address_without_a_scheme_gets_one() -> None:
    basics = load(RESUME)["basics"]

    assert basics["url"] == "https://ada.example.org"


def test_each_wrong_value_is_named_with_its_place() -> None:
    value = {
        "basics": {"name": 3, "email": "nobody"},
        "work": [{"name": "Engine Works", "startDate": "May 2019"}],
        "skills": {"name": "Tools"},
    }

    problems = _refused(value)

    assert problems == {
        "/basics/name": "must be a string, not a number",
        "/basics/email": "must be an e-mail address, not 'nobody'",
        "/work/0/startDate": "must be a date such as 2019 or 2019-05, not 'May 2019'",
        "/skills": "must be a list, not an object",
    }


def test_an_end_before_its_start_is_refused() -> None:
    job = {"name": "Engine Works", "startDate": "2019-05", "endDate": "2018"}

    assert _refused({"work": [job]}) == {"/work/0/endDate": "is before the start"}


@pytest.mark.parametrize("value", [[], "text", {}, {"basics": {}}, {"unknown": [1]}])
def test_what_is_no_resume_is_refused(value: Any) -> None:
    assert "" in _refused(value)


def test_lists_without_end_are_refused() -> None:
    problems = _refused({"interests": [{"name": "Chess"}] * 501})

    assert problems["/interests"] == "has 501 entries, at most 500 are read"


def test_control_characters_are_dropped() -> None:
    sections = load({"basics": {"name": "Ada\x00 Example\x1b"}})

    assert sections["basics"]["name"] == "Ada Example"


def test_every_value_stands_in_the_text_where_the_evidence_says() -> None:
    read = read_json_resume(json.dumps(RESUME).encode())

    assert "- Built 3 engines.\n- Trained two people." in read["text"]
    assert read["evidence"]["/work/0/highlights/1"]["raw"] == "Trained two people."
    for entry in read["evidence"].values():
        assert read["text"][entry["start"] : entry["end"]] == entry["raw"]


def test_broken_json_is_refused() -> None:
    with pytest.raises(InvalidJsonResume, match="is not JSON"):
        read_json_resume(b'{"basics": ')


def test_deeply_nested_json_is_refused() -> None:
    with pytest.raises(InvalidJsonResume):
        read_json_resume(b"[" * 200_000)


def test_what_is_exported_can_be_loaded_again() -> None:
    sections = load(RESUME)

    exported = export(sections)

    assert exported["$schema"].startswith("https://")
    assert load(exported) == sections
