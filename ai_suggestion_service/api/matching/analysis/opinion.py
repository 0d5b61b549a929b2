"""What a rule thinks of a requirement, with the passages that made it think so."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.matching.ledger import Verdict
from api.matching.resume_units import Unit

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict with its passages and reason."""

    verdict: Verdict
    units: tuple[Unit, ...]
    rationale: str


def missing(rationale: str) -> Opinion:
    """Find nothing."""
    return Opinion(Verdict.MISSING, (), rationale)


def named(words: Iterable[str]) -> str:
    """Name a few things in a sentence."""
    given = list(dict.fromkeys(words))
    shown = given[:_MOST_NAMED]
    rest = len(given) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
