"""Everything the parser reads from disk, read once ahead of time."""

from __future__ import annotations

from typing import Final

from api.extraction.document import Document, Line
from api.parsing.parse import parse

_SAMPLE: Final = (
    "Ada Example",
    "Software Engineer",
    "ada@example.com | +49 30 1234567 | Berlin, Germany | github.com/ada",
    "Summary",
    "An engineer who has built reliable systems for many years in several teams.",
    "Experience",
    "Engineer, Example GmbH, Berlin, May 2019 - Present",
    "Education",
    "BSc in Physics, University of Bonn, 2010 - 2013",
    "Skills",
    "Python, Go, Kubernetes",
    "Languages",
    "English (C1), German (native)",
    "Certificates",
    "First Aid, Red Cross, 2020",
    "Projects",
    "Example - Python, Flask",
)


def warm_up() -> None:
    """Parse a small résumé that touches every list."""
    lines, start = [], 0
    for text in _SAMPLE:
        lines.append(Line(text, start, start + len(text)))
        start += len(text) + 1
    parse(Document("\n".join(_SAMPLE), tuple(lines), "txt"))
