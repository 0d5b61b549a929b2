"""Degrees of responsibility: takes part < does < leads < founds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from . import wordlists
from .senses import spelled
from .tokens import Word
from .wordlists import listed

ASSISTS, DOES, OWNS, LEADS, FOUNDS = 1.0, 2.0, 2.5, 3.0, 4.0

_NOUNS = listed("ladder.nouns")
_VEHICLES = listed("ladder.vehicles")
_SESSIONS = listed("ladder.sessions")
_SHARED = 0.25
_ACTING = frozenset(
    {"co", "jointly", "i", "we", "who", "also", "to", "will", "can", "now", "currently"}
)
_MADE_UP_OF = frozenset({"of", "for"})


@dataclass(frozen=True, slots=True)
class Rung:
    """A verb's place on the ladder: what it claims (`needs`) and what it proves (`gives`)."""

    needs: float
    gives: float


@dataclass(frozen=True, slots=True)
class Marker:
    """Words `start` to `end` (exclusive) that say how responsible someone was."""

    start: int
    end: int
    rung: Rung


_RUNGS = {
    "assists": Rung(ASSISTS, ASSISTS),
    "owns": Rung(DOES, OWNS),
    "runs": Rung(DOES, LEADS),
    "manages": Rung(OWNS, LEADS),
    "leads": Rung(LEADS, LEADS),
    "cofounds": Rung(FOUNDS - 0.25, FOUNDS - 0.25),
    "founds": Rung(FOUNDS, FOUNDS),
}


def marker_at(words: Sequence[Word], index: int) -> Marker | None:
    """Return the marker of responsibility that begins at a word, if one does."""
    for forms, rung in _markers().get(words[index].lower, ()):
        end = index + len(forms)
        if tuple(word.lower for word in words[index:end]) == forms:
            return Marker(index, end, _adjusted(words, index, end, rung))
    return None


def _adjusted(words: Sequence[Word], index: int, end: int, rung: Rung) -> Rung:
    """Lower what is shared ("co-led"); leading a meeting is no more than holding it."""
    before = words[index - 1].lower if index else ""
    if (before == "co" and words[index].gap == "-") or before in ("jointly", "together"):
        return Rung(rung.needs - _SHARED, rung.gives - _SHARED)
    held = any(word.lower.removesuffix("s") in _SESSIONS for word in words[end : end + 5])
    return Rung(DOES, rung.gives) if held and rung.needs == LEADS else rung


def means_otherwise(words: Sequence[Word], marker: Marker) -> bool:
    """Tell whether a word is no act of leading here: "drove a van", "led to"."""
    word = words[marker.start]
    if word.lower.startswith(("driv", "drove")):
        return any(after.stem in _VEHICLES for after in words[marker.end : marker.end + 4])
    following = words[marker.end].lower if marker.end < len(words) else ""
    return word.lower in ("led", "leading", "lead", "leads") and following == "to"


def is_noun_here(words: Sequence[Word], marker: Marker) -> bool:
    """Tell whether a word such as "head" or "lead" is a thing or a title here, not an act."""
    before = words[marker.start - 1].lower if marker.start else ""
    return words[marker.start].lower in _NOUNS and before not in _ACTING


def is_made_of(words: Sequence[Word], marker: Marker) -> bool:
    """Tell whether a noun states the act all the same: "leadership of", "ownership of"."""
    after = words[marker.end].lower if marker.end < len(words) else ""
    return words[marker.start].lower in _NOUNS and after in _MADE_UP_OF


def leads_by_title(words: Sequence[Word]) -> bool:
    """Tell whether a job title is one of leading."""
    return any(word.lower in _lead_titles() for word in words)


@cache
def served() -> frozenset[str]:
    """Stems of the people one works for: customers, patients, students."""
    return frozenset(spelled(word)[0] for word in wordlists.sections("ladder.txt")["served"])


@cache
def serving() -> frozenset[str]:
    """Verbs of helping that claim no more than helping."""
    return frozenset(wordlists.sections("ladder.txt")["servers"])


@cache
def negations() -> frozenset[str]:
    """Words that turn what follows into its opposite."""
    return frozenset(wordlists.sections("ladder.txt")["negation"])


@cache
def hedges() -> frozenset[tuple[str, ...]]:
    """Words that keep a claim small: basic, in progress, expected."""
    terms = wordlists.sections("ladder.txt")["hedge"]
    return frozenset(tuple(term.replace("-", "_").split("_")) for term in terms)


@cache
def _lead_titles() -> frozenset[str]:
    return frozenset(wordlists.sections("ladder.txt")["lead_titles"])


@cache
def _markers() -> dict[str, list[tuple[tuple[str, ...], Rung]]]:
    found: dict[str, list[tuple[tuple[str, ...], Rung]]] = {}
    for name, rung in _RUNGS.items():
        for term in wordlists.sections("ladder.txt")[name]:
            forms = tuple(term.replace("-", "_").split("_"))
            found.setdefault(forms[0], []).append((forms, rung))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}
