"""What one résumé says, in the shape of the tables that are searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.models import CandidateLanguage, Education, WorkExperience
from api.services import words
from api.services.facts.history import read_education, read_work
from api.services.facts.languages import read_languages
from api.services.facts.person import read_person
from api.services.facts.plain import strings
from api.services.facts.skills import Mention, read_mentions
from api.services.vocabulary import SharedVocabulary

__all__ = ["Facts", "Mention", "Reading", "read_facts"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A résumé as it counts: sections and evidence as corrected, and text that is in no section."""

    sections: dict[str, Any]
    evidence: dict[str, Any]
    leftover: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows to write: `person` are columns of a candidate, the models lack their keys."""

    person: dict[str, Any]
    work: list[WorkExperience]
    education: list[Education]
    languages: list[CandidateLanguage]
    skills: dict[int, Mention]
    words: set[str]


def read_facts(reading: Reading, *, user_id: str, vocabulary: SharedVocabulary) -> Facts:
    """Return what is indexed of a résumé."""
    sections, evidence = reading.sections, reading.evidence
    return Facts(
        person=read_person(sections),
        work=read_work(sections, evidence),
        education=read_education(sections, evidence),
        languages=read_languages(sections),
        skills=read_mentions(sections, reading.leftover, user_id=user_id, vocabulary=vocabulary),
        words=words.index_words("\n".join((*strings(sections), reading.leftover))),
    )
