"""List marks that are drawn as shapes instead of being written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from api.extraction.document import Box
from api.extraction.pdf.pieces import Piece

_LARGEST: Final = 0.55  # of the font size: larger dots are ornaments
_NEAR, _FAR = 0.15, 2.5  # of the font size, between the dot and its text
_OFF_CENTRE: Final = 0.3  # of the font size
_MIDDLE: Final = 0.33  # of the font size above the base line
_FEWEST: Final = 2  # dots below one another that make a list
_MARK: Final = "•"


def marks(dots: Iterable[Box], pieces: list[Piece]) -> list[Piece]:
    """Return a mark for each dot that stands alone before a line, in a column of such dots."""
    pairs = [(dot, piece) for dot in dots if (piece := _text_after(dot, pieces)) is not None]
    columns = Counter(round(dot.x0) for dot, _ in pairs)
    return [_mark(dot, piece) for dot, piece in pairs if columns[round(dot.x0)] >= _FEWEST]


def _text_after(dot: Box, pieces: list[Piece]) -> Piece | None:
    """Return the text a dot marks, None if other things stand in its row before the text."""
    row = [piece for piece in pieces if piece.ink.turn == 0 and _beside(dot, piece)]
    after = min((p for p in row if p.x0 > dot.x1), key=lambda piece: piece.x0, default=None)
    if after is None or not _NEAR < (after.x0 - dot.x1) / after.size < _FAR:
        return None
    before = [p for p in row if p.x1 <= dot.x0 and dot.x0 - p.x1 < 2 * _FAR * p.size]
    return None if before or dot.x1 - dot.x0 > _LARGEST * after.size else after


def _beside(dot: Box, piece: Piece) -> bool:
    middle = piece.base - _MIDDLE * piece.size
    return abs((dot.y0 + dot.y1) / 2 - middle) < _OFF_CENTRE * piece.size


def _mark(dot: Box, text: Piece) -> Piece:
    extent = (dot.x0, dot.x1)
    before = text.first - 2
    return Piece(_MARK, *extent, text.base, text.size, text.ink, False, before, before, [extent])
