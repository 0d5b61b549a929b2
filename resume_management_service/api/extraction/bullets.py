"""List marks at the start of a line."""

from __future__ import annotations

import re
from typing import Final

MARKS: Final = "•‣◦⁃∙●○■□▪▫◆◇❖►▶▸➢➤➔→⇒✓✔✗★☆·‧∗⦁⚫⬤🔹🔸"
_PRIVATE_MARKS: Final = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf06e\uf071\uf06c\uf0be\uf0e8"
_MARK: Final = re.compile(rf"\s*(?:[{MARKS}{_PRIVATE_MARKS}]+\ufe0f?\s*|[-–—*+o»>]\s+)(?=\S)")
_MARK_ALONE: Final = re.compile(rf"\s*(?:[{MARKS}{_PRIVATE_MARKS}]\ufe0f?|[-–*+o»>])\s*\Z")
_RANGE_AHEAD: Final = re.compile(r"\s*[-–—]\s+(?:\d|\w{3,12}\.? \d{4})")


def split_bullet(text: str) -> tuple[str, bool]:
    """Return the text without its list mark, and whether it had one."""
    found = _MARK.match(text)
    return (text, False) if found is None else (text[found.end() :], True)


def is_bullet(text: str) -> bool:
    """Return whether the text is a list mark and nothing else."""
    return _MARK_ALONE.match(text) is not None
