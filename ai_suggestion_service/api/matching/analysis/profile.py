"""The fields of work that a job belongs to, by its title and what it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.matching.kinds import Kind
from api.matching.requirements import Requirement
from api.matching.stems import Word, leading, words_of
from api.matching.tongues import written_in

_TITLE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class JobProfile:
    """A job's title with its telling words, its fields of work and the language it is told in."""

    named: str
    title: tuple[Word, ...]
    fields: frozenset[str]
    language: str | None


def profile_of(title: str, requirements: Sequence[Requirement]) -> JobProfile:
    """Read the fields of a job; without a title the row that names it is taken."""
    named = title or next(
        (row.text for row in requirements if row.kind is Kind.EXPERIENCE and row.years is None), ""
    )
    words = [word for word in words_of(named) for _ in range(_TITLE_WEIGHT)]
    words += [word for row in requirements for word in set(words_of(row.text))]
    return JobProfile(
        named=named,
        title=tuple(word for word in words_of(named) if word.weight >= 1),
        fields=leading(name for word in words for name in word.fields),
        language=written_in("\n".join(row.text for row in requirements)),
    )
