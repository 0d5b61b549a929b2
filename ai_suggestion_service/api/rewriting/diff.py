"""Word-level differences between two texts, computed by us and never taken from a model."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypedDict

Op = Literal["equal", "insert", "delete"]

_JOINERS = frozenset("\u200c\u200d")
_INNER = frozenset("'’·.,")


class PieceJson(TypedDict):
    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stands in both texts, only in the new one, or only in the old one."""

    op: Op
    text: str

    def to_json(self) -> PieceJson:
        return {"op": self.op, "text": self.text}


def word_diff(before: str, after: str) -> list[Piece]:
    """List what leads from `before` to `after`.

    Joining the equal and delete pieces gives `before` exactly, equal and insert `after`.
    """
    old, new = words(before), words(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return _merged(_without_islands(list(_pieces(matcher, old, new))))


def words(text: str) -> list[str]:
    """Cut a text into words, runs of white space and single marks; joined they are the text."""
    pieces: list[str] = []
    previous = ""
    for position, char in enumerate(text):
        kind = _kind(char, previous, text[position + 1 : position + 2])
        if pieces and (kind == "mark" or (kind == previous and kind != "other")):
            pieces[-1] += char
        else:
            pieces.append(char)
        previous = previous if kind == "mark" and previous else kind
    return pieces


def _kind(char: str, previous: str, following: str) -> str:
    category = unicodedata.category(char)
    if category.startswith("M") or char in _JOINERS:
        return "mark"
    if char.isspace():
        return "space"
    if char in _INNER and previous == "word" and following.isalnum():
        return "word"
    if _is_ideograph(char):
        return "other"
    return "word" if category[0] in "LN" or char == "_" else "other"


def _is_ideograph(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff"


def _pieces(
    matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]
) -> Iterator[Piece]:
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("equal", "".join(old[old_start:old_end]))
            continue
        if old_end > old_start:
            yield Piece("delete", "".join(old[old_start:old_end]))
        if new_end > new_start:
            yield Piece("insert", "".join(new[new_start:new_end]))


def _without_islands(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Read white space alone between two changes as changed too: whole phrases are shown."""
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        if piece.op == "equal" and piece.text.isspace() and 0 < index < last:
            yield Piece("delete", piece.text)
            yield Piece("insert", piece.text)
        else:
            yield piece


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    deleted = inserted = ""
    for piece in pieces:
        if piece.op == "delete":
            deleted += piece.text
        elif piece.op == "insert":
            inserted += piece.text
        else:
            merged += _changed(deleted, inserted)
            deleted = inserted = ""
            merged.append(piece)
    return merged + _changed(deleted, inserted)


def _changed(deleted: str, inserted: str) -> list[Piece]:
    pair = (Piece("delete", deleted), Piece("insert", inserted))
    return [piece for piece in pair if piece.text]
