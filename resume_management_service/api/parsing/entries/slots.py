"""Labels for the pieces of headers, chosen together for all entries of a section.

What a piece says (its words) and where it stands (row, order, style, separator) both count. Where
things stand is learnt from the entries of the same section, so a company with an unknown name is
recognised because the others stand in the same place.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from api.parsing.layout.pieces import Piece, comma_pieces

OTHER = "other"
_BEAM = 14
_SPLIT_COST = 0.35
_WEAKEST = -1.6
_PRIOR_WEIGHT = 0.75
_FIRST = 0.7
_NAMED = 6.0

Place = tuple[object, ...]
Scorer = Callable[[str], float]
Option: TypeAlias = "tuple[float, tuple[Labelled, ...]]"


@dataclass(frozen=True, slots=True)
class HeaderPiece:
    """A piece of an entry's header and where it stands there; `fields` if a label names them."""

    piece: Piece
    row: int
    order: int
    style: tuple[object, ...]
    dated: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """What pieces may be: a scorer and the cost of absence by label, and what comes first."""

    scorers: Mapping[str, Scorer]
    missing: Mapping[str, float]
    first: str | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A piece with its label; `margin` is how much better it is than no label."""

    piece: Piece
    label: str
    margin: float
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    score: float = 0.0
    used: frozenset[str] = frozenset()
    chosen: tuple[Labelled, ...] = ()


@dataclass(slots=True)
class _Prior:
    """How often each label stood at each place."""

    labels: Sequence[str]
    counts: dict[Place, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, chosen: Iterable[Labelled]) -> None:
        for labelled in chosen:
            weight = 1.0 if labelled.margin > 1.5 else 0.35
            for place in labelled.places:
                self.counts[place][labelled.label] += weight  # type: ignore[assignment]

    def rate(self, label: str, places: Sequence[Place]) -> float:
        return sum(self._rate_one(label, place) for place in places)

    def _rate_one(self, label: str, place: Place) -> float:
        counts = self.counts.get(place)
        if not counts:
            return 0.0
        total = sum(counts.values())
        share = (counts[label] + 0.4) / (total + 0.4 * len(self.labels))
        value = math.log(share * len(self.labels))
        return _PRIOR_WEIGHT * max(-1.2, min(1.2, value))


def label_entries(entries: Sequence[Sequence[HeaderPiece]], labels: Labels) -> list[list[Labelled]]:
    """Label the header pieces of all entries; each label but `other` at most once an entry."""
    names = [*labels.scorers, OTHER]
    prior = _Prior(names)
    result: list[list[Labelled]] = []
    for _ in range(2):
        result = [list(_decode(pieces, labels, prior)) for pieces in entries]
        prior = _Prior(names)
        for chosen in result:
            prior.learn(chosen)
    return (
        [list(_decode(pieces, labels, prior)) for pieces in entries] if len(entries) > 1 else result
    )


def _decode(pieces: Sequence[HeaderPiece], labels: Labels, prior: _Prior) -> tuple[Labelled, ...]:
    states = [_State()]
    for piece in pieces:
        options = _options(piece, labels, prior)
        grown = [new for state in states for option in options for new in _extend(state, option)]
        states = sorted(grown, key=lambda state: -state.score)[:_BEAM] or states
    return max(states, key=lambda state: state.score - _absent(state, labels)).chosen


def _absent(state: _State, labels: Labels) -> float:
    return sum(cost for label, cost in labels.missing.items() if label not in state.used)


def _extend(state: _State, option: Option) -> Iterable[_State]:
    score, chosen = option
    names = [labelled.label for labelled in chosen if labelled.label != OTHER]
    if not state.used.intersection(names):
        yield _State(state.score + score, state.used.union(names), state.chosen + chosen)


def _options(header: HeaderPiece, labels: Labels, prior: _Prior) -> list[Option]:
    """List the ways to read a piece: whole under each label, or cut at commas."""
    named = [label for label in header.fields if label in labels.scorers]
    if named:
        _, labelled = _read(header, header.piece, named[0], 0, labels, prior)
        return [(_NAMED, (labelled,))]
    whole = [
        _read(header, header.piece, label, 0, labels, prior) for label in [*labels.scorers, OTHER]
    ]
    options: list[Option] = [(score, (labelled,)) for score, labelled in whole]
    parts = comma_pieces(header.piece)
    if 1 < len(parts) <= 5:
        options += _cut_options(header, parts, labels, prior)
    return sorted(options, key=lambda option: -option[0])[:24]


def _cut_options(
    header: HeaderPiece, parts: Sequence[Piece], labels: Labels, prior: _Prior
) -> list[Option]:
    options: list[Option] = []
    for count in (1, 2):
        for cuts in combinations(range(1, len(parts)), count):
            groups = _groups(header.piece, parts, cuts)
            options += _combined(header, groups, labels, prior)
    return options


def _groups(whole: Piece, parts: Sequence[Piece], cuts: Sequence[int]) -> list[Piece]:
    groups = []
    for begin, end in zip((0, *cuts), (*cuts, len(parts)), strict=True):
        first, last = parts[begin], parts[end - 1]
        text = whole.text[first.start - whole.start : last.end - whole.start]
        groups.append(Piece(text, first.start, last.end, first.mark if begin else whole.mark))
    return groups


def _combined(
    header: HeaderPiece, groups: Sequence[Piece], labels: Labels, prior: _Prior
) -> list[Option]:
    """Give each group of a cut its own label, none twice, leaving out hopeless readings."""
    partial: list[Option] = [(0.0, ())]
    for place, group in enumerate(groups):
        readings = [
            _read(header, group, label, place, labels, prior) for label in [*labels.scorers, OTHER]
        ]
        good = [(score, read) for score, read in readings if read.margin > _WEAKEST]
        partial = [
            (total + score - (_SPLIT_COST if place else 0.0), (*chosen, read))
            for total, chosen in partial
            for score, read in good
            if read.label == OTHER or all(read.label != other.label for other in chosen)
        ]
    return partial


def _read(
    header: HeaderPiece, piece: Piece, label: str, part: int, labels: Labels, prior: _Prior
) -> tuple[float, Labelled]:
    words = labels.scorers[label](piece.text) if label != OTHER else _other(piece.text)
    places: tuple[Place, ...] = (
        ("row", header.row, part),
        ("order", header.order + part),
        ("style", *header.style, part),
        ("mark", piece.mark, header.dated),
    )
    ahead = _FIRST if label == labels.first and header.order + part == 0 else 0.0
    return words + ahead + prior.rate(label, places), Labelled(piece, label, words, places)


def _other(text: str) -> float:
    return -0.4 if len(text) < 40 else 0.0
