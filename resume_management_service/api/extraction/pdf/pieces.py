"""Words of a PDF page with where and how they are drawn."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from api.extraction.document import Box
from api.extraction.pdf import library
from api.extraction.pdf.fonts import FontFaces
from api.extraction.pdf.sheet import Sheet

_LINE: Final = re.compile("[^\\s\x02\ufffe\x00](?:[^\r\n\x02\ufffe]*[^\\s\x00])?[\x02\ufffe]?")
_WORD: Final = re.compile("[^\\s\x02\ufffe\x00]+[\x02\ufffe]?")
_SPACES: Final = " \r\n\t\x0b\x0c\xa0\x00\x02\ufffe"
_HYPHEN_MARKS: Final = "\x02\ufffe"
_PHRASE_GAP: Final = 0.45  # of the font size: words that close are one phrase for sure
_SLANT: Final = math.radians(8)
_ASCENT, _DESCENT = 0.76, 0.24  # of the font size, from the base line
_LARGEST_SIZE: Final = 400.0


@dataclass(slots=True, eq=False)
class Ink:
    """One text object of the page: how and where its letters are drawn.

    Lengths are points along the display. `turn` is the reading direction in quarter turns
    anticlockwise; `slanted` says that it is off those. `tracking` is the space between letters,
    in font sizes.
    """

    handle: int
    size: float
    base: float
    turn: int
    slanted: bool
    bold: bool
    italic: bool
    tracking: float = 0.0


@dataclass(slots=True, eq=False)
class Piece:
    """A word or phrase, or a part of a word, drawn by one text object.

    `x0`, `x1` run along the reading direction, `base` downwards across it; `words` are the extents
    of the words in `text`. `glued` says that no white space stands between it and the piece before
    it in drawing order; `first` and `last` are its characters' places in that order.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    ink: Ink
    glued: bool
    first: int
    last: int
    words: list[tuple[float, float]]


@dataclass(slots=True)
class TextLayer:
    """The text of one page; `close` it when its pieces have been taken."""

    sheet: Sheet
    faces: FontFaces
    handle: int = 0
    text: str = ""
    unmapped: int = 0
    _inks: dict[int, Ink] = field(default_factory=dict)
    _floats: Any = None
    _doubles: Any = None
    _address: int = 0

    def __post_init__(self) -> None:
        self.handle = library.load_text(self.sheet.handle) or 0
        self._floats = (ctypes.c_float * 6)()
        self._address = ctypes.addressof(self._floats)
        self._doubles = (ctypes.c_double * 2)()

    def close(self) -> None:
        """Give the layer's memory back."""
        if self.handle:
            library.close_text(self.handle)

    def pieces(self) -> list[Piece]:
        """Return the words in drawing order."""
        text = self.text = self._text()
        found: list[Piece] = []
        for line in _LINE.finditer(text):
            start, last = line.start(), line.end() - 1
            while start <= last:
                end = self._run_end(text, start, last)
                self._take_run(text, start, end, found)
                start = self._next_ink(text, end + 1, last)
        return [piece for piece in found if math.isfinite(piece.x0 + piece.x1 + piece.base)]

    def _run_end(self, text: str, start: int, last: int) -> int:
        """Return the last character up to `last` that the text object of `start` draws."""
        owner = library.char_object(self.handle, start)
        if library.char_object(self.handle, last) == owner:
            return last
        low, high = start, last
        while high - low > 1:
            middle = (low + high) // 2
            probe = middle
            while probe > low and text[probe] in _SPACES:
                probe -= 1
            if library.char_object(self.handle, probe) == owner:
                low = middle
            else:
                high = middle
        return low

    @staticmethod
    def _next_ink(text: str, start: int, last: int) -> int:
        while start <= last and text[start] in _SPACES:
            start += 1
        return start

    def _take_run(self, text: str, start: int, end: int, found: list[Piece]) -> None:
        """Append the words that one text object draws between two characters."""
        ink = self._ink(start)
        extent = self._plain_extent if ink.turn == self.sheet.rotation == 0 else self._extent
        reach = _PHRASE_GAP * ink.size
        piece: Piece | None = None
        for match in _WORD.finditer(text, start, end + 1):
            first, last = match.start(), match.end() - 1
            x0, x1 = extent(first, last, ink)
            word = match.group()
            if word[-1] in _HYPHEN_MARKS:
                word = word[:-1] + "-"
            if piece is not None and -reach < x0 - piece.x1 < reach and _joins(piece.text, word):
                piece.text += f" {word}"
                piece.x1, piece.last = x1, last
                piece.words.append((x0, x1))
                continue
            glued = first > 0 and text[first - 1] not in _SPACES
            piece = Piece(word, x0, x1, ink.base, ink.size, ink, glued, first, last, [(x0, x1)])
            found.append(piece)

    def bounds(self, index: int) -> Box:
        """Return the box a character takes up, with the space its font gives it."""
        library.char_bounds(self.handle, index, self._address)
        left, top, right, bottom = self._floats[:4]
        return self.sheet.box(left, bottom, right, top)

    def _text(self) -> str:
        count = library.char_count(self.handle) if self.handle else 0
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = library.text_of(self.handle, 0, count, ctypes.addressof(buffer))
        text = bytes(buffer)[:-2].decode("utf-16-le", errors="replace")
        if written == count + 1 and len(text) == count:
            return text
        return "".join(map(self._char, range(count)))

    def _char(self, index: int) -> str:
        code = library.char_code(self.handle, index)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"

    def _plain_extent(self, first: int, last: int, ink: Ink) -> tuple[float, float]:
        floats, address = self._floats, self._address
        library.char_bounds(self.handle, first, address)
        left = floats[0]
        if first != last:
            library.char_bounds(self.handle, last, address)
        return left - self.sheet.left, floats[2] - self.sheet.left

    def _extent(self, first: int, last: int, ink: Ink) -> tuple[float, float]:
        """Return where characters begin and end along their reading direction."""
        a, b = self.bounds(first), self.bounds(last)
        x0, x1 = min(a.x0, b.x0), max(a.x1, b.x1)
        y0, y1 = min(a.y0, b.y0), max(a.y1, b.y1)
        width, height = self.sheet.width, self.sheet.height
        return ((x0, x1), (height - y1, height - y0), (width - x1, width - x0), (y0, y1))[ink.turn]

    def _ink(self, index: int) -> Ink:
        handle = library.char_object(self.handle, index) or 0
        ink = self._inks.get(handle)
        if ink is None:
            ink = self._inks[handle] = self._read_ink(handle, index)
        return ink

    def _read_ink(self, handle: int, index: int) -> Ink:
        library.char_matrix(self.handle, index, self._address)
        a, b, c, d, _, _ = self._floats
        if not math.isfinite(a + b + c + d):
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
        size = library.char_font_size(self.handle, index) * (math.hypot(c, d) or 1.0)
        direction = math.atan2(b, a) - self.sheet.rotation * math.pi / 2
        quarter = round(direction / (math.pi / 2))
        face = self.faces.of(handle)
        self.unmapped += library.char_unmapped(self.handle, index)
        return Ink(
            handle=handle,
            size=min(abs(size), _LARGEST_SIZE),
            base=self._base(index, quarter % 4),
            turn=quarter % 4,
            slanted=abs(direction - quarter * math.pi / 2) > _SLANT,
            bold=face.bold,
            italic=face.italic,
            tracking=self._tracking(index) / size if self._is_plain(quarter, size) else 0.0,
        )

    def _is_plain(self, quarter: int, size: float) -> bool:
        return quarter == self.sheet.rotation == 0 and size > 0

    def _tracking(self, index: int) -> float:
        """Return the gap between a text object's first two letters, if they are of one word."""
        if not self.text[index : index + 2].isalpha() or len(self.text) < index + 2:
            return 0.0
        library.char_bounds(self.handle, index, self._address)
        right = self._floats[2]
        library.char_bounds(self.handle, index + 1, self._address)
        return float(max(0.0, self._floats[0] - right))

    def _base(self, index: int, turn: int) -> float:
        address = ctypes.addressof(self._doubles)
        library.char_origin(self.handle, index, address, address + 8)
        x, y = self.sheet.point(self._doubles[0], self._doubles[1])
        return (y, x, self.sheet.height - y, self.sheet.width - x)[turn]


def words_of(piece: Piece) -> list[Piece]:
    """Return the words of a phrase, each as a piece of its own."""
    if len(piece.words) == 1:
        return [piece]
    parts, position = [], piece.first
    for text, extent in zip(piece.text.split(" "), piece.words, strict=True):
        x0, x1 = extent
        last = position + len(text) - 1
        parts.append(
            replace(piece, text=text, x0=x0, x1=x1, first=position, last=last, words=[extent])
        )
        position = last + 2
    parts[1:] = [replace(part, glued=False) for part in parts[1:]]
    return parts


def _joins(phrase: str, word: str) -> bool:
    """Keep list marks and letters set apart on their own."""
    return (len(phrase) > 1 or phrase.isalnum()) and (len(word) > 1 or len(phrase) > 1)


def display_box(piece: Piece, sheet: Sheet) -> Box:
    """Return the piece's box as displayed, whatever way it is turned."""
    return extent_box(piece, piece.x0, piece.x1, sheet)


def extent_box(piece: Piece, x0: float, x1: float, sheet: Sheet) -> Box:
    """Return the displayed box of a part of a piece."""
    box = Box(x0, piece.base - _ASCENT * piece.size, x1, piece.base + _DESCENT * piece.size)
    return box if piece.ink.turn == 0 else turned_box(box, piece.ink.turn, sheet)


def turned_box(box: Box, turn: int, sheet: Sheet) -> Box:
    """Return where a box in reading coordinates of turned text is displayed."""
    x0, y0, x1, y1 = box
    if turn == 0:
        return box
    if turn == 1:
        return Box(y0, sheet.height - x1, y1, sheet.height - x0)
    if turn == 2:
        return Box(sheet.width - x1, sheet.height - y1, sheet.width - x0, sheet.height - y0)
    return Box(sheet.width - y1, x0, sheet.width - y0, x1)
