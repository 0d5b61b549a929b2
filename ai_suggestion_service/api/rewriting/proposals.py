"""From what a provider proposed to what is offered: guarded, one a place, within the strategy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .apply import apply_changes
from .changes import Change, ChangeStatus


def offered(changes: Iterable[Change]) -> list[Change]:
    """List the changes that the truth guard lets be offered."""
    return [change for change in changes if change.status is ChangeStatus.PROPOSED]


def within(changes: Sequence[Change], most: int) -> tuple[list[Change], int]:
    """Keep what is refused and the first `most` of what is offered; tell how many were left out."""
    kept_ids = {change.id for change in offered(changes)[:most]}
    kept = [
        change
        for change in changes
        if change.status is ChangeStatus.REFUSED or change.id in kept_ids
    ]
    return kept, len(changes) - len(kept)


def distinct(changes: Iterable[Change]) -> list[Change]:
    """Keep one of equal changes, and of several offered for one place the first."""
    kept: dict[str, Change] = {}
    places: set[str] = set()
    for change in changes:
        is_offered = change.status is ChangeStatus.PROPOSED
        if change.id in kept or (is_offered and change.section in places):
            continue
        kept[change.id] = change
        if is_offered:
            places.add(change.section)
    return list(kept.values())


def with_all(sections: dict[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """Return the sections with everything that is offered."""
    return apply_changes(sections, offered(changes))
