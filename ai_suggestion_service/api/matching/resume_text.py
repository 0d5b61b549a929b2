"""A résumé's plain text seen as sections, with character offsets."""

import re
from functools import lru_cache

from api.matching.words import groups

_SECTION = {
    phrase: name for name, entries in groups("resume_headings").items() for phrase in entries
}
_SHORT_LINE = re.compile(r"^[^\S\n]*\S[^\n]{1,48}$", re.MULTILINE)
_ORNAMENT = " \t\r#*=-–—•:_|~>"


@lru_cache(maxsize=8)
def sections_in(text: str) -> tuple[tuple[int, str], ...]:
    """List where each section starts, in characters, in reading order."""
    found = []
    for match in _SHORT_LINE.finditer(text):
        name = section_of_heading(match.group())
        if name is not None:
            found.append((match.start(), name))
    return tuple(found)


def section_of_heading(line: str) -> str | None:
    """Name the section that a line is the heading of; None when it is no heading."""
    bare = line.strip(_ORNAMENT).replace("’", "'").casefold()
    spaced = re.sub(r"(?<=\b\w) (?=\w\b)", "", bare)  # headings set as "S K I L L S"
    return _SECTION.get(bare) or _SECTION.get(spaced)


def section_at(text: str, offset: int) -> str | None:
    """Name the section that a character of the résumé stands in; None above the first heading."""
    name = None
    for start, section in sections_in(text):
        if start > offset:
            break
        name = section
    return name
