"""Plain text."""

from __future__ import annotations

import re
from typing import Final

from api.extraction.assemble import DraftLine, Reading
from api.extraction.bullets import split_bullet
from api.extraction.detect import wide_encoding

_CELL_GAP: Final = re.compile(r"(?<=\S)(?: {4,}|\t+)(?=\S)")
_RULE: Final = re.compile(r"\s*(?:[-=_*~#]\s?){3,}\Z")
_FALLBACKS: Final = ("utf-8-sig", "cp1252")


def decode(data: bytes) -> str:
    """Decode text of unknown encoding: Unicode marks first, UTF-8, then Windows Western."""
    wide = wide_encoding(data[:4096])
    for encoding in (wide,) if wide else _FALLBACKS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(wide or "latin-1", errors="replace")


def read_text(data: bytes) -> Reading:
    """Read plain text; a blank line ends a block, a wide gap in a line separates cells."""
    reading, block = Reading(), 0
    for raw in decode(data).splitlines():
        if not raw.strip() or _RULE.match(raw):
            block += 1
            continue
        text, bullet = split_bullet(raw.strip())
        line = DraftLine(_CELL_GAP.sub("\t", text.rstrip()), bullet=bullet, block=block)
        reading.lines.append(line)
    return reading
