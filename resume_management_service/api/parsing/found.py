"""Values found in a document, and how they become a résumé with evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from api.extraction.document import Document, Line

_YEARS_BACK = 80
_YEARS_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the span of the text it was read from; confidence is between 0 and 1."""

    value: str
    start: int
    end: int
    confidence: float = 0.9


Tree: TypeAlias = "Found | Mapping[str, Tree] | Sequence[Tree] | None"


def plain(tree: Tree) -> Any:
    """Turn a tree of found values into plain JSON, leaving out what is empty."""
    if isinstance(tree, Found):
        return tree.value
    if isinstance(tree, Mapping):
        pairs = ((key, plain(branch)) for key, branch in tree.items())
        return {key: value for key, value in pairs if value not in (None, "", [], {})}
    return [value for value in map(plain, tree or ()) if value not in (None, "", [], {})]


def evidence(tree: Tree, document: Document) -> dict[str, dict[str, Any]]:
    """Map the JSON pointer of every value to where in the document it stands."""
    locate = Locator(document)
    return {pointer: locate.describe(found) for pointer, found in _leaves(tree, "")}


def without_impossible_dates(tree: Tree, year: int) -> Tree:
    """Leave out dates that no résumé of that year can hold: long ago or far ahead."""
    if isinstance(tree, Mapping):
        kept = {key: branch for key, branch in tree.items() if _is_possible(key, branch, year)}
        return {key: without_impossible_dates(branch, year) for key, branch in kept.items()}
    if isinstance(tree, Found) or tree is None:
        return tree
    return [without_impossible_dates(branch, year) for branch in tree]


def _is_possible(key: str, branch: Tree, year: int) -> bool:
    if not key.casefold().endswith("date") or not isinstance(branch, Found):
        return True
    return year - _YEARS_BACK <= int(branch.value[:4]) <= year + _YEARS_AHEAD


def _leaves(tree: Tree, pointer: str) -> Iterator[tuple[str, Found]]:
    if isinstance(tree, Found):
        yield pointer, tree
    elif isinstance(tree, Mapping):
        for key, branch in tree.items():
            yield from _leaves(branch, f"{pointer}/{key}")
    else:
        kept = [branch for branch in tree or () if plain(branch) not in (None, "", [], {})]
        for place, branch in enumerate(kept):
            yield from _leaves(branch, f"{pointer}/{place}")


class Locator:
    """Finds the lines that a span of text covers."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._lines = sorted(document.lines, key=lambda line: line.start)
        self._starts = [line.start for line in self._lines]

    def lines(self, start: int, end: int) -> list[Line]:
        """Return the lines that a span touches."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, max(start, end - 1))
        return [line for line in self._lines[first:last] if line.end > start or start == end]

    def describe(self, found: Found) -> dict[str, Any]:
        """Describe a value: confidence, raw text, span, page and the box around its lines."""
        entry: dict[str, Any] = {
            "confidence": round(found.confidence, 2),
            "raw": self._text[found.start : found.end],
            "start": found.start,
            "end": found.end,
        }
        lines = self.lines(found.start, found.end)
        if lines:
            entry["page"] = lines[0].page
            entry |= _box_around([line for line in lines if line.page == lines[0].page])
        return entry


def _box_around(lines: list[Line]) -> dict[str, list[float]]:
    boxes = [line.box for line in lines if line.box]
    if not boxes:
        return {}
    lows = [min(box[side] for box in boxes) for side in (0, 1)]
    highs = [max(box[side] for box in boxes) for side in (2, 3)]
    return {"box": [round(value, 1) for value in (*lows, *highs)]}
