"""The part of a résumé where people say who they are."""

import re
from dataclasses import dataclass
from functools import lru_cache

from api.llm.personal.found import Detail, Found
from api.matching.resume_text import sections_in

_MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text from `start`, without its line break."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Give the offset behind the line."""
        return self.start + len(self.text)

    def found(self, match: re.Match[str], detail: Detail, group: str | int = 0) -> Found:
        """Place in the text what was found in the line."""
        start, end = match.span(group)
        return Found(self.start + start, self.start + end, detail)


@lru_cache(maxsize=4)
def lines(text: str) -> tuple[Line, ...]:
    """Cut a text into its lines."""
    found = []
    at = 0
    for raw in text.splitlines(keepends=True):
        found.append(Line(at, raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")))
        at += len(raw)
    return tuple(found)


def header_lines(text: str) -> list[Line]:
    """Give the non-empty lines above the first section of substance, and of personal details."""
    marks = sections_in(text)
    first = next((start for start, name in marks if name != "personal"), len(text))
    spans = [
        (start, marks[place + 1][0] if place + 1 < len(marks) else len(text))
        for place, (start, name) in enumerate(marks)
        if name == "personal"
    ]
    full = [line for line in lines(text) if line.text.strip()]
    top = [line for line in full if line.start < first][:_MOST_LINES] or full[:4]
    later = [line for line in full if any(start <= line.start < end for start, end in spans)]
    return list(dict.fromkeys([*top, *later]))
