"""Headings in anybody's own words, and values in forms that lists do not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from api.extraction.document import Document
from api.parsing.fields.phones import numbers
from api.parsing.lexical.section_words import section_kinds
from api.parsing.parse import parse
from tests.parsing.plain_text import document

RESUME = """\
Jean-Baptiste d'Aubigny
jb@example.com

Profile
Builder of bridges and of teams who has worked in three countries for the last ten years.

Ten years in the mud

Site Engineer\tJan 2019 - Present
Acme GmbH, Berlin
- Built a bridge that stands on three legs over the river.

What the professors said

MSc Civil Engineering, University of Bonn, 2010 - 2013

Skills
.NET, Surveying, AutoCAD
"""
HEADINGS = {
    "Profile",
    "Skills",
    "Ten years in the mud",
    "What the professors said",
    "Languages",
    "Interests",
}


def _styled(text: str) -> Document:
    """Set the headings larger and in bold."""
    plain = document(text)
    lines = tuple(
        replace(line, size=14.0 if line.text in HEADINGS else 10.0, bold=line.text in HEADINGS)
        for line in plain.lines
    )
    return replace(plain, lines=lines)


@pytest.fixture
def sections() -> dict[str, Any]:
    tail = "\nLanguages\nFrench (native), English (C1)\n\nInterests\nCycling\n"
    return parse(_styled(RESUME + tail), today=date(2026, 11, 20)).sections


def test_a_section_under_an_unknown_heading_is_known_by_what_stands_in_it(
    sections: dict[str, Any],
) -> None:
    jobs, studies = sections["work"], sections["education"]

    assert [(job["name"], job["position"]) for job in jobs] == [("Acme GmbH", "Site Engineer")]
    assert [one["institution"] for one in studies] == ["University of Bonn"]


def test_a_summary_ends_before_an_unknown_heading(sections: dict[str, Any]) -> None:
    assert sections["basics"]["summary"].endswith("for the last ten years.")


def test_a_name_may_hold_an_elided_particle(sections: dict[str, Any]) -> None:
    assert sections["basics"]["name"] == "Jean-Baptiste d'Aubigny"


def test_a_skill_keeps_its_leading_dot(sections: dict[str, Any]) -> None:
    assert sections["skills"][0]["keywords"] == [".NET", "Surveying", "AutoCAD"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Where I've been", "work"),
        ("Things I've built", "projects"),
        ("Formaci6n académica", "education"),
        ("Language Skills", "languages"),
        ("02 Relevant experience", "work"),
    ],
)
def test_unusual_headings_name_their_section(heading: str, kind: str) -> None:
    assert section_kinds(heading)[0] == kind


def test_a_telephone_number_may_hold_a_spaced_slash() -> None:
    text = "0176 / 98 76 54 32"

    assert numbers(text) == [(0, len(text))]


def test_a_group_of_skills_called_languages_is_no_section_of_languages() -> None:
    text = "Jane Doe\n\nSkills\n\nLanguages\nPython\nGo\nRust\n\nTools\nGit\n"

    sections = parse(_styled(text)).sections

    assert "languages" not in sections
    assert "Python" in [word for group in sections["skills"] for word in group["keywords"]]


def test_certificates_may_name_their_issuer_on_a_line_below() -> None:
    text = (
        "Jane Doe\n\nCertificates\nFirst Aid Level C (2024)\nRed Cross\n"
        "Scaffolding Inspector (2020)\nTransport Standards Board\n"
    )

    certificates = parse(document(text)).sections["certificates"]

    assert [one["name"] for one in certificates] == ["First Aid Level C", "Scaffolding Inspector"]
    assert certificates[0]["issuer"] == "Red Cross"


def test_a_project_may_be_a_name_and_a_sentence() -> None:
    text = "Jane Doe\n\nProjects\nPlain Lease. A tenancy agreement in plain English for all.\n"

    (project,) = parse(document(text)).sections["projects"]

    assert project["name"] == "Plain Lease"
