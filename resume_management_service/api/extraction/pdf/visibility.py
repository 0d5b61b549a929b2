"""Which words of a page a person can see.

The page is drawn with its text and without: a word that changes no pixel is not seen, whatever the
trick (the background's colour, an invisible drawing mode, something over it, a clip, a switched-off
layer, an empty glyph). The first comparison is small, grey and without photographs; only words it
cannot vouch for are looked at again in colour and with everything on the page.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from api.extraction.document import Box
from api.extraction.pdf import library
from api.extraction.pdf.picture import Picture, blank_like, draw
from api.extraction.pdf.pieces import Ink, Piece, display_box, extent_box, words_of
from api.extraction.pdf.sheet import Inventory, Sheet

_QUICK_SCALE, _CAREFUL_SCALE = 0.5, 2.0
_LEVELS: Final = 24  # of 255: less than that, small letters cannot be read
_LARGE_LEVELS: Final = 8  # of 255: large ones can, down to this
_SMALL_SIZE: Final = 12.0  # points
_TINY: Final = 3.0  # points
_MOST_COLOURS: Final = 6
_ROW: Final = 6.0  # points: the grid in which words in one place are looked for
_LIGHT: Final = 200
_INVISIBLE_MODE: Final = 3


class Why(StrEnum):
    """Why a word is not seen; the value is the finding's code."""

    HIDDEN = "hidden_text"
    TINY = "tiny_text"
    OFF_PAGE = "off_page_text"
    COVERED = "covered_text"


@dataclass(frozen=True, slots=True)
class Sight:
    """The words of a page in drawing order, and those of them that are not seen."""

    pieces: list[Piece]
    hidden: dict[Piece, Why]

    @property
    def visible(self) -> list[Piece]:
        """Return what a person sees."""
        return [piece for piece in self.pieces if piece not in self.hidden]


def look(sheet: Sheet, phrases: list[Piece], inventory: Inventory) -> Sight:
    """Tell the words a person sees from those that only stand in the file."""
    shown = _Shown(sheet, phrases, inventory)
    pieces = [part for phrase in phrases for part in _parts(phrase, sheet, shown)]
    found = {piece: why for piece in pieces if (why := _out_of_sight(piece, sheet))}
    rest = [piece for piece in pieces if piece not in found]
    doubtful = {piece for piece in rest if not shown.has(piece)}
    doubtful |= _crowded(rest)
    doubtful |= _under_images(sheet, rest, inventory)
    if doubtful:
        found |= _second_look(sheet, rest, doubtful)
    return Sight(pieces, found)


def _parts(phrase: Piece, sheet: Sheet, shown: _Shown) -> list[Piece]:
    """Return a phrase as it is, or word by word where not all of it is seen."""
    box = display_box(phrase, sheet)
    inside = box.x0 >= 0 and box.x1 <= sheet.width
    return [phrase] if inside and shown.has_ends(phrase) else words_of(phrase)


def _out_of_sight(piece: Piece, sheet: Sheet) -> Why | None:
    box = display_box(piece, sheet)
    if box.x1 <= 0 or box.y1 <= 0 or box.x0 >= sheet.width or box.y0 >= sheet.height:
        return Why.OFF_PAGE
    return Why.TINY if piece.size < _TINY else None


class _Shown:
    """The quick comparison of a page with its text and without."""

    def __init__(self, sheet: Sheet, pieces: list[Piece], inventory: Inventory) -> None:
        self._sheet = sheet
        inks = {piece.ink.handle for piece in pieces}
        with _inactive(image.handle for image in inventory.images):
            self._full = draw(sheet, _QUICK_SCALE, colour=False)
            if inventory.paths:
                with _inactive(inks):
                    self._bare = draw(sheet, _QUICK_SCALE, colour=False)
            else:
                self._bare = blank_like(self._full)

    def has(self, piece: Piece) -> bool:
        """Return whether some of the piece leaves a mark on the page."""
        return _shows(piece, self._sheet, self._full, self._bare)

    def has_ends(self, phrase: Piece) -> bool:
        """Return whether the first and the last word of a phrase do."""
        ends = (phrase.words[0], phrase.words[-1])[: len(phrase.words)]
        return all(self._has_between(phrase, x0, x1) for x0, x1 in ends)

    def _has_between(self, phrase: Piece, x0: float, x1: float) -> bool:
        box = extent_box(phrase, x0, x1, self._sheet)
        return self._full.differs(self._bare, box, _levels(phrase.size))


def _shows(piece: Piece, sheet: Sheet, full: Picture, bare: Picture) -> bool:
    return full.differs(bare, display_box(piece, sheet), _levels(piece.size))


def _levels(size: float) -> int:
    return max(_LARGE_LEVELS, round(_LEVELS * min(1.0, _SMALL_SIZE / size)))


def _crowded(pieces: list[Piece]) -> set[Piece]:
    """Return words of different text objects that lie on one another."""
    rows: defaultdict[tuple[int, int], list[Piece]] = defaultdict(list)
    for piece in pieces:
        rows[piece.ink.turn, int(piece.base // _ROW)].append(piece)
    crowded: set[Piece] = set()
    for (turn, row), members in rows.items():
        near = sorted(members + rows.get((turn, row + 1), []), key=lambda piece: piece.x0)
        crowded.update(_overlapping(near))
    return crowded


def _overlapping(near: list[Piece]) -> Iterator[Piece]:
    widest: Piece | None = None
    for piece in near:
        if widest is not None and piece.ink is not widest.ink and _overlap(widest, piece):
            yield widest
            yield piece
        if widest is None or piece.x1 > widest.x1:
            widest = piece


def _overlap(a: Piece, b: Piece) -> bool:
    narrow = min(a.x1 - a.x0, b.x1 - b.x0)
    return min(a.x1, b.x1) - b.x0 > 0.4 * narrow and abs(a.base - b.base) < 0.5 * min(
        a.size, b.size
    )


def _under_images(sheet: Sheet, pieces: list[Piece], inventory: Inventory) -> set[Piece]:
    under: set[Piece] = set()
    for image in inventory.images:
        under.update(
            piece
            for piece in pieces
            if inventory.order.get(piece.ink.handle, 0) < image.order
            and _touch(display_box(piece, sheet), image.box)
        )
    return under


def _touch(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def _second_look(sheet: Sheet, pieces: list[Piece], doubtful: set[Piece]) -> dict[Piece, Why]:
    """Switch off the doubtful words of one colour at a time, and see what changes."""
    groups: defaultdict[tuple[int, ...], list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece in doubtful:
            groups[_colour(piece.ink)].append(piece)
    full = draw(sheet, _CAREFUL_SCALE, colour=True)
    found: dict[Piece, Why] = {}
    for colour, members in _few(groups):
        why = Why.HIDDEN if not colour or min(colour[:3]) >= _LIGHT else Why.COVERED
        with _inactive({piece.ink.handle for piece in members}):
            bare = draw(sheet, _CAREFUL_SCALE, colour=True)
        found |= {piece: why for piece in members if not _shows(piece, sheet, full, bare)}
    return found


def _few(
    groups: dict[tuple[int, ...], list[Piece]],
) -> Iterator[tuple[tuple[int, ...], list[Piece]]]:
    """Yield the groups, the smallest ones together, so that a page is drawn a few times at most."""
    largest = sorted(groups.items(), key=lambda group: -len(group[1]))
    yield from largest[:_MOST_COLOURS]
    if rest := [piece for _, members in largest[_MOST_COLOURS:] for piece in members]:
        yield (), rest


def _colour(ink: Ink) -> tuple[int, ...]:
    channels = (ctypes.c_uint * 4)()
    address = ctypes.addressof(channels)
    invisible = library.text_render_mode(ink.handle) == _INVISIBLE_MODE
    if invisible or not library.object_fill(ink.handle, *(address + 4 * at for at in range(4))):
        return ()
    return tuple(channels)


@contextmanager
def _inactive(handles: Iterable[int]) -> Iterator[None]:
    switched = list(handles)
    for handle in switched:
        library.set_active(handle, 0)
    try:
        yield
    finally:
        for handle in switched:
            library.set_active(handle, 1)
