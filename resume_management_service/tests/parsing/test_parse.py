"""A whole résumé of one page, read from plain text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from api.parsing.parse import ParsedResume, parse
from tests.parsing.plain_text import document

RESUME = """\
JANE DOE
Senior Software Engineer
jane.doe@example.com | +49 151 23456789 | Berlin, Germany | linkedin.com/in/janedoe

Summary
Engineer with ten years of experience in building reliable payment systems for banks.

Experience

Senior Software Engineer\tJan 2019 - Present
Acme GmbH, Berlin
- Built a ledger that works for 3,000 users and
  saved a lot of money.
- Led a team of 5.

Software Engineer\t03/2015 - 12/2018
Blue Fin Analytics, Munich
- Wrote the billing service.

Education

MSc in Computer Science\t2013 - 2015
Technical University of Munich

BSc Mathematics, University of Bonn, 2010 - 2013

Skills
Languages: Python, Go, C++
Tools: Docker, Kubernetes

Languages
English (C1), German (native)

Certifications
- AWS Certified Solutions Architect, Amazon Web Services, 2021
"""


@pytest.fixture
def parsed() -> ParsedResume:
    return parse(document(RESUME), today=date(2026, 11, 20))


def test_the_person_is_read_from_the_header(parsed: ParsedResume) -> None:
    basics = parsed.sections["basics"]

    assert basics["name"] == "Jane Doe"
    assert basics["label"] == "Senior Software Engineer"
    assert basics["email"] == "jane.doe@example.com"
    assert basics["phone"] == "+4915123456789"
    assert basics["location"] == {"city": "Berlin", "countryCode": "DE"}
    assert basics["profiles"][0]["url"] == "https://linkedin.com/in/janedoe"
    assert basics["summary"].startswith("Engineer with ten years")


def test_jobs_are_read_with_dates_to_the_month(parsed: ParsedResume) -> None:
    first, second = parsed.sections["work"]

    assert first == {
        "name": "Acme GmbH",
        "position": "Senior Software Engineer",
        "location": "Berlin",
        "startDate": "2019-01",
        "highlights": [
            "Built a ledger that works for 3,000 users and saved a lot of money.",
            "Led a team of 5.",
        ],
    }
    assert (second["startDate"], second["endDate"]) == ("2015-03", "2018-12")


def test_degrees_are_parted_from_their_field(parsed: ParsedResume) -> None:
    first, second = parsed.sections["education"]

    assert (first["studyType"], first["area"]) == ("MSc", "Computer Science")
    assert first["institution"] == "Technical University of Munich"
    assert (second["studyType"], second["area"]) == ("BSc", "Mathematics")


def test_skills_keep_their_groups(parsed: ParsedResume) -> None:
    assert parsed.sections["skills"] == [
        {"name": "Languages", "keywords": ["Python", "Go", "C++"]},
        {"name": "Tools", "keywords": ["Docker", "Kubernetes"]},
    ]


def test_languages_and_certificates_are_read(parsed: ParsedResume) -> None:
    assert parsed.sections["languages"] == [
        {"language": "English", "fluency": "C1"},
        {"language": "German", "fluency": "native"},
    ]
    assert parsed.sections["certificates"] == [
        {
            "name": "AWS Certified Solutions Architect",
            "issuer": "Amazon Web Services",
            "date": "2021",
        }
    ]


def test_every_value_has_evidence_that_stands_in_the_text(parsed: ParsedResume) -> None:
    pointers = set(_pointers(parsed.sections, ""))

    assert pointers == set(parsed.evidence)
    for entry in parsed.evidence.values():
        assert RESUME[entry["start"] : entry["end"]] == entry["raw"]
        assert 0 <= entry["confidence"] <= 1


def _pointers(value: Any, pointer: str) -> list[str]:
    if not isinstance(value, (dict, list)):
        return [pointer]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [found for key, item in pairs for found in _pointers(item, f"{pointer}/{key}")]
