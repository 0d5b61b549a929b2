"""Documents made from text typed in a test."""

from __future__ import annotations

from api.extraction.document import Document, Line


def document(text: str) -> Document:
    """Read text as the extraction of a plain file would: `- ` marks bullets, blank lines blocks."""
    lines: list[Line] = []
    block = start = 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(_line(raw, start, block))
        else:
            block += 1
        start += len(raw) + 1
    return Document(text, tuple(lines), "txt")


def _line(raw: str, start: int, block: int) -> Line:
    bullet = raw.lstrip().startswith("- ")
    begin = len(raw) - len(raw.lstrip()) + 2 * bullet
    text = raw[begin:].rstrip()
    return Line(text, start + begin, start + begin + len(text), bullet=bullet, block=block)
