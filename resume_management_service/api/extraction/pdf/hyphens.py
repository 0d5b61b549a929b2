"""Words broken over two lines are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from api.extraction.assemble import DraftLine

_BROKEN: Final = re.compile(r"([^\W_][\w'’]*(?:-[\w'’]+)*)[-‐]\Z")
_FIRST_WORD: Final = re.compile(r"\S+")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MANY: Final = 3  # broken lines that show that the document hyphenates
_CONJUNCTIONS: Final = frozenset(
    "und oder bzw and or et ou y o u e ed od en of to as sowie resp".split()  # noqa: SIM905
)
_FIRST_PARTS: Final = frozenset(
    [
        "all",
        "anti",
        "back",
        "best",
        "bi",
        "bottom",
        "client",
        "co",
        "cost",
        "cross",
        "customer",
        "data",
        "day",
        "de",
        "decision",
        "e",
        "end",
        "ever",
        "ex",
        "fast",
        "first",
        "five",
        "follow",
        "four",
        "free",
        "front",
        "full",
        "go",
        "half",
        "hand",
        "hands",
        "high",
        "home",
        "host",
        "in",
        "inter",
        "know",
        "large",
        "lead",
        "left",
        "life",
        "line",
        "long",
        "low",
        "macro",
        "main",
        "many",
        "market",
        "micro",
        "mid",
        "mini",
        "mission",
        "mobile",
        "multi",
        "near",
        "new",
        "next",
        "non",
        "object",
        "off",
        "on",
        "one",
        "open",
        "out",
        "part",
        "peer",
        "people",
        "phone",
        "plug",
        "post",
        "pre",
        "pro",
        "problem",
        "project",
        "quality",
        "quasi",
        "re",
        "ready",
        "real",
        "result",
        "right",
        "risk",
        "role",
        "scale",
        "script",
        "second",
        "self",
        "semi",
        "server",
        "service",
        "share",
        "short",
        "single",
        "six",
        "small",
        "smart",
        "so",
        "socio",
        "start",
        "state",
        "step",
        "sub",
        "super",
        "tailor",
        "task",
        "team",
        "ten",
        "test",
        "text",
        "third",
        "three",
        "time",
        "top",
        "total",
        "trade",
        "two",
        "ultra",
        "under",
        "user",
        "value",
        "vice",
        "well",
        "wide",
        "win",
        "word",
        "work",
        "world",
        "x",
        "year",
        "zero",
    ]
)
_LAST_PARTS: Final = frozenset(
    [
        "aware",
        "based",
        "bed",
        "border",
        "boarding",
        "building",
        "built",
        "by",
        "card",
        "centered",
        "centric",
        "class",
        "code",
        "compliant",
        "cost",
        "critical",
        "cultural",
        "cycle",
        "day",
        "depth",
        "disciplinary",
        "driven",
        "edge",
        "effective",
        "efficient",
        "end",
        "ended",
        "facing",
        "family",
        "first",
        "focused",
        "free",
        "friendly",
        "functional",
        "grade",
        "growing",
        "hand",
        "hour",
        "house",
        "in",
        "income",
        "intensive",
        "language",
        "led",
        "level",
        "life",
        "line",
        "linear",
        "lingual",
        "long",
        "made",
        "making",
        "market",
        "minded",
        "model",
        "month",
        "national",
        "oriented",
        "out",
        "page",
        "party",
        "performance",
        "performing",
        "person",
        "planning",
        "platform",
        "point",
        "proven",
        "purpose",
        "quality",
        "range",
        "ready",
        "related",
        "risk",
        "role",
        "saving",
        "scale",
        "sensitive",
        "service",
        "setting",
        "side",
        "sized",
        "skilled",
        "solving",
        "source",
        "specific",
        "speaking",
        "stack",
        "stage",
        "standing",
        "state",
        "step",
        "sufficient",
        "tailored",
        "taking",
        "team",
        "tech",
        "term",
        "through",
        "time",
        "tolerant",
        "to",
        "up",
        "user",
        "value",
        "volume",
        "week",
        "wide",
        "winning",
        "word",
        "work",
        "year",
        "years",
    ]
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
