"""How an optimisation goes, as numbered events; the same facts as its row and its job tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.models import Optimization
from api.models.work import WorkStatus
from api.services import optimizations

LAST = "end"
ENDED: Mapping[str, str] = {WorkStatus.COMPLETED: "completed", WorkStatus.FAILED: "failed"}
_ID = re.compile(r"(\d{1,4})-(\d{1,4})\Z")
Position = tuple[int, int]
START: Position = (0, 0)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `id` is the attempt and a number within it, or `end`."""

    id: str
    name: str
    data: dict[str, Any]


def position_of(last_event_id: str) -> Position:
    """Read the id of the last event a client has; one that we never gave out is the start."""
    known = _ID.match(last_event_id)
    return (int(known[1]), int(known[2])) if known else START


def after(optimization_id: UUID, position: Position) -> list[Event]:
    """List what happened since; the last event is `completed`, `failed` or `deleted`."""
    row = Optimization.objects.filter(pk=optimization_id).defer("input", "changes", "receipt")
    optimization = row.first()
    if optimization is None:
        return [Event(LAST, "deleted", {"id": str(optimization_id)})]
    progress = optimizations.progress_of([optimization])[optimization.pk]
    happened = [event for event in _of(progress) if position_of(event.id) > position]
    if optimization.is_finished:
        happened.append(Event(LAST, ENDED[optimization.status], _outcome(optimization)))
    return happened


def _of(progress: Mapping[str, Any]) -> list[Event]:
    """Number what one attempt did: first that it began, then each section as it was done."""
    if not progress:
        return []
    attempt, total = progress["attempt"], progress["total"]
    begun = Event(f"{attempt}-1", "started", {"attempt": attempt, "total": total})
    sections = [
        Event(f"{attempt}-{number}", "section", {"done": number - 1, "total": total, **section})
        for number, section in enumerate(progress["sections"], start=2)
    ]
    return [begun, *sections]


def _outcome(optimization: Optimization) -> dict[str, Any]:
    outcome: dict[str, Any] = {
        "id": str(optimization.pk),
        "status": optimization.status,
        "summary": optimization.summary,
        "base_score": optimization.score_before,
        "alignment_score": optimization.score_after,
    }
    if optimization.error_code:
        outcome["error"] = {
            "code": optimization.error_code,
            "detail": optimization.error_detail,
            "retryable": optimization.error_retryable,
        }
    return outcome
