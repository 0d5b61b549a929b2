"""Pages that show their text as a picture."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from statistics import median
from typing import Final

from api.extraction.bullets import is_bullet
from api.extraction.pdf.pieces import Ink, Piece
from api.extraction.pdf.sheet import Inventory, Sheet

_ODD: Final = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_FEW_LETTERS: Final = 60
_PLENTY: Final = 500
_PICTURE_SHARE: Final = 0.35  # of the page
_MANY_PATHS: Final = 150
_UNREADABLE_SHARE: Final = 0.35
_LEAST_CONFIDENCE: Final = 25.0
_PAGE_LEVEL, _LINE_LEVEL, _WORD_LEVEL = "1", "4", "5"
_TALL: Final = re.compile(r"[A-ZÀ-Þbdfhklt0-9ß|/()]")
_LOW: Final = re.compile(r"[gjpqyçQ,;|/()]")
_MISREAD_BULLETS: Final = frozenset("e¢©°«»o*+-–—~§&®")


def is_picture(visible: list[Piece], inventory: Inventory, sheet: Sheet) -> bool:
    """Return whether a page has hardly any text and something that may show text."""
    if sum(len(piece.text) for piece in visible) >= _PLENTY:
        return False
    letters = sum(char.isalnum() for piece in visible for char in piece.text)
    if letters >= _FEW_LETTERS:
        return False
    pictured = sum((box.x1 - box.x0) * (box.y1 - box.y0) for _, _, box in inventory.images)
    return pictured >= _PICTURE_SHARE * sheet.width * sheet.height or inventory.paths >= _MANY_PATHS


def is_garbled(visible: list[Piece], unmapped: int) -> bool:
    """Return whether the letters of a page do not say which characters they are."""
    text = "".join(piece.text for piece in visible)
    odd = len(_ODD.findall(text))
    inks = len({id(piece.ink) for piece in visible})
    return len(text) > _FEW_LETTERS and (
        odd > _UNREADABLE_SHARE * len(text) or unmapped > _UNREADABLE_SHARE * inks
    )


def recognised_pieces(tsv: str, sheet: Sheet) -> list[Piece]:
    """Return the words tesseract found on a page, in its order."""
    rows = list(csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE))
    page = next((row for row in rows if row.get("level") == _PAGE_LEVEL), None)
    if page is None:
        return []
    scale = sheet.width / max(1.0, float(page["width"]))
    lines = [words for words in _lines(rows) if words]
    usual = median([_height(words) for words in lines] or [0.0])
    return [
        piece for place, words in enumerate(lines) for piece in _line(words, scale, usual, place)
    ]


def _lines(rows: Iterable[dict[str, str]]) -> list[list[dict[str, str]]]:
    lines: list[list[dict[str, str]]] = []
    for row in rows:
        if row["level"] == _LINE_LEVEL:
            lines.append([])
        elif row["level"] == _WORD_LEVEL and lines and _is_sure(row):
            lines[-1].append(row)
    return lines


def _height(words: list[dict[str, str]]) -> float:
    """Return the font size a line seems to have, in pixels, from its tallest word."""
    tall = [word for word in words if _TALL.search(word["text"])] or words
    return median(float(word["height"]) / _reach(word["text"]) for word in tall)


def _reach(text: str) -> float:
    """Return the share of the font size that letters from highest to lowest take up."""
    tall, low = _TALL.search(text) is not None, _LOW.search(text) is not None
    return (0.73 if tall else 0.52) + (0.21 if low else 0.0)


def _line(words: list[dict[str, str]], scale: float, usual: float, place: int) -> Iterator[Piece]:
    """Set a line's words on one base line; sizes near the usual one are the usual one."""
    height = _height(words)
    size = (usual if 0.8 * usual < height < 1.25 * usual else height) * scale
    bases = [_bottom(word) - (0.21 * height if _LOW.search(word["text"]) else 0) for word in words]
    ink = Ink(0, size, median(bases) * scale, 0, slanted=False, bold=False, italic=False)
    for number, word in enumerate(words):
        yield _word(word, scale, ink, 1_000 * place + 3 * number, first=number == 0)


def _bottom(word: dict[str, str]) -> float:
    return float(word["top"]) + float(word["height"])


def _is_sure(row: dict[str, str]) -> bool:
    return bool(row["text"].strip()) and float(row["conf"]) >= _LEAST_CONFIDENCE


def _word(row: dict[str, str], scale: float, ink: Ink, index: int, *, first: bool) -> Piece:
    text = row["text"].strip()
    if first and (text in _MISREAD_BULLETS or is_bullet(text)):
        text = "•"
    x0 = float(row["left"]) * scale
    x1 = x0 + float(row["width"]) * scale
    return Piece(text, x0, x1, ink.base, ink.size, ink, False, index, index, [(x0, x1)])
