"""Words, clauses and chunks of a text: the grain in which claims are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .folding import Folded, fold
from .stems import plain, stem
from .wordlists import listed

_WORD = re.compile(
    r"(?P<contact>[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+[\w/]|www\.\S+[\w/])"
    r"|(?P<dotted>\b(?:[A-Za-z]\.){2,}|\.[A-Z]+\b(?=\W|$))"
    r"|(?P<number>\d{1,3}(?:[.,' ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?P<unit>[^\W\d_]*)"
    r"|(?P<word>[^\W\d_][\w]*(?:'[^\W\d_]+)*(?:\+\+|\#)?)"
)
_ELIDED = re.compile(r"(?:[ldjnscmt]|qu|dell|all|nell|sull|un|jusqu|lorsqu)'(?=[^\W\d_]{2})", re.I)
_END = re.compile(r"[.!?]+(?=\s|$|[\"')])|\n|;")
_UNFINISHED = listed("tokens.unfinished")
_OPENING = listed("tokens.opening")
_ABBREVIATED = listed("tokens.abbreviated")
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s")
GREETINGS = listed("tokens.greetings")
_POSSESSIVE = re.compile(r"(?:'s|')$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a folded text.

    `sentence` numbers the sentence it stands in; `gap` is what stands before it, back to the word
    before. `stem` and `lower` are its forms without inflection and without case and accents.
    """

    text: str
    start: int
    end: int
    sentence: int
    gap: str
    lower: str
    stem: str
    is_number: bool = False
    is_contact: bool = False

    @property
    def is_capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        """Tell whether it has two letters or more and all are capitals, a plural s aside."""
        letters = "".join(filter(str.isalpha, self.text))
        return letters[:2].isupper() and letters.removesuffix("s").isupper() and len(letters) > 1


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
    last, greets = "", False
    for match in _WORD.finditer(text):
        gap = text[previous : match.start()]
        ends = _ends_sentence(last, gap, match.group()) or (greets and "," in gap)
        sentence += 1 if previous and ends else 0
        greets = match.group().lower() in GREETINGS if not previous or ends else greets
        previous, last = match.end(), match.group()
        yield from _split(match, sentence, gap)


def _ends_sentence(last: str, gap: str, following: str) -> bool:
    if "\n" in gap and not gap.strip():
        return not (following[:1].islower() or last.lower() in _UNFINISHED)
    if _END.search(gap) is None:
        return False
    opens = following[:1].isupper() and following.lower() in _OPENING
    return opens or gap != ". " or last.lower() not in _ABBREVIATED


def _split(match: re.Match[str], sentence: int, gap: str) -> Iterator[Word]:
    start, text = match.start(), match.group()
    is_word = match.lastgroup == "word"
    elided = _ELIDED.match(text) if is_word else None
    if elided:
        yield _word(elided.group(), start, sentence, gap, match)
        start, text, gap = start + elided.end(), text[elided.end() :], ""
    yield _word(_POSSESSIVE.sub("", text) if is_word else text, start, sentence, gap, match)


def _word(text: str, start: int, sentence: int, gap: str, match: re.Match[str]) -> Word:
    form = text[:-1] if _PLURAL_ACRONYM.fullmatch(text) else text
    return Word(
        text=text,
        start=start,
        end=start + len(text),
        sentence=sentence,
        gap=gap,
        lower=plain(form),
        stem=stem(form),
        is_number=match.group("number") is not None,
        is_contact=match.group("contact") is not None,
    )
