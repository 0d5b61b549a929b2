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
from enum import StrEnum
from typing import Final

from api.extraction.document import Box
from api.extraction.pdf import library
from api.extraction.pdf.picture import Picture, draw
from api.extraction.pdf.pieces import Ink, Piece, display_box
from api.extraction.pdf.sheet import Image, Inventory, Sheet

_QUICK_SCALE, _CAREFUL_SCALE = 0.5, 2.0
_LEVELS: Final = 24  # of 255: less than that, small letters cannot be read
_TINY: Final = 3.0  # points
_SAMPLES: Final = 3
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


def unseen(sheet: Sheet, pieces: list[Piece], inventory: Inventory) -> dict[Piece, Why]:
    """Return the words a person cannot see, and why."""
    found = {piece: why for piece in pieces if (why := _out_of_sight(piece, sheet))}
    rest = [piece for piece in pieces if piece not in found]
    doubtful = _without_ink(sheet, rest, inventory.images)
    doubtful |= _crowded(rest)
    doubtful |= _under_images(sheet, rest, inventory)
    if doubtful:
        found |= _second_look(sheet, rest, doubtful)
    return found


def _out_of_sight(piece: Piece, sheet: Sheet) -> Why | None:
    box = display_box(piece, sheet)
    if box.x1 <= 0 or box.y1 <= 0 or box.x0 >= sheet.width or box.y0 >= sheet.height:
        return Why.OFF_PAGE
    return Why.TINY if piece.size < _TINY else None


def _without_ink(sheet: Sheet, pieces: list[Piece], images: Iterable[Image]) -> set[Piece]:
    by_ink: defaultdict[Ink, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_ink[piece.ink].append(piece)
    with _inactive(image.handle for image in images):
        full = draw(sheet, _QUICK_SCALE, colour=False)
        with _inactive(ink.handle for ink in by_ink):
            bare = draw(sheet, _QUICK_SCALE, colour=False)
    doubtful: set[Piece] = set()
    for members in by_ink.values():
        if not all(_shows(piece, sheet, full, bare) for piece in _sample(members)):
            doubtful.update(piece for piece in members if not _shows(piece, sheet, full, bare))
    return doubtful


def _sample(members: list[Piece]) -> list[Piece]:
    words = [piece for piece in members if _has_letters(piece)] or members
    return [words[0], words[len(words) // 2], words[-1]][:_SAMPLES]


def _has_letters(piece: Piece) -> bool:
    return any(char.isalnum() for char in piece.text)


def _shows(piece: Piece, sheet: Sheet, full: Picture, bare: Picture) -> bool:
    return full.differs(bare, display_box(piece, sheet), _LEVELS)


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
