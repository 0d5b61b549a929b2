"""Pieces of a row: what stands between separators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.parsing.layout.rows import Row

_STRONG = re.compile(
    r"\t+|\x00[\x00\s,;.()\[\]|•·–—-]*|\s*[|¦•●▪◦‣∙⋅·♦◆■□►▸❖｜│┃‖]\s*|\s+[–—―-]+\s+|\s+(?://|/|"
    r"\\|:|>|»|~)\s+|"
    r"\s+[@*]\s+|\s*;\s+|\s*[–—]{1,2}\s+(?=\S)|\s{3,}"
)
_AT = re.compile(r":\s+|\s+(?:at|bei(?:m)?|chez|presso|bij)\s+(?=[A-Z0-9ÀÖØÞ«\"“])")
_PAREN = re.compile(r"\s*\(([^()]{2,60})\)\s*$")
_COMMA = re.compile(r",\s*(?!(?:inc|llc|llp|ltd|corp|gmbh|plc|s\.?l|s\.?a)\b)", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,5}|Hons\.?|(?:[A-Z][a-z]?\.){2,3}")
_TRIM = " \t\n\x00,;.:|•·*–—-/\\()[]<>»«~"
_KEEP_END = re.compile(
    r"(?i)(?:\b(?:inc|ltd|co|corp|jr|sr|sc|ed|dr|dipl|ing|st|pvt|bros)\.|(?:\b|\.)\w{1,3}\.\w{1,3}\.)$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between separators at `start:end` of the document; `mark` is the separator before it."""

    text: str
    start: int
    end: int
    mark: str = ""


def piece_of(text: str, start: int, mark: str = "") -> Piece | None:
    """Trim punctuation from a stretch of text; nothing if no letter or digit is left."""
    left = len(text) - len(text.lstrip(_TRIM.replace("(", "").replace("[", "")))
    bare = text[left:].rstrip(_TRIM.replace(")", "").replace("]", ""))
    if text[left + len(bare) : left + len(bare) + 1] == "." and _KEEP_END.search(bare + "."):
        bare += "."
    bare, left = _unwrapped(bare, left)
    if not any(char.isalnum() for char in bare):
        return None
    return Piece(bare, start + left, start + left + len(bare), mark)


def _unwrapped(text: str, left: int) -> tuple[str, int]:
    """Drop brackets that have no partner or enclose everything."""
    while (
        text
        and text[0] in "(["
        and (text.count(text[0]) > text.count(_partner(text[0])) or text[-1] == _partner(text[0]))
    ):
        inner = text[1:-1] if text[-1] == _partner(text[0]) else text[1:]
        stripped = inner.lstrip(_TRIM)
        left += 1 + len(inner) - len(stripped)
        text = stripped.rstrip(" ,;")
    while (
        text
        and text[-1] in ")]"
        and text.count(text[-1]) > text.count({")": "(", "]": "["}[text[-1]])
    ):
        text = text[:-1].rstrip(_TRIM)
    return text, left


def _partner(bracket: str) -> str:
    return {"(": ")", "[": "]"}[bracket]


def strong_pieces(text: str, start: int, *, at: bool = False) -> list[Piece]:
    """Split text at tabs, bars, bullets, spaced dashes, blanked dates and, if asked, `at`."""
    pieces: list[Piece] = []
    position, mark = 0, ""
    for found in _separators(text, at):
        pieces += _piece_list(text[position : found.start()], start + position, mark)
        position, mark = found.end(), found[0].strip(" ") or " "
    pieces += _piece_list(text[position:], start + position, mark)
    return pieces


def _separators(text: str, at: bool) -> list[re.Match[str]]:
    """Return separators in order, none inside brackets."""
    found = [match for match in _STRONG.finditer(text) if not _inside_brackets(text, match.start())]
    if at:
        found += [
            match for match in _AT.finditer(text) if not _inside_brackets(text, match.start())
        ]
    return sorted(found, key=lambda match: match.start())


def _inside_brackets(text: str, position: int) -> bool:
    opened = text.rfind("(", 0, position)
    return opened >= 0 and text.find(")", opened) > position and ")" not in text[opened:position]


def _piece_list(text: str, start: int, mark: str) -> list[Piece]:
    """Take a bracket at the end as a piece of its own."""
    bracket = _PAREN.search(text)
    if bracket and bracket.start() > 0 and not _ACRONYM.fullmatch(bracket[1]):
        first = piece_of(text[: bracket.start()], start, mark)
        second = piece_of(bracket[1], start + bracket.start(1), "(")
        return [piece for piece in (first, second) if piece]
    piece = piece_of(text, start, mark)
    return [piece] if piece else []


def comma_pieces(piece: Piece) -> list[Piece]:
    """Split a piece at commas outside brackets."""
    cuts = [
        found
        for found in _COMMA.finditer(piece.text)
        if not _inside_brackets(piece.text, found.start())
    ]
    parts: list[Piece] = []
    position, mark = 0, piece.mark
    for found in cuts:
        part = piece_of(piece.text[position : found.start()], piece.start + position, mark)
        parts += [part] if part else []
        position, mark = found.end(), ","
    last = piece_of(piece.text[position:], piece.start + position, mark)
    return parts + ([last] if last else [])


def row_pieces(row: Row, text: str | None = None, *, at: bool = False) -> list[Piece]:
    """Split a row, or its text with dates blanked out, at strong separators."""
    return strong_pieces(row.text if text is None else text, row.start, at=at)
