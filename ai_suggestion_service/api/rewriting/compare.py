"""Section by section differences between two versions of a résumé."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from .diff import word_diff
from .pointers import join

Status = Literal["added", "removed", "changed", "moved"]

_IDENTITY = ("name", "institution", "position", "studyType", "startDate", "network", "language")
_SAME_ENTRY = 0.5


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; `before_at` and `after_at` are pointers, None where it is absent."""

    section: str
    status: Status
    before_at: str | None
    after_at: str | None
    before: str
    after: str

    def to_json(self) -> dict[str, Any]:
        """Write the difference with its word diff."""
        row = {name: getattr(self, name) for name in self.__slots__}
        row["diff"] = [piece.to_json() for piece in word_diff(self.before, self.after)]
        return row


def compare(sections_a: dict[str, Any], sections_b: dict[str, Any]) -> list[Difference]:
    """List what was added, removed, changed or moved between two sections objects.

    Entries of a list are paired by what they are about, not by where they stand.
    """
    names = list(sections_a) + [name for name in sections_b if name not in sections_a]
    return [
        difference
        for name in names
        for difference in _values(
            name, (name,), (name,), sections_a.get(name), sections_b.get(name)
        )
    ]


Path = tuple[str | int, ...]


def _values(
    section: str, at_a: Path | None, at_b: Path | None, a: Any, b: Any
) -> Iterator[Difference]:
    if isinstance(a, list) or isinstance(b, list):
        yield from _lists(section, at_a, at_b, _as_list(a), _as_list(b))
    elif isinstance(a, dict) or isinstance(b, dict):
        yield from _objects(section, at_a, at_b, _as_dict(a), _as_dict(b))
    elif a != b:
        yield _difference(section, at_a, at_b, a, b)


def _objects(
    section: str, at_a: Path | None, at_b: Path | None, a: dict[str, Any], b: dict[str, Any]
) -> Iterator[Difference]:
    for key in [*a, *(key for key in b if key not in a)]:
        yield from _values(section, _below(at_a, key), _below(at_b, key), a.get(key), b.get(key))


def _lists(
    section: str, at_a: Path | None, at_b: Path | None, a: list[Any], b: list[Any]
) -> Iterator[Difference]:
    pairs = _pairs(a, b)
    unpaired = set(range(len(a))) - {index for index, _ in pairs}
    moved = _out_of_order(pairs)
    for index, other in pairs:
        place_a, place_b = _below(at_a, index), _below(at_b, other)
        yield from _values(section, place_a, place_b, a[index], b[other])
        if index in moved:
            yield _moved(section, place_a, place_b, a[index], b[other])
    for index in sorted(unpaired):
        yield from _values(section, _below(at_a, index), None, a[index], None)
    for other in sorted(set(range(len(b))) - {other for _, other in pairs}):
        yield from _values(section, None, _below(at_b, other), None, b[other])


def _pairs(a: list[Any], b: list[Any]) -> list[tuple[int, int]]:
    scored = sorted(
        (
            (-_likeness(old, new), abs(index - other), index, other)
            for index, old in enumerate(a)
            for other, new in enumerate(b)
        ),
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs = []
    for score, _, index, other in scored:
        if -score >= _SAME_ENTRY and index not in taken_a and other not in taken_b:
            taken_a.add(index)
            taken_b.add(other)
            pairs.append((index, other))
    return sorted(pairs)


def _likeness(a: Any, b: Any) -> float:
    if a == b:
        return 1.0
    if isinstance(a, dict) and isinstance(b, dict):
        known = [key for key in _IDENTITY if a.get(key) and b.get(key)]
        if known:
            return sum(_likeness(a[key], b[key]) for key in known) / len(known)
    return SequenceMatcher(None, _text(a).split(), _text(b).split(), autojunk=False).ratio()


def _out_of_order(pairs: list[tuple[int, int]]) -> set[int]:
    """Name the fewest entries whose move explains the new order."""
    order = [other for _, other in pairs]
    kept: set[int] = set()
    for block in SequenceMatcher(None, order, sorted(order), autojunk=False).get_matching_blocks():
        kept.update(order[block.a : block.a + block.size])
    return {index for index, other in pairs if other not in kept}


def _moved(section: str, at_a: Path | None, at_b: Path | None, a: Any, b: Any) -> Difference:
    return Difference(section, "moved", _pointer(at_a), _pointer(at_b), _text(a), _text(b))


def _difference(section: str, at_a: Path | None, at_b: Path | None, a: Any, b: Any) -> Difference:
    absent_a, absent_b = at_a is None or a is None, at_b is None or b is None
    status: Status = "added" if absent_a else "removed" if absent_b else "changed"
    place_a = None if absent_a else _pointer(at_a)
    place_b = None if absent_b else _pointer(at_b)
    return Difference(section, status, place_a, place_b, _text(a), _text(b))


def _below(path: Path | None, key: str | int) -> Path | None:
    return None if path is None else (*path, key)


def _pointer(path: Path | None) -> str | None:
    return None if path is None else join(path)


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_text(item) for item in value.values() if item)
    if isinstance(value, list):
        return " ".join(_text(item) for item in value)
    return "" if value is None else str(value)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
