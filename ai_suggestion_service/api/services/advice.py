"""What a ledger tells a person: in words, and as things to do with the points they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.matching.ledger import Row, Verdict

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do; `points` is what the row can still earn."""

    text: str
    kind: str
    requirement_id: str | None
    points: float


def actions_for(rows: Sequence[Row]) -> list[Action]:
    """List what is missing or only half shown, the most valuable first."""
    open_rows = [row for row in rows if row.max_points > row.points]
    actions = [_action(row) for row in open_rows]
    return sorted(actions, key=lambda action: -action.points)


def _action(row: Row) -> Action:
    if row.verdict is Verdict.PARTIAL:
        text = f"Shown in part: {row.text}. If you have done more of it, say where and how."
        return Action(text, "truthful_gain", row.id, row.max_points - row.points)
    text = f"Not shown: {row.text}. If you have it, say where; if not, it is a gap to name openly."
    return Action(text, "gap", row.id, row.max_points - row.points)


def summary_of(rows: Sequence[Row]) -> str:
    """Say in a sentence how many requirements are shown."""
    judged = [row for row in rows if row.max_points]
    met = sum(row.verdict is Verdict.MET for row in judged)
    partial = sum(row.verdict is Verdict.PARTIAL for row in judged)
    return f"{met} of {len(judged)} requirements are shown, {partial} more in part."


def feedback_on(rows: Sequence[Row], actions: Sequence[Action]) -> str:
    """Write the ledger up as Markdown: what stands, with its quotes, and what to do."""
    met = [row for row in rows if row.verdict is Verdict.MET]
    unassessable = [row for row in rows if row.verdict is Verdict.UNASSESSABLE]
    sections = [
        ("What the résumé shows", [_shown(row) for row in met]),
        ("What to work on", [action.text for action in actions]),
        ("Not judged, because résumés are silent on it", [row.text for row in unassessable]),
    ]
    parts = [
        f"## {title}\n" + "\n".join(f"- {line}" for line in lines[:SHOWN])
        for title, lines in sections
        if lines
    ]
    return "\n\n".join(parts)


def _shown(row: Row) -> str:
    quote = " ".join(row.evidence[0].quote.split()) if row.evidence else ""
    return f"{row.text}: “{quote}”" if quote else row.text
