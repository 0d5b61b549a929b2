"""Searching résumés by skills, words and candidates, newest first, page by page.

Every condition is a range of a posting table whose key ends in (created_at, id) of the résumé, so
that the database joins the ranges in their order and stops when the page is full. Nothing is
counted or sorted that is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from api.models import Resume, ResumeSkill, ResumeWord
from api.services import lookup_keys
from api.services.candidate_filters import CandidateCriteria, fitting
from api.services.skills import AskedSkill


class Key(NamedTuple):
    """Where a résumé stands in the order of a search."""

    created_at: datetime
    resume_id: UUID


@dataclass(frozen=True, slots=True)
class Position:
    """A page begins behind this key, or ends before it when it is read backwards."""

    key: Key
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is searched for in whose résumés: all of the skills or any, all of the words."""

    user_id: str
    skills: tuple[AskedSkill, ...] = ()
    any_skill: bool = False
    words: tuple[str, ...] = ()
    candidate: CandidateCriteria = field(default_factory=CandidateCriteria)


def find(criteria: Criteria, *, position: Position | None = None, limit: int) -> list[Key]:
    """Return the next `limit` résumés, in the order in which they are read."""
    skills = [_with_skill(criteria, skill) for skill in criteria.skills]
    words = [_with_word(criteria, word) for word in criteria.words]
    if criteria.any_skill and len(skills) > 1:
        arms = [_Postings.meeting([skill, *words], criteria).after(position) for skill in skills]
        return _merged(arms, position, limit)
    rows = _Postings.meeting([*skills, *words], criteria).after(position)
    return [Key(*row) for row in rows.keys()[:limit]]


def _merged(arms: list[_Postings], position: Position | None, limit: int) -> list[Key]:
    """Take the first `limit` of each arm: the first of all of them are among those."""
    compiled = [arm.keys()[:limit].query.sql_with_params() for arm in arms]
    union = " UNION ".join(
        f"SELECT * FROM ({sql}) AS arm_{place}"  # noqa: S608 - the ORM's own SQL
        for place, (sql, _) in enumerate(compiled)
    )
    direction = "ASC" if position is not None and position.backwards else "DESC"
    order = f"ORDER BY resume_created_at {direction}, resume_id {direction}"
    found = Resume.objects.raw(
        f"SELECT * FROM ({union}) AS found {order} LIMIT %s",  # noqa: S608
        [*(value for _, values in compiled for value in values), limit],
        translations={"resume_created_at": "created_at", "resume_id": "id"},
    )
    return [Key(row.created_at, row.pk) for row in found]


@dataclass(frozen=True, slots=True)
class _Postings:
    """Rows of a table in the order of their résumés, and how its columns are called."""

    rows: QuerySet[Any]
    created_at: str = "resume_created_at"
    resume_id: str = "resume_id"
    candidate: str = "resume__candidate__"

    @classmethod
    def meeting(cls, conditions: Sequence[QuerySet[Any]], criteria: Criteria) -> _Postings:
        """Return the rows of the first condition whose résumés meet all others."""
        if not conditions:
            mine = Resume.objects.for_user(criteria.user_id)
            every = cls(mine, created_at="created_at", resume_id="id", candidate="candidate__")
            return every._with(fitting(mine, criteria.candidate, every.candidate))
        first = cls(conditions[0])
        rows = first.rows
        for other in conditions[1:]:
            rows = rows.filter(Exists(first._same_resume(other)))
        return first._with(fitting(rows, criteria.candidate, first.candidate))

    def after(self, position: Position | None) -> _Postings:
        """Keep what comes behind a position, in the direction in which it is read."""
        if position is None or not position.backwards:
            ordered = self.rows.order_by(f"-{self.created_at}", f"-{self.resume_id}")
        else:
            ordered = self.rows.order_by(self.created_at, self.resume_id)
        if position is None:
            return self._with(ordered)
        side = "gt" if position.backwards else "lt"
        at, resume_id = position.key
        # The first condition is a range of the key; OR alone would not be.
        beyond = Q(**{f"{self.created_at}__{side}": at})
        beyond |= Q(**{f"{self.resume_id}__{side}": resume_id})
        return self._with(ordered.filter(beyond, **{f"{self.created_at}__{side}e": at}))

    def keys(self) -> QuerySet[Any, tuple[Any, ...]]:
        """Return time and id of the résumés."""
        return self.rows.values_list(self.created_at, self.resume_id)

    def _same_resume(self, other: QuerySet[Any]) -> QuerySet[Any]:
        return other.filter(
            resume_created_at=OuterRef(self.created_at), resume_id=OuterRef(self.resume_id)
        )

    def _with(self, rows: QuerySet[Any]) -> _Postings:
        return _Postings(rows, self.created_at, self.resume_id, self.candidate)


def _with_skill(criteria: Criteria, skill: AskedSkill) -> QuerySet[ResumeSkill]:
    return ResumeSkill.objects.filter(skill_id=skill.skill_id, user_id=criteria.user_id)


def _with_word(criteria: Criteria, word: str) -> QuerySet[ResumeWord]:
    number = lookup_keys.word_number(word, user_id=criteria.user_id)
    return ResumeWord.objects.filter(word=number)
