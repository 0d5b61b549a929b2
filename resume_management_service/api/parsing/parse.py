"""A document's text read as a résumé in the shape of JSON Resume."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from api.extraction.document import Document, Finding
from api.parsing.contact import read_basics
from api.parsing.education import read_education
from api.parsing.fields.languages import read_languages
from api.parsing.fields.listed import (
    read_awards,
    read_certificates,
    read_interests,
    read_publications,
    read_references,
)
from api.parsing.fields.skills import read_skills
from api.parsing.found import Tree, evidence, plain, without_impossible_dates
from api.parsing.layout.rows import Row
from api.parsing.layout.sections import Section, read_sections
from api.parsing.projects import read_projects
from api.parsing.volunteer import read_volunteer
from api.parsing.work import read_work
from lexicon.skills import Vocabulary, default_vocabulary

PARSER_VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class ParsedResume:
    """A résumé in JSON Resume's shape, with the evidence for each value by JSON pointer."""

    sections: dict[str, Any]
    evidence: dict[str, dict[str, Any]]
    warnings: tuple[Finding, ...] = ()


def parse(
    document: Document, *, vocabulary: Vocabulary | None = None, today: date | None = None
) -> ParsedResume:
    """Read the structured résumé from positioned text; what is not found is left out."""
    sections = read_sections(document)
    tree: dict[str, Tree] = {"basics": read_basics(document, sections)}
    tree |= _read_all(sections, vocabulary or default_vocabulary())
    day = today or datetime.now(tz=UTC).date()
    tree = {kind: without_impossible_dates(branch, day.year) for kind, branch in tree.items()}
    return ParsedResume(plain(tree), evidence(tree, document), document.warnings)


def _read_all(sections: Sequence[Section], vocabulary: Vocabulary) -> dict[str, Tree]:
    readers: dict[str, Callable[[Sequence[Row]], list[Tree]]] = {
        "work": read_work,
        "volunteer": read_volunteer,
        "education": read_education,
        "skills": lambda rows: read_skills(rows, vocabulary),
        "languages": read_languages,
        "certificates": read_certificates,
        "projects": lambda rows: read_projects(rows, vocabulary),
        "publications": read_publications,
        "awards": read_awards,
        "interests": read_interests,
        "references": read_references,
    }
    return {
        kind: [tree for section in sections if section.kind == kind for tree in read(section.rows)]
        for kind, read in readers.items()
    }
