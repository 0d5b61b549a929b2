"""What a heading is, and how much a row stands out."""

from __future__ import annotations

from dataclasses import dataclass

from api.extraction.document import Role
from api.parsing.layout.rows import Row


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at a place among the rows; `rest` is what follows it on the same line.

    `beside` are the kinds of further headings on its line, left to right.
    """

    place: int
    kinds: tuple[str, ...]
    rest: Row | None = None
    beside: tuple[tuple[str, ...], ...] = ()


def prominence(row: Row) -> float:
    """Rate how much a row stands out: size, weight, capitals, space above."""
    score = 2.0 * min(1.0, max(0.0, row.size - 1.0) / 0.25)
    score += 1.0 * row.bold + 0.8 * row.upper + 0.4 * row.apart
    return score + (1.5 if row.line.role is Role.HEADING else 0.0)
