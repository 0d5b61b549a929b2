"""Pages that show their text as a picture."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from api.extraction.bullets import is_bullet
from api.extraction.pdf.pieces import Ink, Piece
from api.extraction.pdf.sheet import Inventory, Sheet

_FEW_LETTERS: Final = 60
_PICTURE_SHARE: Final = 0.35  # of the page
_MANY_PATHS: Final = 150
_UNREADABLE_SHARE: Final = 0.35
_LEAST_CONFIDENCE: Final = 25.0
_WORD_LEVEL, _LINE_LEVEL = "5", "4"
_MISREAD_BULLETS: Final = frozenset("e¢©°«»o*+-–—~§&®")
_POINTS_PER_INCH: Final = 72.0


def is_picture(visible: list[Piece], inventory: Inventory, sheet: Sheet) -> bool:
    """Return whether a page has hardly any text and something that may show text."""
    letters = sum(char.isalnum() for piece in visible for char in piece.text)
    if letters >= _FEW_LETTERS:
        return False
    pictured = sum((box.x1 - box.x0) * (box.y1 - box.y0) for _, _, box in inventory.images)
    return pictured >= _PICTURE_SHARE * sheet.width * sheet.height or inventory.paths >= _MANY_PATHS


def is_garbled(visible: list[Piece], unmapped: int) -> bool:
    """Return whether the letters of a page do not say which characters they are."""
    text = "".join(piece.text for piece in visible)
    odd = sum(not char.isprintable() or "\ue000" <= char <= "\uf8ff" for char in text)
    inks = len({id(piece.ink) for piece in visible})
    return len(text) > _FEW_LETTERS and (
        odd > _UNREADABLE_SHARE * len(text) or unmapped > _UNREADABLE_SHARE * inks
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    base: float
    size: float
    place: int


def recognised_pieces(tsv: str, sheet: Sheet) -> list[Piece]:
    """Return the words tesseract found on a page, in its order."""
    rows = list(csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE))
    page = next((row for row in rows if row.get("level") == "1"), None)
    if page is None:
        return []
    scale = sheet.width / max(1.0, float(page["width"]))
    return list(_words(rows, scale))


def _words(rows: Iterable[dict[str, str]], scale: float) -> Iterator[Piece]:
    ink = Ink(0, 0.0, 0.0, 0, slanted=False, bold=False, italic=False)
    for index, row in enumerate(rows):
        if row["level"] == _LINE_LEVEL:
            height = float(row["height"]) * scale
            bottom = (float(row["top"]) + float(row["height"])) * scale
            ink = Ink(0, 0.86 * height, bottom - 0.2 * height, 0, False, False, False)
            first = True
        elif row["level"] == _WORD_LEVEL and _is_sure(row):
            yield _word(row, scale, ink, 3 * index, first)
            first = False


def _is_sure(row: dict[str, str]) -> bool:
    return bool(row["text"].strip()) and float(row["conf"]) >= _LEAST_CONFIDENCE


def _word(row: dict[str, str], scale: float, ink: Ink, index: int, first: bool) -> Piece:
    text = row["text"].strip()
    if first and (text in _MISREAD_BULLETS or is_bullet(text)):
        text = "•"
    x0 = float(row["left"]) * scale
    x1 = x0 + float(row["width"]) * scale
    return Piece(text, x0, x1, ink.base, ink.size, ink, False, index, index, [(x0, x1)])
