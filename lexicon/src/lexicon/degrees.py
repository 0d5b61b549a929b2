"""Degrees and school leaving certificates in seven languages."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lexicon.data_files import data_lines, term_line
from lexicon.degree_areas import LINKS, area_after, area_before
from lexicon.degree_evidence import names_a_degree, shortened
from lexicon.degree_types import Degree, DegreeLevel
from lexicon.folding import folded
from lexicon.phrases import PhraseIndex, longest
from lexicon.strictness import Strictness, in_own_case

__all__ = ["Degree", "DegreeLevel", "find_degrees"]


class _Term(NamedTuple):
    written: str
    strictness: Strictness
    name: str = ""
    level: DegreeLevel | None = None


class _Found(NamedTuple):
    start: int
    end: int
    term: _Term
    # Where the degree's repetition in brackets ends, 0 if it is not repeated.
    behind: int = 0


def find_degrees(text: str) -> list[Degree]:
    """Find the degrees a text names, in order, each with its field of study if one stands by.

    `start`, `end` and `raw` are the words of the degree, `area_start` and `area_end` those of
    the field.
    """
    found: list[_Found] = []
    for one in _named(text):
        last = found[-1] if found else None
        if last and last.term.level == one.term.level:
            behind = shortened(text, last.end, one.start, one.end)
            if behind:
                found[-1] = last._replace(behind=behind)
                continue
        if _is_meant(text, one, last.end if last else None):
            found.append(one)
    ends = [following.start for following in found[1:]] + [len(text)]
    return [_degree(text, one, end) for one, end in zip(found, ends, strict=False)]


def _named(text: str) -> Iterator[_Found]:
    index, terms = _index()
    for start, end, number in longest(index.matches(folded(text))):
        if terms[number].level:
            yield _Found(start, end, terms[number])


def _is_meant(text: str, found: _Found, previous_end: int | None) -> bool:
    if found.term.strictness is Strictness.FREE and "." not in found.term.written:
        return True
    if not in_own_case(text[found.start : found.end], found.term.written):
        return False
    if found.term.strictness is not Strictness.CONTEXT:
        return True
    return names_a_degree(text, found.start, found.end, previous_end)


def _degree(text: str, found: _Found, following: int) -> Degree:
    term, end = found.term, found.end
    assert term.level is not None
    if text[end : end + 1] == "." and "." in text[found.start : end]:
        end += 1
    linked = text[found.start : end].split()[-1].casefold() in LINKS
    area = area_after(text, found.behind or end, following, linked)
    area = area or area_before(text, found.start)
    start, stop = area or (None, None)
    named, raw = text[start:stop] if area else None, text[found.start : end]
    return Degree(term.level, term.name, named, found.start, end, raw, start, stop)


@cache
def _index() -> tuple[PhraseIndex, list[_Term]]:
    terms = [_Term(line, Strictness.FREE) for line in data_lines("not_degrees.txt")]
    for line in data_lines("degrees.txt"):
        level, rest = line.split(":", 1)
        spelled = term_line(rest)
        terms += [
            _Term(written, spelled.strictness(written), spelled.name, DegreeLevel[level])
            for written in spelled.spellings
        ]
    return PhraseIndex([term.written.rstrip(".") for term in terms]), terms
