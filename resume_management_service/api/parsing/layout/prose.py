"""Sentences and paragraphs among rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.parsing.layout.rows import Row
from api.parsing.lexical.folding import is_small

_RAGGED = 14
_A_LINE = 45
_ENDS = (".", "!", "?", ":", ";")
_SENTENCES = re.compile(r"[a-zß-ÿ]{4,}\. [A-ZÀ-Ý][\w-]+ \w")
_HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad‐]$")


def is_prose(text: str) -> bool:
    """Tell sentences from names and labels: many words, most of them in lower case."""
    tokens = [token for token in text.split() if any(char.isalpha() for char in token)]
    if len(tokens) < 6:
        return False
    lower = sum(token[0].islower() for token in tokens)
    if _SENTENCES.search(text) and lower >= 0.2 * len(tokens):
        return True
    telling = sum(token[0].islower() and not is_small(token.strip(",.;")) for token in tokens)
    if telling < (2 if text.rstrip().endswith(".") else 3):
        return False
    if len(tokens) >= 14:
        return lower >= 0.35 * len(tokens)
    ended = text.rstrip().endswith(".") and telling >= 3
    return lower >= 0.5 * len(tokens) or (ended and lower >= 0.35 * len(tokens))


def goes_on(above: Row, row: Row) -> bool:
    """Tell whether a row continues the sentence of the row above."""
    if row.bullet or row.lane != above.lane or row.text[:1] in "•●▪":
        return False
    if row.begins_lower and not above.text.endswith(".") and not row.apart:
        return True
    if above.text.endswith((",", "&", "-")) and not row.apart:
        return True
    if row.apart or not (above.wraps_to(row) or above.room < _RAGGED):
        return False
    if above.text.endswith(_ENDS):
        long = len(above.text) > _A_LINE and len(row.text) > _A_LINE / 3
        return row.line.block == above.line.block and (long or is_prose(above.text))
    return len(above.text) > 24


def joined(rows: Sequence[Row]) -> str:
    """Join the rows of one paragraph, mending words cut at line ends."""
    text = ""
    for row in rows:
        piece = " ".join(row.text.split())
        if _HYPHENATED.search(text) and piece[:1].islower():
            text = text[:-1] + piece
        else:
            text = f"{text} {piece}".strip()
    return text
