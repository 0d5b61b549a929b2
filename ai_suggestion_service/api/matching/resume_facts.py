"""What a résumé states, read once and asked by every requirement."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Any

import orjson

from api.matching.field_words import degrees_in, languages_in, skills_in
from api.matching.kinds import years_asked
from api.matching.resume_units import Unit, units_of
from api.matching.stems import leading
from api.matching.tongues import written_in
from lexicon.dates import DateRange, find_ranges, total_months
from lexicon.degrees import Degree
from lexicon.languages import LanguageHit
from lexicon.skills import SkillHit, Vocabulary, default_vocabulary

_NO_WORK = frozenset(
    {"education", "certificates", "languages", "interests", "references", "awards"}
)
_LONGEST_HEADING = 80
_KEPT = 16
_SHOWING = frozenset({"work", "projects", "volunteer", "publications", "summary", None})


@dataclass(frozen=True)
class Entry:
    """A dated stretch of work: the units from its heading to the next one's."""

    span: DateRange
    units: tuple[Unit, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Give the stems of everything said of it."""
        return frozenset(stem for unit in self.units for stem in unit.stems)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Give the fields of work it touches more than in passing."""
        told = [name for unit in self.units for name in unit.fields]
        return frozenset(name for name in told if told.count(name) > 1)


@dataclass(frozen=True)
class Mention:
    """A skill named in a unit; `used` says that the unit tells of work and not only lists."""

    hit: SkillHit
    unit: Unit
    used: bool


@dataclass
class ResumeFacts:
    """A résumé's text with what can be read from it; `sections` is JSON Resume, possibly empty."""

    text: str
    sections: Mapping[str, Any] = field(default_factory=dict)
    today: date = field(default_factory=date.today)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Give the sentences and bullets."""
        return units_of(self.text)

    @cached_property
    def skills(self) -> Mapping[str, tuple[Mention, ...]]:
        """Give the mentions of every skill, by canonical name, in order."""
        found: dict[str, list[Mention]] = {}
        for hit in skills_in(self.text):
            unit = self.unit_at(hit.start)
            if unit is not None:
                used = unit.section in _SHOWING and not unit.is_listing
                found.setdefault(hit.skill.name, []).append(Mention(hit, unit, used))
        return {name: tuple(mentions) for name, mentions in found.items()}

    @property
    def vocabulary(self) -> Vocabulary:
        """Give the vocabulary that skills are named by."""
        return default_vocabulary()

    @cached_property
    def degrees(self) -> tuple[Degree, ...]:
        """Give the degrees."""
        return degrees_in(self.text)

    @cached_property
    def languages(self) -> tuple[LanguageHit, ...]:
        """Give the languages spoken."""
        return languages_in(self.text)

    @cached_property
    def claims(self) -> tuple[tuple[float, Unit], ...]:
        """Give the years of work that it claims in words, with where it does."""
        told = ((years_asked(unit.text), unit) for unit in self.units)
        return tuple(
            (years, unit)
            for years, unit in told
            if years is not None and unit.section not in ("education", "references")
        )

    @cached_property
    def language(self) -> str | None:
        """Name the language that it is written in, if that is clear."""
        return written_in(self.text)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Give the fields of work that it is mostly about."""
        return leading(name for unit in self.units for name in unit.fields)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Give the dated work, in the order of the text."""
        spans = [span for span in find_ranges(self.text) if self._is_work(span)]
        starts = [self._entry_start(span) for span in spans]
        ends = [*starts[1:], len(self.text)]
        return tuple(
            Entry(span, self._between(start, end, span))
            for span, start, end in zip(spans, starts, ends, strict=False)
        )

    def months_of(self, entries: Sequence[Entry]) -> int:
        """Count the months of work, overlaps once."""
        return total_months([entry.span for entry in entries], self.today)

    def unit_at(self, offset: int) -> Unit | None:
        """Give the unit that a character stands in."""
        place = bisect_right(self.units, offset, key=lambda unit: unit.start)
        unit = self.units[place - 1] if place else None
        return unit if unit and offset < unit.end else None

    def _is_work(self, span: DateRange) -> bool:
        unit = self.unit_at(span.start_pos)
        return unit is not None and unit.section not in _NO_WORK and span.start is not None

    def _entry_start(self, span: DateRange) -> int:
        """Go up from the dates to the lines above that name the job: short ones, no bullets."""
        place = next(index for index, unit in enumerate(self.units) if unit.end > span.start_pos)
        start = self.units[place].start
        for unit in reversed(self.units[max(0, place - 2) : place]):
            gap = self.text[unit.end : start]
            if unit.bullet or len(unit.text) > _LONGEST_HEADING or gap.strip() or "\n\n" in gap:
                break
            start = unit.start
        return start

    def _between(self, start: int, end: int, span: DateRange) -> tuple[Unit, ...]:
        own = self.unit_at(span.start_pos)
        section = own.section if own else None
        return tuple(
            unit for unit in self.units if start <= unit.start < end and unit.section == section
        )


def facts_of(text: str, sections: Mapping[str, Any]) -> ResumeFacts:
    """Read a résumé once for the several jobs and tasks that ask about it."""
    return _facts_of(text, orjson.dumps(sections), datetime.now(UTC).date())


@lru_cache(maxsize=_KEPT)
def _facts_of(text: str, sections: bytes, today: date) -> ResumeFacts:
    return ResumeFacts(text, orjson.loads(sections), today)
