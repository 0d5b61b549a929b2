"""Text reduced to what matters when passages are compared, with the way back to the original."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

_DASHES = "-‐‑‒–—―−﹣－"
_QUOTES = "'\"‘’‚‛“”„‟«»‹›`´′″＇＂"  # every style of quotation mark and apostrophe
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BULLETS = "•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔❖★|\uf0b7\uf0a7"

_PIECE = re.compile(
    rf"(?P<hidden>[{_INVISIBLE}]+)"
    rf"|(?P<marker>^[ \t]*(?:[{_DASHES}*–]|o(?=[ \t])|\d{{1,2}}[.)])[ \t]+)"
    rf"|(?P<gap>[\s{re.escape(_BULLETS)}]+)"
    rf"|(?P<broken>(?<=[^\W\d_])[{_DASHES}\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_]))"
    rf"|(?P<dash>[{_DASHES}])"
    rf"|(?P<mark>[{_QUOTES}])"
    r"|(?P<word>[A-Za-z0-9]+)"
    r"|(?P<other>[\s\S])",
    re.MULTILINE,
)


@dataclass(slots=True)
class Folded:
    """Folded text; character i of `text` stands for original[starts[i]:ends[i]]."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gap_at: int | None = None

    def put(self, letters: str, start: int, *, each: bool) -> None:
        wordy = letters[0].isalnum()
        if self.gap_at is not None and wordy and self.pieces and self.pieces[-1][-1].isalnum():
            self._add(" ", [self.gap_at], [self.gap_at + 1])
        self.gap_at = None
        if each:
            span = range(start, start + len(letters))
            self._add(letters, list(span), [at + 1 for at in span])
        else:
            self._add(letters, [start] * len(letters), [start + 1] * len(letters))

    def _add(self, letters: str, starts: list[int], ends: list[int]) -> None:
        self.pieces.append(letters)
        self.starts += starts
        self.ends += ends

    def gap(self, start: int) -> None:
        if self.gap_at is None:
            self.gap_at = start


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter).casefold()


def fold(text: str, *, join_broken_words: bool = True) -> Folded:
    """Fold case, spacing, bullets, quotation marks, dashes, ligatures and invisible characters.

    A hyphen at the end of a line is dropped with the line break when `join_broken_words`, and
    kept without the line break otherwise: only a comparison can tell which of the two was meant.
    """
    out = _Writer()
    for match in _PIECE.finditer(text):
        kind, start, piece = match.lastgroup, match.start(), match.group()
        if kind == "word":
            out.put(piece.lower(), start, each=True)
        elif kind in ("gap", "marker"):
            out.gap(start)
        elif kind == "dash" or (kind == "broken" and not join_broken_words):
            out.put("-", start, each=False)
        elif kind == "mark":
            out.put("'", start, each=False)
        elif kind == "other" and (plain := _plain(piece).strip()):
            out.put(plain, start, each=False)
    return Folded("".join(out.pieces), out.starts, out.ends)
