"""A text read once: words with their senses, clauses and chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lexicon.dates import find_dates, find_ranges

from .clauses import Clause, clauses_of
from .folding import Folded
from .foreign import foreign_key
from .senses import Phrase, Senses, implications_of, phrases_in, senses_of
from .tokens import Word, tokenise
from .wording import filler_phrases, is_filler, language_of
from .wordlists import listed

_LINKS = listed("reading.links")


@dataclass(eq=False)
class Reading:
    """What the guard knows about one text; word positions index every tuple."""

    folded: Folded
    words: tuple[Word, ...]
    language: str
    is_letter: bool = False

    @cached_property
    def senses(self) -> tuple[Senses, ...]:
        found = [
            senses_of(word, alone=not self._is_hyphened(index))
            for index, word in enumerate(self.words)
        ]
        if self.language == "en":
            return tuple(found)
        return tuple(
            senses | {foreign_key(word.lower, self.language)}
            for senses, word in zip(found, self.words, strict=True)
        )

    def _is_hyphened(self, index: int) -> bool:
        following = self.words[index + 1].gap if index + 1 < len(self.words) else ""
        return "-" in (self.words[index].gap, following)

    @cached_property
    def proofs(self) -> tuple[Senses, ...]:
        """Senses the words support when this text is the evidence."""
        return tuple(
            own | implications_of(word) for own, word in zip(self.senses, self.words, strict=True)
        )

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(phrases_in(self.words))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clauses_of(self.words))

    @cached_property
    def clause_of(self) -> tuple[Clause, ...]:
        """The clause each word stands in."""
        return tuple(clause for clause in self.clauses for _ in range(clause.start, clause.end))

    @cached_property
    def chunks(self) -> tuple[int, ...]:
        """The number of the chunk each word stands in: what commas and prepositions part."""
        return tuple(_numbered(self.words, _LINKS))

    @cached_property
    def items(self) -> tuple[int, ...]:
        """The number of the listed item each word stands in: what commas and "and" part."""
        return tuple(_numbered(self.words, _JOINING))

    @cached_property
    def initials(self) -> frozenset[str]:
        """Initials of runs of words in one chunk: four to six words, three where capitalised."""
        found = set()
        content = [index for index in range(len(self.words)) if self.is_content(index)]
        for length in range(3, 7):
            for start in range(len(content) - length + 1):
                run = content[start : start + length]
                if self._spells_acronym(run):
                    found.add("".join(self.words[index].lower[0] for index in run))
        return frozenset(found)

    def _spells_acronym(self, run: list[int]) -> bool:
        """Ask for neighbours in one chunk: three plain words may spell a word by chance."""
        return self.chunks[run[0]] == self.chunks[run[-1]] and run[-1] - run[0] == len(run) - 1

    @cached_property
    def empty_phrases(self) -> frozenset[int]:
        """The positions of words in phrases that claim nothing."""
        listed = filler_phrases(self.language, letter=self.is_letter)
        found: set[int] = set()
        for start, word in enumerate(self.words):
            for forms in listed.get(word.lower, ()):
                end = start + len(forms)
                if tuple(other.lower for other in self.words[start:end]) == forms:
                    found.update(range(start, end))
        return frozenset(found)

    @cached_property
    def date_words(self) -> frozenset[int]:
        """The positions of the words that dates and spans of time are written with."""
        text = self.folded.text
        if not any(map(str.isdigit, text)):
            return frozenset()
        places = [(hit.start, hit.end) for hit in find_dates(text)]
        places += [(span.start_pos, span.end_pos) for span in find_ranges(text)]
        return frozenset(
            index
            for start, end in places
            for index, word in enumerate(self.words)
            if word.start < end and word.end > start
        )

    @cached_property
    def range_ends(self) -> dict[int, int]:
        """Map the last word of a number to the number a range ends with: "8 to 12 drops"."""
        found: dict[int, int] = {}
        for index, word in enumerate(self.words[:-1]):
            following = self.words[index + 1]
            if following.gap == "-" and word.is_number and following.is_number:
                found[index] = index + 1
            elif following.lower in _UP_TO and index + 2 < len(self.words):
                found[index] = index + 2
        return found

    def is_content(self, index: int) -> bool:
        """Tell whether a word says something a claim could hang on."""
        word = self.words[index]
        if word.is_number or word.is_contact or index in self.empty_phrases:
            return False
        return not is_filler(word, self.language, letter=self.is_letter)

    def between(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last word that overlap a span of the folded text."""
        inside = [
            index for index, word in enumerate(self.words) if word.start < end and word.end > start
        ]
        return (inside[0], inside[-1]) if inside else None

    def claim(self, first: int, last: int) -> str:
        """Cut out words `first` to `last` (inclusive) as they were written."""
        return self.folded.claim(self.words[first].start, self.words[last].end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of words `first` to `last` (inclusive) in the original text."""
        return self.folded.span(self.words[first].start, self.words[last].end)


_UP_TO = frozenset({"to", "and", "or"})
_JOINING = listed("reading.joining")


def read(text: str, language: str | None = None) -> Reading:
    """Read a text; its language is guessed where it is not given."""
    tokens = tokenise(text)
    return Reading(tokens.folded, tokens.words, language or language_of(tokens.words))


def _numbered(words: Sequence[Word], links: frozenset[str]) -> Iterator[int]:
    number = 0
    for index, word in enumerate(words):
        if index and _parted(words[index - 1], word, links):
            number += 1
        yield number


def _parted(before: Word, word: Word, links: frozenset[str]) -> bool:
    if before.sentence != word.sentence or (word.lower in links and word.gap != "-"):
        return True
    if " - " in word.gap or " & " in word.gap:
        return True
    return any(mark in word.gap for mark in ",;:()|\n")
