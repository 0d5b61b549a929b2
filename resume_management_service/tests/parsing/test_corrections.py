"""Corrections laid over what the parser read."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from api.parsing.corrections import corrected
from api.parsing.json_resume import InvalidJsonResume

SECTIONS: dict[str, Any] = {
    "basics": {"name": "Ada Example", "email": "ada@example.com"},
    "work": [
        {"name": "Engine Works", "position": "Engineer"},
        {"name": "Mill", "position": "Clerk"},
    ],
}
EVIDENCE: dict[str, dict[str, Any]] = {
    "/basics/name": {"confidence": 0.9, "raw": "Ada Example", "start": 0, "end": 11},
    "/basics/email": {"confidence": 0.9, "raw": "ada@example.com", "start": 12, "end": 27},
    "/work/0/name": {"confidence": 0.9, "raw": "Engine Works", "start": 30, "end": 42},
    "/work/0/position": {"confidence": 0.6, "raw": "Engineer", "start": 43, "end": 51},
    "/work/1/name": {"confidence": 0.9, "raw": "Mill", "start": 60, "end": 64},
    "/work/1/position": {"confidence": 0.9, "raw": "Clerk", "start": 65, "end": 70},
}


def test_a_corrected_value_loses_its_evidence_and_the_others_keep_theirs() -> None:
    sections, evidence = corrected(SECTIONS, EVIDENCE, {"basics": {"name": "Ada B. Example"}})

    assert sections["basics"] == {"name": "Ada B. Example", "email": "ada@example.com"}
    assert "/basics/name" not in evidence
    assert evidence["/basics/email"] == EVIDENCE["/basics/email"]


def test_null_removes_a_value() -> None:
    sections, evidence = corrected(SECTIONS, EVIDENCE, {"basics": {"email": None}})

    assert "email" not in sections["basics"]
    assert "/basics/email" not in evidence


def test_entries_that_change_places_take_their_evidence_along() -> None:
    jobs = list(reversed(SECTIONS["work"]))

    _, evidence = corrected(SECTIONS, EVIDENCE, {"work": jobs})

    assert evidence["/work/0/name"]["raw"] == "Mill"
    assert evidence["/work/1/position"]["raw"] == "Engineer"


def test_a_new_section_has_no_evidence() -> None:
    sections, evidence = corrected(SECTIONS, EVIDENCE, {"skills": [{"keywords": ["Lathe"]}]})

    assert sections["skills"] == [{"keywords": ["Lathe"]}]
    assert set(evidence) == set(EVIDENCE)


def test_a_correction_that_is_no_json_resume_is_refused() -> None:
    with pytest.raises(InvalidJsonResume, match="/work/0/startDate"):
        corrected(SECTIONS, EVIDENCE, {"work": [{"name": "Mill", "startDate": "soon"}]})


def test_nothing_that_was_given_is_changed() -> None:
    sections, evidence = copy.deepcopy(SECTIONS), copy.deepcopy(EVIDENCE)

    corrected(sections, evidence, {"work": None, "basics": {"name": "B"}})

    assert (sections, evidence) == (SECTIONS, EVIDENCE)
