"""The résumé a rewrite is checked against, cut into entries that support claims separately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from lexicon.dates import DateHit, DateRange, find_dates, find_ranges
from lexicon.degrees import Degree, find_degrees
from lexicon.languages import LanguageHit, find_languages
from lexicon.skills import SkillHit, default_vocabulary

from ..pointers import join, split
from .ladder import DOES, LEADS, leads_by_title
from .quantities import quantities_in
from .quantity_types import Quantity
from .reading import Reading
from .senses import Senses
from .tokens import Tokens, tokenise
from .wording import language_of

_LISTED = ("work", "volunteer", "projects", "education")
_GLOBAL = ("skills", "languages", "certificates")
_GLOBAL_BASICS = ("summary", "label")
DATES = ("startDate", "endDate", "date", "releaseDate")
TITLES = ("position", "label", "roles")


@dataclass(eq=False)
class Segment:
    """One text of the résumé: a field of the sections, or the raw text (`pointer` empty)."""

    pointer: str
    entry: str
    reading: Reading

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The figures of the text; dates are no figures."""
        return [] if self.field in DATES else quantities_in(self.reading)

    @cached_property
    def skills(self) -> list[SkillHit]:
        return default_vocabulary().find(self.reading.folded.text)

    @cached_property
    def languages(self) -> list[LanguageHit]:
        return find_languages(self.reading.folded.text)

    @cached_property
    def degrees(self) -> list[Degree]:
        return find_degrees(self.reading.folded.text)

    @cached_property
    def dates(self) -> list[DateHit]:
        return find_dates(self.reading.folded.text)

    @cached_property
    def ranges(self) -> list[DateRange]:
        return find_ranges(self.reading.folded.text)

    @property
    def field(self) -> str:
        """The name of the field, list indices left out."""
        names = [part for part in split(self.pointer) if not part.isdigit()]
        return names[-1] if names else ""

    @property
    def is_title(self) -> bool:
        return self.field in TITLES


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word of the résumé stands: its segment and its position there."""

    segment: Segment
    index: int

    @property
    def is_denied(self) -> bool:
        return self.segment.reading.clause_of[self.index].denies(self.index)

    @property
    def is_hedged(self) -> bool:
        return self.segment.reading.clause_of[self.index].hedged

    @property
    def rung(self) -> float:
        """How much responsibility the clause around the word proves."""
        reading = self.segment.reading
        if self.segment.is_title:
            return LEADS if leads_by_title(reading.words) else DOES
        return reading.clause_of[self.index].rung


class Scope:
    """Segments that may support a text, with their words by sense."""

    def __init__(self, own: Iterable[Segment], shared: Iterable[Segment] = ()) -> None:
        """`own` supports numbers and everything else, `shared` only words."""
        self.own = tuple(own)
        self.shared = tuple(shared)

    @property
    def segments(self) -> tuple[Segment, ...]:
        return (*self.own, *self.shared)

    @cached_property
    def _by_sense(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for segment in self.segments:
            for index, senses in enumerate(segment.reading.proofs):
                for sense in senses:
                    found[sense].append(Place(segment, index))
            for phrase in segment.reading.phrases:
                for sense in phrase.senses:
                    found[sense].append(Place(segment, phrase.start))
        return dict(found)

    @cached_property
    def skills(self) -> dict[str, set[str]]:
        """The skills these segments name: canonical name → how it is written."""
        found: dict[str, set[str]] = defaultdict(set)
        for segment in self.segments:
            for hit in segment.skills:
                found[hit.skill.name].add(hit.raw)
        return dict(found)

    @cached_property
    def initials(self) -> frozenset[str]:
        """Initials of every run of three to six words, with and without function words."""
        return frozenset(
            initials for segment in self.segments for initials in segment.reading.initials
        )

    @cached_property
    def long_words(self) -> frozenset[str]:
        """The words of seven letters or more, which may be compounds."""
        return frozenset(
            word.lower
            for segment in self.segments
            for word in segment.reading.words
            if len(word.lower) > 6 and word.lower.isalpha()
        )

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The abbreviations of three letters or more, in lower case."""
        return frozenset(
            word.lower.removesuffix("s")
            for segment in self.segments
            for word in segment.reading.words
            if word.is_acronym and len(word.text) > 2
        )

    def texts(self, text: str) -> list[Place]:
        """List where a word stands in exactly this spelling."""
        return [
            Place(segment, index)
            for segment in self.segments
            for index, word in enumerate(segment.reading.words)
            if word.text == text
        ]

    def places(self, senses: Senses) -> list[Place]:
        """List where the résumé says one of these senses."""
        found = self._by_sense
        return [place for sense in senses if sense in found for place in found[sense]]

    def has(self, senses: Senses) -> bool:
        """Tell whether the résumé says one of these senses here."""
        return not self._by_sense.keys().isdisjoint(senses)


@dataclass(eq=False)
class Source:
    """A résumé's raw text and its JSON Resume sections, read once and asked often.

    `as_of` ends current jobs when durations are derived; today where it is not given.
    """

    text: str
    sections: dict[str, Any] = field(default_factory=dict)
    as_of: date | None = None

    @property
    def today(self) -> date:
        return self.as_of or datetime.now(UTC).date()

    @cached_property
    def _leaves(self) -> list[tuple[str, str, Tokens]]:
        return [(pointer, text, tokenise(text)) for pointer, text in leaves(self.sections)]

    @cached_property
    def language(self) -> str:
        """The language most of the résumé is written in."""
        rows = [tokens for _, _, tokens in self._leaves] or [tokenise(self.text)]
        return language_of(word for tokens in rows for word in tokens.words)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The fields of the sections, then what only the raw text has."""
        rows = [
            Segment(pointer, entry_of(pointer), self._reading(tokens))
            for pointer, _, tokens in self._leaves
        ]
        return (*rows, *self._unparsed(rows))

    def _reading(self, tokens: Tokens) -> Reading:
        return Reading(tokens.folded, tokens.words, self.language)

    def _unparsed(self, rows: list[Segment]) -> Iterator[Segment]:
        """Yield what the parse lost: lines of the raw text with a word no section has."""
        if not rows:
            yield Segment("", "", self._reading(tokenise(self.text)))
            return
        known = {word.stem for segment in rows for word in segment.reading.words}
        parsed = {text for _, text, _ in self._leaves}
        for line in self.text.splitlines():
            if line.strip() in parsed:
                continue
            tokens = tokenise(line)
            if not all(word.stem in known for word in tokens.words):
                yield Segment("", "", self._reading(tokens))

    @cached_property
    def document(self) -> Scope:
        """Everything the résumé says."""
        return Scope(self.segments)

    @cached_property
    def _entries(self) -> dict[str, Scope]:
        return {}

    def scope(self, pointer: str) -> Scope:
        """Return what may support a text at this place: its entry and what holds for all."""
        entry = entry_of(pointer)
        if split(entry)[:1] == () or split(entry)[0] not in _LISTED:
            return self.document
        if entry not in self._entries:
            own = [segment for segment in self.segments if segment.entry == entry]
            shared = [segment for segment in self.segments if _is_global(segment.pointer)]
            self._entries[entry] = Scope(own, shared) if own else self.document
        return self._entries[entry]


def entry_of(pointer: str) -> str:
    """Name the entry a pointer lies in: `/work/0` for `/work/0/highlights/2`."""
    return join(split(pointer)[:2])


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield every text below a value with its pointer."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif value is not None and value != "" and not isinstance(value, bool):
        yield join(path), str(value)


def _is_global(pointer: str) -> bool:
    parts = split(pointer)
    if not parts:
        return False
    return parts[0] in _GLOBAL or parts[:2] in {("basics", name) for name in _GLOBAL_BASICS}
