"""White space that runs down a page between text on both sides, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, TypeVar

from api.extraction.bullets import split_bullet
from api.extraction.pdf.segments import Segment

_SAME_ROW: Final = 1.3  # points, between base lines or between upper edges
_RUNNING: Final = 2  # lines that go on in the next one, or list items: so many make running text
_TABLE: Final = 0.85  # share of lines with a partner that makes a table
_SENTENCE: Final = 3  # words: cells of a table have fewer
_ANCHORED: Final = 0.75  # share of labels that stand beside the beginning of something
_LONGEST_LABEL: Final = 3.5  # lines
_NARROWEST: Final = 0.8  # of the font size: less is a gap between words
_EDGE: Final = 1.5  # points two segments may overlap and still stand side by side
_FEWEST: Final = 3  # lines on each side that make columns
_LINE_SPACING: Final = 1.75  # of the font size: further apart, lines are of different groups
_DATED: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{2,4}\b|\b(?:present|heute|today|current|aujourd|actual"
    r"|presente|oggi|heden|atual)",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"\w+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Gutter:
    """A gap between `left` and `right` (each top to bottom) that nothing crosses."""

    left: list[Segment]
    right: list[Segment]
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Return how far down both sides run along it."""
        return self.bottom - self.top


def gutters(segments: list[Segment]) -> Iterator[Gutter]:
    """Yield the gaps between the segments of a region, `segments` being sorted by base line."""
    seen: set[tuple[int, int, int]] = set()
    for edge in sorted({segment.x0 for segment in segments})[1:]:
        for run in _uncrossed_runs(segments, edge):
            left = [segment for segment in run if segment.x0 < edge - _EDGE]
            right = [segment for segment in run if segment.x0 >= edge - _EDGE]
            key = (id(run[0]), len(left), len(right))
            if left and right and key not in seen and _is_wide(left, right):
                seen.add(key)
                top = max(left[0].top, right[0].top)
                yield Gutter(left, right, top, min(left[-1].bottom, right[-1].bottom))


def _uncrossed_runs(segments: list[Segment], edge: float) -> Iterator[list[Segment]]:
    run: list[Segment] = []
    for segment in segments:
        if segment.x0 < edge - _EDGE and segment.x1 > edge + _EDGE:
            if len(run) > 1:
                yield run
            run = []
        else:
            run.append(segment)
    if len(run) > 1:
        yield run


def _is_wide(left: list[Segment], right: list[Segment]) -> bool:
    gap = min(segment.x0 for segment in right) - max(segment.x1 for segment in left)
    return gap > _NARROWEST * median(segment.size for segment in (*left, *right))


def parts_columns(gutter: Gutter) -> bool:
    """Return whether the sides are read one after the other, not row by row."""
    few, many = sorted((gutter.left, gutter.right), key=len)
    if len(few) < _FEWEST or gutter.height < 2 * _LINE_SPACING * few[0].size:
        return False
    running = [_running_lines(side) >= _RUNNING for side in (few, many)]
    if all(running):
        return True
    if _are_labels(few, many, on_the_right=few is gutter.right):
        return False
    if any(running):
        return True
    in_rows = _share(few, lambda segment: _partner(segment, many) is not None)
    return in_rows < _TABLE or median(_word_count(segment) for segment in few) >= _SENTENCE


def headed(gutter: Gutter) -> Gutter | None:
    """Return the part of a gap below two headings on one row, if no table stands below them."""
    first = max(gutter.left[0].base, gutter.right[0].base) - _SAME_ROW
    left = [line for line in gutter.left if line.base > first]
    right = [line for line in gutter.right if line.base > first]
    if not left or not right or _partner(left[0], right[:1]) is None:
        return None
    below = [[line for line in side if line.base > left[0].base + 1] for side in (left, right)]
    looks = {_look(left[0]), _look(right[0])}
    if not all(below) or len(looks) > 1 or any(_look(side[0]) in looks for side in below):
        return None
    few, many = sorted(below, key=len)
    if _share(few, lambda line: _partner(line, many) is not None) >= _TABLE:
        return None
    return Gutter(left, right, max(left[0].top, right[0].top), gutter.bottom)


def _look(segment: Segment) -> tuple[bool, int]:
    return segment.bold, round(2 * segment.size)


def _are_labels(few: list[Segment], many: list[Segment], *, on_the_right: bool) -> bool:
    """Return whether the shorter side names or dates what stands beside it."""
    if on_the_right and _is_flush_right(few):
        return True
    if _share(few, lambda segment: segment.text.endswith(":")) >= 0.5:
        return True
    groups = _groups(few)
    if _share(groups, lambda group: any(_opens(line, many) for line in group[:2])) < _ANCHORED:
        return False
    dated = _share(few, lambda segment: _DATED.search(segment.text))
    return len(few) <= _LONGEST_LABEL * len(groups) and (
        dated >= 0.35 or len(few) <= 0.6 * len(many)
    )


def _opens(label: Segment, others: list[Segment]) -> bool:
    """Return whether a label stands beside the first line of a block."""
    place = _partner(label, others)
    if place is None:
        return False
    if place == 0:
        return True
    above, line = others[place - 1], others[place]
    steps = [
        below.base - upper.base for upper, below in pairwise(others) if below.base > upper.base
    ]
    usual = sorted(steps)[len(steps) // 3] if steps else 0.0
    other_look = (above.bold, round(above.size)) != (line.bold, round(line.size))
    return other_look or line.base - above.base > 1.2 * usual


def _partner(segment: Segment, others: list[Segment]) -> int | None:
    """Return the place of the segment in the same row on the other side, None if it has none."""
    for place, other in enumerate(others):
        if min(abs(segment.base - other.base), abs(segment.top - other.top)) <= _SAME_ROW:
            return place
    return None


def _word_count(segment: Segment) -> int:
    return len(_WORDS.findall(segment.text))


def _share(items: Sequence[T], test: Callable[[T], object]) -> float:
    return sum(bool(test(item)) for item in items) / len(items)


def _groups(lines: list[Segment]) -> list[list[Segment]]:
    groups = [[lines[0]]]
    for above, below in pairwise(lines):
        if below.base - above.base > _LINE_SPACING * max(above.size, below.size):
            groups.append([])
        groups[-1].append(below)
    return groups


def _is_flush_right(lines: list[Segment]) -> bool:
    """Return whether lines end at one edge but do not begin at one."""
    ends = [line.x1 for line in lines]
    starts = [line.x0 for line in lines]
    return max(ends) - min(ends) < 3.0 and max(starts) - min(starts) > 6.0


def _running_lines(lines: list[Segment]) -> int:
    """Count list items, and lines that run to the edge and go on with a small letter."""
    edge = max(line.x1 for line in lines)
    width = edge - min(line.x0 for line in lines)
    items = sum(split_bullet(line.text)[1] for line in lines)
    return items + sum(
        above.x1 > edge - 0.2 * width
        and below.base - above.base < _LINE_SPACING * above.size
        and below.text[:1].islower()
        for above, below in pairwise(lines)
    )
