"""Words of a page joined to segments: text that runs on without a wide gap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from api.extraction.assemble import mostly
from api.extraction.bullets import is_bullet
from api.extraction.characters import clean
from api.extraction.pdf.pieces import Piece

_SAME_ROW: Final = 0.3  # of the font size, between base lines
_RAISED: Final = 0.6
_LONGEST_RAISED: Final = 4  # characters
_WIDE_GAP: Final = 0.95  # of the font size
_JUSTIFIED: Final = 1.9  # of the row's usual gap
_WORD_GAP: Final = 0.17
_GLUED_GAP: Final = 0.28
_LETTER_GAP: Final = 0.5
_OTHER_FACE_GAP: Final = 0.07
_SPACED_WORDS: Final = 4.5  # of the gap between letters
_TOUCHING_WORDS: Final = 0.05
_TOUCHING: Final = 0.09  # of the font size: letters closer than that are set normally
_FEWEST_LETTERS: Final = 4
_BULLET_REACH: Final = 4.5
_EDGE: Final = 0.6  # points
_EDGE_REACH: Final = 60.0  # points
_EDGE_FEWEST: Final = 2
_NUMBER_MARK: Final = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\Z")


@dataclass(slots=True, eq=False)
class Segment:
    """Words in one row without a wide gap between them, left to right."""

    pieces: list[Piece]
    x0: float
    x1: float
    base: float
    size: float
    _text: str | None = None

    @classmethod
    def of(cls, pieces: list[Piece]) -> Segment:
        """Build a segment from words in reading order."""
        tallest = max(pieces, key=lambda piece: (piece.size, len(piece.text)))
        return cls(pieces, pieces[0].x0, max(p.x1 for p in pieces), tallest.base, tallest.size)

    @property
    def top(self) -> float:
        """Return the upper edge of its letters."""
        return self.base - 0.76 * self.size

    @property
    def bottom(self) -> float:
        """Return the lower edge of its letters."""
        return self.base + 0.24 * self.size

    @property
    def text(self) -> str:
        """Return the words with spaces where the page shows them."""
        if self._text is None:
            self._text = join_words(self.pieces)
        return self._text

    @property
    def bold(self) -> bool:
        """Return whether most of it is bold."""
        return mostly((piece.text, piece.ink.bold) for piece in self.pieces)

    @property
    def italic(self) -> bool:
        """Return whether most of it is italic."""
        return mostly((piece.text, piece.ink.italic) for piece in self.pieces)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Group words that stand on one base line, top to bottom, each row left to right."""
    rows: list[list[Piece]] = []
    base, size = float("-inf"), 0.0
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if not rows or piece.base - base > _SAME_ROW * min(piece.size, size):
            rows.append([])
            base, size = piece.base, piece.size
        rows[-1].append(piece)
        size = max(size, piece.size)
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def segments_of(pieces: Iterable[Piece]) -> list[Segment]:
    """Join words to segments; list marks go with the words they stand before."""
    segments = [Segment.of(part) for row in rows_of(pieces) for part in _cut(row)]
    return _attach_raised(_cut_at_edges(segments))


def _cut_at_edges(segments: list[Segment]) -> list[Segment]:
    """Cut where a text object begins exactly below and above other segments' beginnings.

    A cell that fills its column leaves no wide gap before the next one.
    """
    starts: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        starts[round(segment.x0)].append(segment)
    return [part for segment in segments for part in _parts_at_edges(segment, starts)]


def _parts_at_edges(segment: Segment, starts: dict[int, list[Segment]]) -> list[Segment]:
    for place in range(1, len(segment.pieces)):
        left, right = segment.pieces[place - 1 : place + 1]
        if _may_begin_cell(left, right) and _is_edge(right, starts):
            before, after = segment.pieces[:place], segment.pieces[place:]
            return [Segment.of(before), *_parts_at_edges(Segment.of(after), starts)]
    return [segment]


def _may_begin_cell(left: Piece, right: Piece) -> bool:
    if left.ink is right.ink or _is_mark(left.text):
        return False
    inside_word = right.glued and (len(right.text) == 1 or right.text[0].islower())
    return not inside_word


def _is_edge(piece: Piece, starts: dict[int, list[Segment]]) -> bool:
    near = [
        other
        for column in range(round(piece.x0) - 1, round(piece.x0) + 2)
        for other in starts.get(column, ())
        if abs(other.x0 - piece.x0) < _EDGE and abs(other.base - piece.base) < _EDGE_REACH
    ]
    return len(near) >= _EDGE_FEWEST


def _cut(row: list[Piece]) -> list[list[Piece]]:
    limit = _gap_limit(row)
    parts = [[row[0]]]
    for left, right in pairwise(row):
        mark = len(parts[-1]) == 1 and _is_mark(left.text)
        if _gap(left, right) > (max(_BULLET_REACH, limit) if mark else limit):
            parts.append([])
        parts[-1].append(right)
    return parts


def _is_mark(text: str) -> bool:
    return is_bullet(text) or _NUMBER_MARK.match(text) is not None


def _gap_limit(row: list[Piece]) -> float:
    """Return the widest gap between words of one segment, in font sizes."""
    gaps = [_gap(left, right) for left, right in pairwise(row) if not _is_mark(left.text)]
    usual = median(gaps) if len(gaps) >= 4 else 0.0
    if is_letter_spaced(row):
        return max(_WIDE_GAP, _SPACED_WORDS * usual)
    widest = _WIDE_GAP + 2 * max(piece.ink.tracking for piece in row)
    return max(widest, _JUSTIFIED * usual) if usual >= 0.33 else widest


def _gap(left: Piece, right: Piece) -> float:
    return (right.x0 - left.x1) / min(left.size, right.size)


def _attach_raised(segments: list[Segment]) -> list[Segment]:
    """Put small raised letters (ordinals, footnote marks) behind the word they follow."""
    raised = {segment for segment in segments if _is_small(segment)}
    kept: list[Segment] = []
    for segment in segments:
        if segment not in raised:
            kept.append(segment)
            continue
        host = next((other for other in segments if _raised_on(segment, other)), None)
        if host is None:
            kept.append(segment)
        else:
            host.pieces = sorted(host.pieces + segment.pieces, key=lambda piece: piece.x0)
            host.x1, host._text = max(host.x1, segment.x1), None
    return kept


def _is_small(segment: Segment) -> bool:
    return len(segment.pieces) == 1 and len(segment.pieces[0].text) <= _LONGEST_RAISED


def _raised_on(segment: Segment, host: Segment) -> bool:
    if segment.size > 0.85 * host.size or segment is host:
        return False
    if not 0.05 * host.size < host.base - segment.base < _RAISED * host.size:
        return False
    return any(-0.1 * host.size < segment.x0 - p.x1 < 0.25 * host.size for p in host.pieces)


def join_words(pieces: list[Piece]) -> str:
    """Join words of one row with the spaces a reader sees."""
    if is_letter_spaced(pieces):
        return clean(_join_letters(pieces))
    parts = [pieces[0].text]
    drawn_apart = _are_letters(pieces)
    for left, right in pairwise(pieces):
        spaced = _part_words(left, right) if drawn_apart else _spaced(left, right)
        parts += (" " if spaced else "", right.text)
    return clean("".join(parts))


def _are_letters(pieces: list[Piece]) -> bool:
    """Return whether letters were drawn one by one, which says nothing of where words end."""
    if len(pieces) < 2 * _FEWEST_LETTERS:
        return False
    return median(len(piece.text) for piece in pieces) <= 1


def _part_words(left: Piece, right: Piece) -> bool:
    """Return whether a word ends between two letters that were drawn each by itself."""
    following = right.glued and right.first == left.last + 1
    return _gap(left, right) > (_LETTER_GAP if following else _WORD_GAP)


def _spaced(left: Piece, right: Piece) -> bool:
    gap = _gap(left, right)
    if right.glued and right.first == left.last + 1:
        other_face = left.ink.bold != right.ink.bold or left.ink.italic != right.ink.italic
        return gap > (_OTHER_FACE_GAP if other_face else _GLUED_GAP)
    if 1 < right.first - left.last <= 3:
        inside_word = left.text[-1].isalpha() and right.text[0].islower()
        return gap > _TOUCHING_WORDS or not inside_word
    return gap > _WORD_GAP


def is_letter_spaced(pieces: list[Piece]) -> bool:
    """Return whether the letters of words stand apart, as headings are sometimes set."""
    if len(pieces) < _FEWEST_LETTERS:
        return False
    if any(len(piece.text) > 3 for piece in pieces):
        return False
    letters = sum(len(piece.text) == 1 and piece.text.isalpha() for piece in pieces)
    if letters < 0.6 * len(pieces):
        return False
    gaps = sorted(_gap(left, right) for left, right in pairwise(pieces))
    return gaps[len(gaps) // 4] > _TOUCHING


def _join_letters(pieces: list[Piece]) -> str:
    gaps = [_gap(left, right) for left, right in pairwise(pieces)]
    limit = _word_limit(sorted(gaps))
    parts = [pieces[0].text]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        parts += (" " if gap > limit else "", piece.text)
    return "".join(parts)


def _word_limit(gaps: list[float]) -> float:
    """Return the gap that parts words: above it lie the few much wider ones, if there are any."""
    jumps = [(wide - narrow, wide, narrow) for narrow, wide in pairwise(gaps)]
    jump, wide, narrow = max(jumps, default=(0.0, 0.0, 0.0))
    if jump < 0.12 or wide < 1.35 * max(narrow, 0.05):
        return gaps[-1]
    return (wide + narrow) / 2
