"""One review in progress: the text, what may support it, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lexicon.languages import find_languages

from . import wording
from .quantities import quantities_in
from .quantity_types import Quantity
from .reading import Reading
from .refusals import Kind, Refusal
from .senses import Senses, union
from .source import Place, Scope, Source
from .tokens import Word
from .wording import is_filler


@lru_cache(maxsize=4096)
def names_language(text: str) -> bool:
    """Tell whether a word is the name of a language in one of seven languages."""
    return bool(find_languages(text))


@dataclass(frozen=True, slots=True)
class Finding:
    """An unsupported claim in words `first` to `last` (inclusive) of the reading."""

    kind: Kind
    first: int
    last: int
    detail: str

    def refusal(self, reading: Reading) -> Refusal:
        """Write the finding as a refusal with offsets in the original text."""
        start, end = reading.span(self.first, self.last)
        return Refusal(self.kind, reading.claim(self.first, self.last), self.detail, start, end)


@dataclass(eq=False)
class Case:
    """A text under review and the résumé's scope it is reviewed in."""

    reading: Reading
    scope: Scope
    source: Source
    pointer: str

    @cached_property
    def quantities(self) -> list[Quantity]:
        return quantities_in(self.reading)

    @cached_property
    def own(self) -> Scope:
        """The part of the scope that is the entry itself."""
        return Scope(self.scope.own)

    @cached_property
    def credential_words(self) -> frozenset[int]:
        """The words beside a certificate or licence: they name it, so wording is no excuse."""
        return self._beside(lambda word: wording.kind_of(word) is Kind.CERTIFICATE)

    @cached_property
    def language_words(self) -> frozenset[int]:
        """The words beside the name of a language: they say how well it is spoken."""
        return self._beside(lambda word: word.is_capital and names_language(word.text))

    def _beside(self, is_cue: Callable[[Word], bool]) -> frozenset[int]:
        reading = self.reading
        cued = {reading.chunks[index] for index, word in enumerate(reading.words) if is_cue(word)}
        return frozenset(
            index
            for index, word in enumerate(reading.words)
            if reading.chunks[index] in cued
            and not (word.is_number or is_filler(word, reading.language))
        )

    @property
    def is_document_wide(self) -> bool:
        """Tell whether the whole résumé may support the text."""
        return self.scope is self.source.document

    def senses(self, first: int, last: int) -> Senses:
        """Join the senses of words `first` to `last` (inclusive)."""
        return union(self.reading.senses[first : last + 1])

    def places(self, index: int) -> list[Place]:
        """List where the scope supports the word at `index`, by itself or in its phrase."""
        return self.scope.places(self.all_senses[index])

    @cached_property
    def all_senses(self) -> tuple[Senses, ...]:
        """The senses of each word, those of the phrases it stands in included."""
        found = list(self.reading.senses)
        for phrase in self.reading.phrases:
            for index in range(phrase.start, phrase.end):
                found[index] |= phrase.senses
        return tuple(found)

    @cached_property
    def spelled_out(self) -> frozenset[int]:
        """The positions of words that spell out an abbreviation of the scope by their initials."""
        words = self.reading.words
        found: set[int] = set()
        for length in range(3, 7):
            for start in range(len(words) - length + 1):
                initials = "".join(word.lower[0] for word in words[start : start + length])
                if initials in self.scope.acronyms:
                    found.update(range(start, start + length))
        return frozenset(found)

    def content(self, first: int, last: int) -> Iterator[int]:
        """Yield the positions of words that say something, `first` to `last` inclusive."""
        return (index for index in range(first, last + 1) if self.reading.is_content(index))
