"""The résumé a rewrite is checked against, cut into entries that support claims separately."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from ..pointers import join, split
from .tokens import Tokens, tokenise


@dataclass(frozen=True, slots=True)
class Segment:
    """One text of the résumé: a field of the sections, or the raw text (`pointer` empty)."""

    pointer: str
    entry: str
    tokens: Tokens


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
    def segments(self) -> tuple[Segment, ...]:
        rows = [
            Segment(pointer, entry_of(pointer), tokenise(text))
            for pointer, text in leaves(self.sections)
        ]
        return (*rows, Segment("", "", tokenise(self.text)))


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
