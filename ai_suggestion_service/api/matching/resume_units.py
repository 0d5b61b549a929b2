"""A résumé's text cut into the sentences and bullets that can be quoted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from api.matching.resume_text import section_at, section_of_heading
from api.matching.sentences import sentence_spans
from api.matching.stems import Word, words_of

_BULLET = re.compile(r"^\s*(?:[-–—*•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔→»\uf0b7\uf0a7+]+|\(?\d{1,2}[.)]|o(?=\s))\s*")
_CONTACT = re.compile(r"@\w|https?://|www\.|\[(?:EMAIL|PHONE|LINK|ADDRESS)_\d+\]")
_LISTING = re.compile(r"[,;|•·/]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST = 300
_LEAST_LISTED = 3


@dataclass(frozen=True)
class Unit:
    """A sentence, bullet or line of a résumé: text[start:end], in a section."""

    start: int
    end: int
    text: str
    section: str | None
    bullet: bool = False

    def __hash__(self) -> int:
        """Hash by place: quicker than by text."""
        return hash((self.start, self.end))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Give the words of the unit."""
        return words_of(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Give the stems of the words that carry weight."""
        return frozenset(word.stem for word in self.words if word.weight)

    @cached_property
    def kin(self) -> frozenset[int]:
        """Give the groups of near synonyms that the unit touches."""
        return frozenset(group for word in self.words if word.weight for group in word.kin)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Give the fields of work that the unit touches."""
        return frozenset(name for word in self.words for name in word.fields)

    @cached_property
    def is_listing(self) -> bool:
        """Tell whether the unit only lists things, without saying what was done with them."""
        if self.section in ("skills", "interests"):
            return True
        marks = len(_LISTING.findall(self.text))
        dated = _YEAR.search(self.text) is not None
        return marks >= _LEAST_LISTED and marks * 4 > len(self.text.split()) and not dated


def units_of(text: str) -> tuple[Unit, ...]:
    """Cut a résumé into units, in order, without headings and contact data."""
    return tuple(
        Unit(start, end, text[start:end], section_at(text, start), _is_bullet(text, start))
        for first, last in _blocks(text)
        for start, end in _pieces(text, first, last)
        if section_of_heading(text[start:end]) is None and not _CONTACT.search(text[start:end])
    )


def _is_bullet(text: str, start: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    return bool(before) and _BULLET.fullmatch(f"{before} ") is not None


def _pieces(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    for start, end in sentence_spans(text[first:last]):
        yield first + start, first + end


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Join lines that are one sentence: yields where each starts, behind its bullet, and ends."""
    start = end = -1
    at = 0
    for raw in text.splitlines(keepends=True):
        mark = _BULLET.match(raw)
        body = at + (mark.end() if mark else len(raw) - len(raw.lstrip()))
        stop = at + len(raw.rstrip())
        at += len(raw)
        if start >= 0 and body < stop and not mark and _continues(text[start:end], text[body:stop]):
            end = stop
            continue
        if start >= 0:
            yield start, end
        start, end = (body, stop) if body < stop else (-1, -1)
    if start >= 0:
        yield start, end


def _continues(held: str, line: str) -> bool:
    if len(held) > _LONGEST or held.endswith((".", "!", "?", ":")) or "\t" in line:
        return False
    return line[0].islower() or held.endswith((",", " and", " or", "-", " &", " und", " et"))
