"""What is told of an optimisation, in our words: counted, never taken from a model."""

from __future__ import annotations

from collections.abc import Sequence

from api.rewriting.changes import Change
from api.rewriting.pointers import split
from api.rewriting.proposals import offered


def summary_of(changes: Sequence[Change], before: float | None, after: float | None) -> str:
    """Say how many changes there are and where, what was refused, and what they do to the fit."""
    proposed = offered(changes)
    sentences = [_proposed(proposed), _refused(len(changes) - len(proposed)), _fit(before, after)]
    return " ".join(sentence for sentence in sentences if sentence)


def _proposed(changes: Sequence[Change]) -> str:
    if not changes:
        return "Nothing is proposed."
    places = dict.fromkeys(split(change.section)[0] for change in changes)
    return f"{_counted(len(changes), 'change')} proposed in {', '.join(places)}."


def _refused(count: int) -> str:
    if not count:
        return ""
    verb = "was" if count == 1 else "were"
    return (
        f"{_counted(count, 'proposal')} {verb} refused, because the résumé does not support "
        "what they claim."
    )


def _fit(before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return "Nothing that the job asks for can be judged by a résumé."
    if after == before:
        return f"The fit stays at {before:g} of 100: wording does not change what is shown."
    return f"With all of them the fit goes from {before:g} to {after:g} of 100."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
