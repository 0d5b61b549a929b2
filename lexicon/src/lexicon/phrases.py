"""Many phrases found at once as whole words, in any of the ways they are spelled."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

import ahocorasick  # type: ignore[import-not-found, unused-ignore]

from lexicon.folding import Projection, folded_phrase, without_accents

T = TypeVar("T")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BREAK = re.compile(r"( & | and |(?<=[^\W_]) (?=[^\W_])|(?<=[^\W_])\.(?=[^\W_]))")
_SPELLINGS = {" & ": (" & ", " and ", "&"), " and ": (" and ", " & "), ".": (".", "", " ")}
_SHORTEST_CAMEL_PART = 3
_MOST_SPELLINGS = 12
_SHORTEST_PLURAL = 3
_SHORTEST_BEFORE_VERSION = 3
_VERSION = re.compile(r"\d{1,4}(?:\.\d+)*(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """One phrase found at `source[start:end]`."""

    start: int
    end: int
    value: T


class PhraseIndex(Generic[T]):
    """Phrases and what they stand for; of two equal phrases the first counts."""

    def __init__(self, phrases: Iterable[tuple[str, T]], *, literal: bool = False) -> None:
        """Index each phrase in all its `spellings`, or as it is if `literal`."""
        self._values: dict[str, T] = {}
        for phrase, value in phrases:
            for spelling in [folded_phrase(phrase)] if literal else spellings(phrase):
                self._values.setdefault(spelling, value)
        self._automaton = ahocorasick.Automaton()
        for spelling, value in self._values.items():
            self._automaton.add_word(spelling, (len(spelling), value))
        self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, phrase: str) -> T | None:
        """Return what the whole phrase stands for."""
        return self._values.get(folded_phrase(phrase))

    def matches(self, projection: Projection) -> Iterator[Match[T]]:
        """Yield every phrase that stands as whole words, overlapping ones too."""
        if not self._values:
            return
        text = f" {projection.text}  "
        for last, (length, value) in self._automaton.iter(text):
            end = _word_end(text, last + 1 - length, last + 1)
            if end and _starts_word(text, last + 1 - length):
                start, stop = projection.span(last - length, end - 1)
                yield Match(start, stop, value)


def longest(matches: Iterable[Match[T]]) -> list[Match[T]]:
    """Keep, from left to right, the longest match at each place; none overlap."""
    kept: list[Match[T]] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def spellings(phrase: str) -> list[str]:
    """List the folded ways to write a phrase: joined, spaced, hyphenated, unaccented."""
    cut = _CAMEL.split(phrase) if phrase.count(" ") == 0 else [phrase]
    ways = _joinings(folded_phrase(phrase))
    if len(cut) > 1 and min(map(len, cut)) >= _SHORTEST_CAMEL_PART:
        ways.append(folded_phrase(" ".join(cut)))
    ways += [way[:-1] for way in ways if " " in way and way[-1] == "s" and way[-2] not in "siu"]
    if not phrase.isascii():
        ways += [without_accents(way) for way in ways]
    return list(dict.fromkeys(ways))


def _joinings(phrase: str) -> list[str]:
    parts = _BREAK.split(phrase)
    choices = [_SPELLINGS.get(part, (part, "")) for part in parts[1::2]]
    ways = []
    for joints in product(*choices):
        woven = [piece for pair in zip(parts[::2], (*joints, ""), strict=True) for piece in pair]
        ways.append("".join(woven))
        if len(ways) == _MOST_SPELLINGS:
            break
    return ways


def _starts_word(text: str, start: int) -> bool:
    before = text[start - 1]
    if before == " ":
        return True
    if before.isalnum():
        return _is_ideograph(before)
    if before in ".&@_'":
        return before == "'" or not _is_word(text[start - 2])
    return True


def _word_end(text: str, start: int, end: int) -> int:
    """Return where the word that ends about `end` ends, 0 if a longer word goes on there."""
    after = text[end]
    if after == " ":
        return end
    if after == "s" and end - start >= _SHORTEST_PLURAL and not text[end + 1].isalnum():
        return end + 1 if text[end - 1].isalnum() else 0
    if after.isdigit() and end - start >= _SHORTEST_BEFORE_VERSION and text[end - 1].isalpha():
        version = _VERSION.match(text, end)
        return version.end() if version else 0
    if after.isalnum():
        return end if _is_ideograph(after) else 0
    if after in ".&_@":
        return 0 if _is_word(text[end + 1]) else end
    if after in "+#":
        return end if after == "+" and _is_word(text[end + 1]) else 0
    return end


def _is_word(char: str) -> bool:
    return char.isalnum()


def _is_ideograph(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af"
