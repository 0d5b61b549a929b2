"""Words, clauses and chunks of a text: the grain in which claims are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .folding import Folded, fold
from .stems import keys, plain, stem

_WORD = re.compile(
    r"(?P<contact>[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+[\w/]|www\.\S+[\w/])"
    r"|(?P<dotted>\b(?:[A-Za-z]\.){2,}|\.[A-Z]+\b(?=\W|$))"
    r"|(?P<number>\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?)(?P<unit>[^\W\d_]*)"
    r"|(?P<word>[^\W\d_][\w]*(?:'[^\W\d_]+)*(?:\+\+|\#)?)"
)
_ELIDED = re.compile(r"(?:[ldjnscmt]|qu|dell|all|nell|sull|un|jusqu|lorsqu)'(?=[^\W\d_]{2})", re.I)
_END = re.compile(r"[.!?]+(?=\s|$|[\"')])|\n|;")
_POSSESSIVE = re.compile(r"(?:'s|')$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a folded text.

    `clause` and `chunk` number the sentence parts it stands in, `sentence` its sentence;
    `gap` is what stands between the word before it and itself.
    """

    text: str
    start: int
    end: int
    sentence: int
    gap: str
    is_number: bool = False
    is_contact: bool = False

    @property
    def lower(self) -> str:
        return plain(self.text)

    @property
    def stem(self) -> str:
        return stem(self.text)

    @property
    def keys(self) -> frozenset[str]:
        return keys(self.text)

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 1 and all(char.isupper() for char in letters)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text with its words."""

    folded: Folded
    words: tuple[Word, ...]


def tokenise(text: str) -> Tokens:
    """Cut a text into words that know their sentence."""
    folded = fold(text)
    return Tokens(folded, tuple(_words(folded.text)))


def _words(text: str) -> Iterator[Word]:
    sentence = previous = 0
    for match in _WORD.finditer(text):
        gap = text[previous : match.start()]
        sentence += 1 if previous and _END.search(gap) else 0
        previous = match.end()
        yield from _split(match, sentence, gap)


def _split(match: re.Match[str], sentence: int, gap: str) -> Iterator[Word]:
    start, text = match.start(), match.group()
    elided = _ELIDED.match(text) if match.lastgroup == "word" else None
    if elided:
        yield Word(elided.group(), start, start + elided.end(), sentence, gap)
        start, text, gap = start + elided.end(), text[elided.end() :], ""
    if match.lastgroup == "word":
        text = _POSSESSIVE.sub("", text)
    yield Word(
        text,
        start,
        start + len(text),
        sentence,
        gap,
        is_number=match.group("number") is not None,
        is_contact=match.group("contact") is not None,
    )
