"""Text that lies on a page as an annotation: filled-in form fields and typed-over remarks."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from api.extraction.document import Box
from api.extraction.pdf import library
from api.extraction.pdf.picture import draw
from api.extraction.pdf.pieces import Ink, Piece
from api.extraction.pdf.sheet import Sheet

_MOST: Final = 400
_FREE_TEXT, _WIDGET = 3, 20
_UNSEEN_FLAGS: Final = 1 << 1 | 1 << 5  # hidden, no view
_SCALE: Final = 1.0
_LEVELS: Final = 24
_USUAL_SIZE: Final = 10.0
_LETTER_WIDTH: Final = 0.5  # of the font size, about
_LONGEST: Final = 4_000
_LEAST_HEIGHT: Final = 4.0  # points
_COLOUR: Final = re.compile(r"((?:[\d.]+\s+){1,3})(?:g|rg)\b")
_PALE: Final = 0.9


def note_pieces(sheet: Sheet) -> list[Piece]:
    """Return the words of fields and remarks that a person sees.

    Remarks are drawn to see that they leave a mark; fields are not drawn by the library, so their
    colour and place decide.
    """
    found = list(_notes(sheet))
    remarks = [note for note in found if not note.is_field]
    shown = [note for note in found if note.is_field and _is_on_page(note.box, sheet)]
    if remarks:
        full = draw(sheet, _SCALE, colour=False, annotations=True)
        bare = draw(sheet, _SCALE, colour=False)
        shown += [note for note in remarks if full.differs(bare, note.box, _LEVELS)]
    return [piece for note in shown for piece in _pieces(note.text, note.box)]


class _Note(NamedTuple):
    text: str
    box: Box
    is_field: bool


def _notes(sheet: Sheet) -> Iterator[_Note]:
    for place in range(min(library.annotation_count(sheet.handle), _MOST)):
        handle = library.annotation(sheet.handle, place)
        kind = library.annotation_type(handle)
        if kind in (_FREE_TEXT, _WIDGET) and not library.annotation_flags(handle) & _UNSEEN_FLAGS:
            text = _string(handle, b"V" if kind == _WIDGET else b"Contents").strip()
            edges = (ctypes.c_float * 4)()
            framed = library.annotation_rectangle(handle, ctypes.addressof(edges))
            if text and framed and not (kind == _WIDGET and _is_pale(_string(handle, b"DA"))):
                left, top, right, bottom = edges
                box = sheet.box(left, bottom, right, top)
                yield _Note(text[:_LONGEST], box, kind == _WIDGET)
        library.close_annotation(handle)


def _is_on_page(box: Box, sheet: Sheet) -> bool:
    inside = box.x1 > 0 and box.y1 > 0 and box.x0 < sheet.width and box.y0 < sheet.height
    return inside and box.y1 - box.y0 >= _LEAST_HEIGHT


def _is_pale(appearance: str) -> bool:
    """Return whether a field's default appearance sets letters in nearly white."""
    found = _COLOUR.search(appearance)
    channels = [float(channel) for channel in found.group(1).split()] if found else [0.0]
    return min(channels) > _PALE


def _string(note: int, key: bytes) -> str:
    return library.wide_string(lambda at, room: int(library.annotation_string(note, key, at, room)))


def _pieces(text: str, box: Box) -> Iterator[Piece]:
    """Set the lines of a note into its box from the top."""
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n")]
    size = min(_USUAL_SIZE, (box.y1 - box.y0) / max(1, len(lines)) / 1.2)
    for place, line in enumerate(lines):
        if line:
            base = box.y0 + (1 + 1.2 * place) * size
            ink = Ink(0, size, base, 0, slanted=False, bold=False, italic=False)
            x1 = box.x0 + _LETTER_WIDTH * size * len(line)
            words = [(box.x0, x1)] * (line.count(" ") + 1)
            yield Piece(line, box.x0, x1, base, size, ink, False, 0, 0, words)
