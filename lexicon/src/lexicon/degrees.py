"""Degrees and school leaving certificates in seven languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from lexicon.data_files import data_lines, term_line
from lexicon.degree_areas import area_after, area_before
from lexicon.degree_evidence import names_a_degree, shortened
from lexicon.degree_types import Degree, DegreeLevel
from lexicon.folding import folded
from lexicon.phrases import Match, PhraseIndex, longest
from lexicon.strictness import Strictness, in_own_case

__all__ = ["Degree", "DegreeLevel", "find_degrees"]


@dataclass(frozen=True, slots=True)
class _Term:
    written: str
    strictness: Strictness
    name: str = ""
    level: DegreeLevel | None = None


def find_degrees(text: str) -> list[Degree]:
    """Find the degrees a text names, in order, each with its field of study if one stands by.

    `start`, `end` and `raw` are the words of the degree, `area_start` and `area_end` those of
    the field.
    """
    matches = [match for match in longest(_index().matches(folded(text))) if match.value.level]
    found: list[Match[_Term]] = []
    for match in matches:
        if found and shortened(text, found[-1].end, match.start, match.end):
            if found[-1].value.level == match.value.level:
                continue
        if _is_meant(text, match, found[-1].end if found else None):
            found.append(match)
    return [_degree(text, match, following) for match, following in _followed(found, len(text))]


def _is_meant(text: str, match: Match[_Term], previous_end: int | None) -> bool:
    term = match.value
    if term.strictness is Strictness.FREE:
        return True
    if not in_own_case(text[match.start : match.end], term.written):
        return False
    if term.strictness is Strictness.CASE:
        return True
    return names_a_degree(text, match.start, match.end, previous_end)


def _followed(found: list[Match[_Term]], end: int) -> Iterator[tuple[Match[_Term], int]]:
    """Pair each match with where the next begins."""
    starts = [match.start for match in found[1:]] + [end]
    return zip(found, starts, strict=False)


def _degree(text: str, match: Match[_Term], following: int) -> Degree:
    term = match.value
    assert term.level is not None
    end = match.end
    if text[end : end + 1] == "." and "." in text[match.start : end]:
        end += 1
    area = area_after(text, match.start, end, following) or area_before(text, match.start)
    start, stop = area or (None, None)
    named = text[start:stop] if area else None
    return Degree(
        term.level, term.name, named, match.start, end, text[match.start : end], start, stop
    )


@cache
def _index() -> PhraseIndex[_Term]:
    blocked = ((line, _Term(line, Strictness.FREE)) for line in data_lines("not_degrees.txt"))
    return PhraseIndex(chain(blocked, _terms()))


def _terms() -> Iterator[tuple[str, _Term]]:
    for line in data_lines("degrees.txt"):
        level, rest = line.split(":", 1)
        term = term_line(rest)
        for written in term.spellings:
            made = _Term(written, term.strictness(written), term.name, DegreeLevel[level])
            yield written.rstrip("."), made
