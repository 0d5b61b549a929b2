"""Many phrases found at once as whole words, joined, spaced or hyphenated."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple, Protocol, TypeVar

import ahocorasick  # type: ignore[import-not-found, unused-ignore]

from lexicon.folding import Projection, folded, without_accents

_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_INNER_DOT = re.compile(r"(?<=[^\W_])\.(?=[^\W_])")
_VERSION = re.compile(r"\d{1,4}(?:\.\d+)*(?![^\W_])")
_WORD_CUT = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_TOO_WIDE = re.compile(r"\n\s*\n|\t|[ \u00a0]{4}")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzäöüéèàçñáíóúãõ0123456789")
_SEPARATOR = "\0"
_SHORTEST_PLURAL = 3
_SHORTEST_SINGULAR = 3
_SHORTEST_LONE_SINGULAR = 7
_SHORTEST_BEFORE_VERSION = 3


class Span(Protocol):
    """Anything that stands from `start` to `end`."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset behind its last character."""


S = TypeVar("S", bound=Span)


class Match(NamedTuple):
    """The phrase of that number, found at `source[start:end]`."""

    start: int
    end: int
    number: int


class PhraseIndex:
    """Phrases, known by their number; of two equal ones the first counts.

    Spaces and hyphens are taken out of phrases and text before matching; those that stand in
    the text must be where the phrase may break.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        """Index the phrases in all their spellings."""
        self._spellings, self._numbers = _spellings(phrases)
        bare = [spelling.replace(" ", "") for spelling in self._spellings]
        self._lengths = list(map(len, bare))
        self._respelled: dict[int, list[str]] = {}
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        places: dict[str, int] = {"": -1}
        for place, spelling in enumerate(bare):
            first = places.setdefault(spelling, place)
            if first == place:
                self._automaton.add_word(spelling, place)
            else:
                self._respelled.setdefault(first, []).append(self._spellings[place])
        self._automaton.make_automaton()

    def get(self, phrase: str) -> int | None:
        """Return the number of the phrase that is written so as a whole."""
        written = folded(phrase).text.strip()
        for form in (written, written.removesuffix("s")):
            place: int | None = self._automaton.get(form.replace(" ", ""), None)
            if place is not None and self._breaks_well(form, place):
                return self._numbers[place]
        return None

    def matches(self, projection: Projection) -> list[Match]:
        """Find every phrase that stands as whole words, overlapping ones too.

        Of two phrases at one place the one written there without a plural s or version counts.
        """
        if not len(self._automaton):
            return []
        text = projection.text
        places = list(compress(range(len(text)), map(" ".__ne__, text)))
        padded = f" {text}  "
        found: dict[tuple[int, int], int] = {}
        for last, place in self._automaton.iter(text.replace(" ", "")):
            length = self._lengths[place]
            begin, close = places[last + 1 - length], places[last] + 1
            before = padded[begin]
            if before != " " and (before in _LETTERS or not _starts_word(padded, begin + 1)):
                continue
            end = _word_end(padded, begin + 1, close + 1) - 1
            if end < 0:
                continue
            start, stop = projection.span(begin, end)
            source = projection.source[start:stop]
            if close - begin != length and not self._breaks_well(text[begin:close], place, source):
                continue
            if end == close or (start, stop) not in found:
                found[start, stop] = self._numbers[place]
        return [Match(start, stop, number) for (start, stop), number in found.items()]

    def _breaks_well(self, written: str, place: int, source: str = "") -> bool:
        """Tell whether the spaces in `written` are where a spelling has them.

        `source` is the text that was folded to `written`: no wide gaps may be in it, and a word
        cut by a hyphen at a line's end is mended.
        """
        if " " not in written or written == self._spellings[place]:
            return True
        if _TOO_WIDE.search(source):
            return False
        breaks = _breaks(" ".join(written.split()).replace(" /", "/").replace("/ ", "/"))
        spellings = [self._spellings[place], *self._respelled.get(place, ())]
        if any(breaks <= _breaks(spelling) for spelling in spellings):
            return True
        mended = _WORD_CUT.sub("", source)
        return mended != source and self._breaks_well(folded(mended).text, place)


def longest(spans: Iterable[S]) -> list[S]:
    """Keep, from left to right, the longest span at each place; none overlap."""
    kept: list[S] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _spellings(phrases: Sequence[str]) -> tuple[list[str], list[int]]:
    """List the folded ways to write the phrases, plainest first, and each one's number."""
    cut = [_CAMEL.sub(" ", phrase) if " " not in phrase else phrase for phrase in phrases]
    plain = [phrase.strip() for phrase in folded(_SEPARATOR.join(cut)).text.split(_SEPARATOR)]
    ways = [(_singular(phrase), number) for number, phrase in enumerate(plain[: len(phrases)])]
    dotted = [way for way in ways if "." in way[0]]
    ways += [(_INNER_DOT.sub(" ", phrase), number) for phrase, number in dotted]
    for sign, word in ((" & ", " and "), (" and ", " & ")):
        signed = [way for way in ways[: len(phrases)] if sign in way[0]]
        ways += [(phrase.replace(sign, word), number) for phrase, number in signed]
    accented = [way for way in ways if not way[0].isascii()]
    ways += [(without_accents(phrase), number) for phrase, number in accented]
    return [phrase for phrase, _ in ways], [number for _, number in ways]


def _singular(phrase: str) -> str:
    """Drop the plural s of a long word or a phrase: a text's plurals are found anyway."""
    if not phrase.endswith("s") or phrase.endswith(("ss", "is", "us", "ics", "'s")):
        return phrase
    last = phrase[phrase.rfind(" ") + 1 :]
    shortest = _SHORTEST_SINGULAR if " " in phrase else _SHORTEST_LONE_SINGULAR
    return phrase[:-1] if len(last) > shortest else phrase


@lru_cache(maxsize=4096)
def _breaks(phrase: str) -> frozenset[int]:
    """Return after how many letters the spaces of a phrase stand."""
    lengths, total = [], 0
    for word in phrase.split(" ")[:-1]:
        total += len(word)
        lengths.append(total)
    return frozenset(lengths)


def _starts_word(text: str, start: int) -> bool:
    before = text[start - 1]
    if before == " ":
        return True
    if before.isalnum():
        return _is_ideograph(before)
    if before in ".&@_":
        return not text[start - 2].isalnum()
    return True


def _word_end(text: str, start: int, end: int) -> int:
    """Return where the word that ends about `end` ends, 0 if a longer word goes on there."""
    after = text[end]
    if after == " ":
        return end
    if after.isalnum():
        return _inflected_end(text, start, end)
    if after in ".&_@":
        return 0 if text[end + 1].isalnum() else end
    if after in "+#":
        return end if after == "+" and text[end + 1].isalnum() else 0
    return end


def _inflected_end(text: str, start: int, end: int) -> int:
    """Return the end of the word together with its plural s or its version."""
    after, length = text[end], end - start
    if after == "s" and length >= _SHORTEST_PLURAL and text[end - 1].isalnum():
        return 0 if text[end + 1].isalnum() else end + 1
    if after.isdigit() and length >= _SHORTEST_BEFORE_VERSION and text[end - 1].isalpha():
        version = _VERSION.match(text, end)
        return version.end() if version else 0
    return end if _is_ideograph(after) else 0


def _is_ideograph(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af"
