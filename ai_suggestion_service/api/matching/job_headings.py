"""Headings of job descriptions in seven languages, by what stands under them.

In `words/job_headings.txt` a phrase that ends in `*` may be followed by a few more words, and the
fillers may stand anywhere in a heading without changing what it means.
"""

import re
import unicodedata
from enum import StrEnum

from api.matching.words import groups


class Part(StrEnum):
    """What a stretch of a job description is about."""

    OPENING = "opening"
    REQUIREMENTS = "requirements"
    NICE = "nice"
    RESPONSIBILITIES = "responsibilities"
    COMPANY = "company"
    BENEFITS = "benefits"
    PROCESS = "process"


_GROUPS = groups("job_headings")
_FILLERS = frozenset(_GROUPS["fillers"])
_LONGEST_TAIL = 5
_GOING_ON = [[word] for word in ("and", "&", "/", "or", "we", "you", "for", "und", "et", "y", "e")]


def _table() -> tuple[dict[str, Part], dict[str, Part]]:
    whole: dict[str, Part] = {}
    opening: dict[str, Part] = {}
    for name in Part:
        for phrase in _GROUPS.get(name, ()):
            whole.setdefault(phrase.rstrip("*"), name)
            if phrase.endswith("*"):
                opening.setdefault(phrase.rstrip("*"), name)
    return whole, opening


_WHOLE, _OPENING = _table()


def part_of_heading(title: str, *, marked: bool = False) -> Part | None:
    """Tell what stands under a heading; None when the words are no heading of this kind.

    `marked` says that it is set as a heading. Otherwise a single word makes one only with words
    that go on with it: "Skills and tools", not "Application Developer".
    """
    words = _words(title)
    for skipped in range(len(words)):
        if skipped and words[skipped - 1] not in _FILLERS:
            return None
        for taken in range(len(words), skipped, -1):
            phrase = " ".join(words[skipped:taken])
            rest = [word for word in words[taken:] if word not in _FILLERS]
            if not rest and phrase in _WHOLE:
                return _WHOLE[phrase]
            goes_on = marked or taken - skipped > 1 or words[taken:][:1] in _GOING_ON
            if phrase in _OPENING and goes_on and len(rest) <= _LONGEST_TAIL:
                return _OPENING[phrase]
    return None


def _words(title: str) -> list[str]:
    plain = unicodedata.normalize("NFC", title).replace("’", "'").casefold()
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*|[&/]", plain)
