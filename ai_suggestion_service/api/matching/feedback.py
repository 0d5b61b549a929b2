"""A ledger told to the applicant: what is strong, what is weak, what to do next."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.matching.advice import Action, ActionKind
from api.matching.ledger import Row, Verdict
from api.matching.requirements import Importance

SHOWN = 5
_MARKUP = re.compile(r"([\\`*_\[\]<>#|!~])")
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Feedback:
    """A summary in plain words, and Markdown in which quoted text is inert."""

    summary: str
    markdown: str


def compose(rows: Sequence[Row], actions: Sequence[Action], score: float | None) -> Feedback:
    """Write up a ledger with the actions that follow from it."""
    parts = [
        _part("What fits", (_strength(row) for row in _strongest(rows))),
        _part("What weighs most against it", (_weakness(row) for row in _weakest(rows))),
        _part("Show better what you have", _texts(actions, ActionKind.TRUTHFUL_GAIN)),
        _part("Gaps", _texts(actions, ActionKind.GAP)),
        _part("Form", _texts(actions, ActionKind.FORMAT)),
        _part("Not judged", (_inert(row.text) for row in _silent(rows))),
    ]
    return Feedback(_summary(rows, actions, score), "\n\n".join(part for part in parts if part))


def _summary(rows: Sequence[Row], actions: Sequence[Action], score: float | None) -> str:
    judged = [row for row in rows if row.max_points]
    if score is None:
        return "Nothing that this job asks for can be judged by a résumé, so there is no score."
    met = sum(row.verdict is Verdict.MET for row in judged)
    partial = sum(row.verdict is Verdict.PARTIAL for row in judged)
    told = f"{met} of {len(judged)} requirements are met and {partial} in part: {score:g} of 100."
    missed = sum(
        row.verdict is Verdict.MISSING and row.importance is Importance.MUST for row in judged
    )
    if missed:
        told += f" {missed} that the job insists on {'is' if missed == 1 else 'are'} not shown."
    gain = sum(action.points for action in actions if action.kind is ActionKind.TRUTHFUL_GAIN)
    full = sum(row.max_points for row in judged)
    if gain:
        told += f" Up to {100 * gain / full:.0f} points lie in showing better what is there."
    return told


def _strongest(rows: Iterable[Row]) -> list[Row]:
    met = [row for row in rows if row.verdict is Verdict.MET]
    return sorted(met, key=lambda row: -row.max_points)[:SHOWN]


def _weakest(rows: Iterable[Row]) -> list[Row]:
    open_rows = [row for row in rows if row.points < row.max_points]
    return sorted(open_rows, key=lambda row: row.points - row.max_points)[:SHOWN]


def _silent(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.verdict is Verdict.UNASSESSABLE][:SHOWN]


def _strength(row: Row) -> str:
    quote = _inert(row.evidence[0].quote) if row.evidence else ""
    return f"**{_inert(row.text)}** — “{quote}”" if quote else f"**{_inert(row.text)}**"


def _weakness(row: Row) -> str:
    return f"**{_inert(row.text)}** — {row.verdict}. {_inert(row.rationale)}".strip()


def _texts(actions: Iterable[Action], kind: ActionKind) -> list[str]:
    return [_inert(action.text) for action in actions if action.kind is kind][:SHOWN]


def _part(title: str, lines: Iterable[str]) -> str:
    told = "\n".join(f"- {line}" for line in lines)
    return f"## {title}\n{told}" if told else ""


def _inert(text: str) -> str:
    """Make strangers' text show as it is: one line, no markup, no links, no pictures."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_QUOTE * 2:
        line = line[: _LONGEST_QUOTE * 2].rsplit(" ", 1)[0] + " …"
    return _MARKUP.sub(r"\\\1", line)
