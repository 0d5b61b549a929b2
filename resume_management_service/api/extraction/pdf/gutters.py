"""White space that runs down a page between text on both sides, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, TypeVar

from api.extraction.pdf.segments import Segment

_SAME_ROW: Final = 0.35  # of the font size
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
    left, right = gutter.left, gutter.right
    few, many = sorted((left, right), key=len)
    if len(few) < _FEWEST or gutter.height < 2 * _LINE_SPACING * few[0].size:
        return False
    aligned = _aligned_share(few, many)
    groups = _groups(few)
    if _dated_share(groups) >= 0.5 and _heads_aligned(groups, many) >= 0.6:
        return False
    if aligned < 0.6:
        return _heads_aligned(groups, many) < 0.75 or len(few) > 2.5 * len(groups)
    return not _reads_by_row(gutter, few, many, groups)


def _reads_by_row(
    gutter: Gutter, few: list[Segment], many: list[Segment], groups: list[list[Segment]]
) -> bool:
    """Decide where base lines agree: labels and values, a table, or two columns of text."""
    if few is gutter.right and _is_flush_right(few):
        return True
    if _share(few, lambda segment: segment.text.rstrip().endswith(":")) >= 0.5:
        return True
    if len(few) <= 0.6 * len(many) and len(few) <= 2.5 * len(groups):
        return True
    if _wraps(gutter.left) + _wraps(gutter.right) >= 2:
        return False
    words = [len(_WORDS.findall(segment.text)) for segment in few]
    return median(words) < 3


def _aligned_share(few: list[Segment], many: list[Segment]) -> float:
    return _share(few, lambda segment: _beside(segment, many))


def _heads_aligned(groups: list[list[Segment]], many: list[Segment]) -> float:
    return _share([group[0] for group in groups], lambda segment: _beside(segment, many))


def _beside(segment: Segment, others: list[Segment]) -> bool:
    return any(
        abs(segment.base - other.base) <= _SAME_ROW * max(segment.size, other.size)
        for other in others
    )


def _dated_share(groups: list[list[Segment]]) -> float:
    return _share(groups, lambda group: any(_DATED.search(segment.text) for segment in group))


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


def _wraps(lines: list[Segment]) -> int:
    """Count lines that run to the edge and go on with a small letter in the next one."""
    edge = max(line.x1 for line in lines)
    width = edge - min(line.x0 for line in lines)
    return sum(
        above.x1 > edge - 0.2 * width
        and below.base - above.base < _LINE_SPACING * above.size
        and below.text[:1].islower()
        for above, below in pairwise(lines)
    )
