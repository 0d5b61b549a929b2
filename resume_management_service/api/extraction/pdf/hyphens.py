"""Words broken over two lines are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final

from api.extraction.assemble import DraftLine

_BROKEN: Final = re.compile(r"([^\W_][\w'’]*(?:-[\w'’]+)*)[-‐]\Z")
_FIRST_WORD: Final = re.compile(r"\S+")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MANY: Final = 3  # broken lines that show that the document hyphenates
_CONJUNCTIONS: Final = frozenset(
    {
        "und",
        "oder",
        "bzw",
        "and",
        "or",
        "et",
        "ou",
        "y",
        "o",
        "u",
        "e",
        "ed",
        "od",
        "en",
        "of",
        "to",
    }
)
# first line: what compounds with a hyphen begin with; second line: what they end with
_FIRST_PARTS, _LAST_PARTS = (
    frozenset(line.split())
    for line in (Path(__file__).parent / "compounds.txt").read_text("ascii").splitlines()
)


def mend_hyphens(lines: list[DraftLine]) -> list[DraftLine]:
    """Move the rest of a broken word up to where it began; returns the lines that are left."""
    breaks = [(above, below) for above, below in pairwise(lines) if _goes_on(above, below)]
    if not breaks:
        return lines
    known = _whole_words(lines, breaks)
    hyphenated = len(breaks) >= _MANY
    for above, below in breaks:
        _mend(above, below, known, hyphenated=hyphenated)
    return [line for line in lines if line.text]


def _goes_on(above: DraftLine, below: DraftLine) -> bool:
    return (
        above.text.endswith(("-", "‐"))
        and above.block == below.block
        and not below.bullet
        and below.text[:1].isalnum()
        and "\t" not in below.text
        and _BROKEN.search(above.text) is not None
    )


def _whole_words(lines: Iterable[DraftLine], breaks: list[tuple[DraftLine, DraftLine]]) -> set[str]:
    broken = {id(above) for above, _ in breaks}
    halves = {id(below) for _, below in breaks}
    known: set[str] = set()
    for line in lines:
        text = _BROKEN.sub("", line.text) if id(line) in broken else line.text
        text = _FIRST_WORD.sub("", text, count=1) if id(line) in halves else text
        known.update(word.lower() for word in _LETTERS.findall(text))
    return known


def _mend(above: DraftLine, below: DraftLine, known: set[str], *, hyphenated: bool) -> None:
    first, rest = _FIRST_WORD.match(below.text), _BROKEN.search(above.text)
    if first is None or rest is None:
        return
    left, right = rest.group(1), first.group()
    stem = above.text[:-1]
    if right.lower() in _CONJUNCTIONS:
        above.text = f"{stem}- {right}"
    elif _keeps(left, right, known, hyphenated=hyphenated):
        above.text = f"{stem}-{right}"
    else:
        above.text = stem + right
    below.text = below.text[first.end() :].lstrip()


def _keeps(left: str, right: str, known: set[str], *, hyphenated: bool) -> bool:
    """Return whether the hyphen belongs to the word."""
    if not right[0].islower() or not left[-1].islower() or not left.isalpha():
        return True
    last = _LETTERS.match(right)
    begin, end = left.lower(), last.group().lower() if last else ""
    if f"{begin}-{end}" in known or f"{begin}{end}" in known:
        return f"{begin}-{end}" in known
    if begin in _FIRST_PARTS or end in _LAST_PARTS:
        return True
    return not hyphenated and begin in known and end in known
