"""A page of found résumés with what matched in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from api.models import ParsedResume, Place, Resume, ResumeSkill
from api.services import search, texts
from api.services.search import Criteria, Key, Position
from api.services.snippets import WordMatch, first_matches

PARSE = "latest_version__parsed__"
PARSE_COLUMNS = ("raw_text", "sections", "evidence", "corrections")


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """A skill that was asked for and the sections that name it."""

    name: str
    places: list[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A found résumé: the columns that are shown, and what matched."""

    key: Key
    row: dict[str, Any]
    skills: list[SkillMatch] = field(default_factory=list)
    words: list[WordMatch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """Hits in their order, the keys at which they stand, whether others come before and after."""

    hits: list[Hit]
    keys: list[Key]
    has_previous: bool
    has_next: bool


def page(
    criteria: Criteria, *, position: Position | None, size: int, columns: Sequence[str]
) -> Page:
    """Return up to `size` hits with these columns of `Resume`, in at most three statements."""
    backwards = position is not None and position.backwards
    keys = search.find(criteria, position=position, limit=size + 1)
    shown = keys[:size][::-1] if backwards else keys[:size]
    rows = _rows(shown, [*columns, *(_parse_columns() if criteria.words else ())])
    skills = _skills(criteria, shown)
    hits = [
        Hit(key, row, skills[key.resume_id], _words(criteria, row))
        for key in shown
        if (row := rows.get(key.resume_id)) is not None
    ]
    more = len(keys) > size
    return Page(
        hits,
        shown,
        has_previous=more if backwards else position is not None,
        has_next=backwards or more,
    )


def _rows(keys: list[Key], columns: list[str]) -> dict[UUID, dict[str, Any]]:
    if not keys:
        return {}
    found = Resume.objects.filter(pk__in=[key.resume_id for key in keys], deleted_at=None)
    return {row["id"]: row for row in found.values(*columns)}


def _skills(criteria: Criteria, keys: list[Key]) -> dict[UUID, list[SkillMatch]]:
    """Return which of the skills each résumé names, in the order in which they were asked for."""
    matched: dict[UUID, list[SkillMatch]] = defaultdict(list)
    if not keys or not criteria.skills:
        return matched
    # By the beginning of their key: those rows were read just now.
    postings = ResumeSkill.objects.filter(
        skill_id__in=[skill.skill_id for skill in criteria.skills],
        user_id=criteria.user_id,
        resume_created_at__in=[key.created_at for key in keys],
    )
    places = {(row[0], row[1]): row[2] for row in postings.values_list(*_POSTING)}
    for key in keys:
        for skill in criteria.skills:
            if found := places.get((key.resume_id, skill.skill_id)):
                matched[key.resume_id].append(SkillMatch(skill.name, places_named(found)))
    return matched


_POSTING = ("resume_id", "skill_id", "places")


def places_named(places: int) -> list[str]:
    """Return the sections that a posting's number stands for."""
    return [place.name.lower() for place in Place if places & place]


def _words(criteria: Criteria, row: dict[str, Any]) -> list[WordMatch]:
    if not criteria.words or row[f"{PARSE}sections"] is None:
        return []
    parsed = ParsedResume(**{column: row[f"{PARSE}{column}"] for column in PARSE_COLUMNS})
    reading = texts.reading_of(parsed)
    return first_matches(reading.sections, reading.leftover, criteria.words)


def _parse_columns() -> list[str]:
    return [f"{PARSE}{column}" for column in PARSE_COLUMNS]
