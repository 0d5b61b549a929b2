"""Résumés made from what somebody told."""

from __future__ import annotations

from typing import Any

import pytest

from api.llm.budget import CallBudget
from api.llm.generating import GenerationRequest, generate_resume
from api.llm.offline import OfflineProvider
from api.rewriting.told import keep_told, refused_in

TOLD = (
    "My name is Ann Example, ann@example.com, +44 20 7946 0000. I worked as a backend developer "
    "at Example Ltd from 2019 to May 2024. I built web services with Python and Django for 40 "
    "shops. I have a BSc in Computer Science from the University of Leeds. I speak German."
)
GERMAN = (
    "Ich heiße Max Muster und arbeite als Koch bei der Alten Post seit 2015. "
    "Ich spreche Deutsch und Französisch."
)


def _refused(sections: dict[str, Any]) -> set[str]:
    return {passage.pointer for passage in refused_in(TOLD, sections)}


@pytest.mark.parametrize("told", [TOLD, GERMAN])
def test_what_the_offline_provider_arranges_was_told(told: str) -> None:
    made = generate_resume(OfflineProvider(), GenerationRequest(told), CallBudget())

    kept = keep_told(told, made.sections)

    assert kept.refused == ()
    assert kept.sections == made.sections


@pytest.mark.parametrize(
    ("sections", "pointer"),
    [
        ({"basics": {"label": "Vice President"}}, "/basics/label"),
        ({"basics": {"email": "bob@example.com"}}, "/basics/email"),
        ({"basics": {"phone": "+44 20 7946 0999"}}, "/basics/phone"),
        ({"basics": {"url": "https://ann.example.org"}}, "/basics/url"),
        ({"work": [{"name": "Globex"}]}, "/work/0/name"),
        ({"work": [{"name": "Example Ltd", "startDate": "2018"}]}, "/work/0/startDate"),
        ({"work": [{"name": "Example Ltd", "endDate": "2024-06"}]}, "/work/0/endDate"),
        ({"work": [{"name": "Example Ltd", "endDate": "soon"}]}, "/work/0/endDate"),
        (
            {"work": [{"name": "Example Ltd", "highlights": ["Saved $9M"]}]},
            "/work/0/highlights/0",
        ),
        ({"education": [{"studyType": "MSc"}]}, "/education/0/studyType"),
        ({"skills": [{"keywords": ["Python", "Rust"]}]}, "/skills/0/keywords/1"),
        ({"languages": [{"language": "Japanese"}]}, "/languages/0/language"),
        ({"languages": [{"language": "German", "fluency": "native"}]}, "/languages/0/fluency"),
        ({"certificates": [{"name": "AWS Certified"}]}, "/certificates/0/name"),
    ],
)
def test_what_was_never_told_is_refused(sections: dict[str, Any], pointer: str) -> None:
    assert pointer in _refused(sections)


@pytest.mark.parametrize(
    "sections",
    [
        {"basics": {"phone": "+442079460000", "name": "Ann Example"}},
        {"work": [{"name": "Example Ltd", "position": "Backend Developer", "endDate": "2024-05"}]},
        {"work": [{"name": "Example Ltd", "startDate": "2019", "endDate": "2024"}]},
        {"education": [{"studyType": "Bachelor of Science", "area": "Computer Science"}]},
        {"languages": [{"language": "German"}]},
    ],
)
def test_other_ways_of_writing_it_pass(sections: dict[str, Any]) -> None:
    assert _refused(sections) == set()


def test_only_the_sentence_of_a_summary_goes() -> None:
    kept = keep_told(TOLD, {"basics": {"summary": "Developer with Python. Led 200 people."}})

    assert kept.sections == {"basics": {"summary": "Developer with Python."}}
    assert [passage.text for passage in kept.refused] == ["Led 200 people."]


def test_an_entry_about_nothing_that_was_told_goes_as_a_whole() -> None:
    job = {"name": "Globex", "position": "Vice President", "highlights": ["Built web services"]}

    kept = keep_told(TOLD, {"work": [job]})

    assert kept.sections == {}
    assert {passage.text for passage in kept.refused} == {
        "Globex",
        "Vice President",
        "Built web services",
    }
