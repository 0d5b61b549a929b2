"""A proposed change to a résumé: what stands there, what would, and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from .diff import PieceJson, word_diff
from .guard.refusals import Refusal
from .guard.review import review
from .guard.source import Source

Value = str | tuple[str, ...] | None


class ChangeStatus(StrEnum):
    """Whether the truth guard lets a change be offered."""

    PROPOSED = "proposed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """One change at one place of the sections.

    `section` is a JSON pointer such as `/work/0/highlights/2`. A `before` of None inserts (the
    pointer ends in an index or `-`), an `after` of None removes; tuples replace or reorder a list.
    """

    id: str
    section: str
    before: Value
    after: Value
    reason: str = ""
    requirement_ids: tuple[str, ...] = ()
    status: ChangeStatus = ChangeStatus.PROPOSED
    refusals: tuple[Refusal, ...] = ()

    @property
    def diff(self) -> list[PieceJson]:
        """List the words kept, removed and added."""
        pieces = word_diff(as_text(self.before), as_text(self.after))
        return [piece.to_json() for piece in pieces]

    def to_json(self) -> dict[str, Any]:
        """Write the change as plain JSON, with its diff."""
        return {
            "id": self.id,
            "section": self.section,
            "before": _plain(self.before),
            "after": _plain(self.after),
            "reason": self.reason,
            "requirement_ids": list(self.requirement_ids),
            "status": self.status.value,
            "refusals": [refusal.to_json() for refusal in self.refusals],
            "diff": self.diff,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Change:
        """Read what `to_json` wrote; the diff is computed anew."""
        return cls(
            id=data["id"],
            section=data["section"],
            before=_value(data["before"]),
            after=_value(data["after"]),
            reason=data.get("reason", ""),
            requirement_ids=tuple(data.get("requirement_ids", ())),
            status=ChangeStatus(data.get("status", ChangeStatus.PROPOSED)),
            refusals=tuple(Refusal.from_json(row) for row in data.get("refusals", ())),
        )


def propose(
    *,
    section: str,
    before: str | Sequence[str] | None,
    after: str | Sequence[str] | None,
    reason: str = "",
    requirement_ids: Sequence[str] = (),
) -> Change:
    """Build a change whose id depends only on its place and its texts."""
    old, new = _value(before), _value(after)
    return Change(
        id=change_id(section, old, new),
        section=section,
        before=old,
        after=new,
        reason=reason,
        requirement_ids=tuple(requirement_ids),
    )


def change_id(section: str, before: Value, after: Value) -> str:
    """Name a change by what it does: the same change has the same id in every run."""
    content = json.dumps([section, _plain(before), _plain(after)], ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def guarded(change: Change, source: Source) -> Change:
    """Return the change with what the truth guard found; with any refusal it is refused."""
    refusals = tuple(review(source, as_text(change.after), pointer=change.section))
    status = ChangeStatus.REFUSED if refusals else ChangeStatus.PROPOSED
    return replace(change, status=status, refusals=refusals)


def as_text(value: Value) -> str:
    """Read a value as text: nothing is empty, list items stand on lines of their own."""
    if value is None:
        return ""
    return value if isinstance(value, str) else "\n".join(value)


def _value(value: str | Sequence[str] | None) -> Value:
    return value if value is None or isinstance(value, str) else tuple(value)


def _plain(value: Value) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
