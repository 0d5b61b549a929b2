"""Characters as a reader of the page would name them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LIGATURES: Final = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0x0132: "IJ",
    0x0133: "ij",
}
_SPACES: Final = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288), " ")
_INVISIBLE: Final = (
    0xAD,
    0x34F,
    0x61C,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0x3164,
    *range(0xFE00, 0xFE10),
    0xFEFF,
    0xFFA0,
)
_BREAKS: Final = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_DROPPED: Final = dict.fromkeys(
    (*_INVISIBLE, *range(9), *range(14, 32), *range(127, 133), *range(134, 160))
)
_TABLE: Final = {**_DROPPED, **_BREAKS, **_SPACES, **_LIGATURES}
_ASTRAL_INVISIBLE: Final = re.compile("[\U000e0000-\U000e0fff\U000f0000-\U0010ffff]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufff9-\ufffc]")
_ACCENTS: Final = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "˚": "\u030a",
    "¸": "\u0327",
    "ˇ": "\u030c",
}
_LOOSE_ACCENT: Final = re.compile(r"([´¨ˆ˜˚¸ˇ])(ı|[A-Za-z])")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PLAIN: Final = re.compile(r"[\n\t -~]*\Z")


def clean(text: str) -> str:
    """Compose accents, open ligatures, drop invisible and private characters, unify spaces."""
    if _PLAIN.match(text):
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _ASTRAL_INVISIBLE.sub("", _PRIVATE.sub("", text.translate(_TABLE)))
    text = _LOOSE_ACCENT.sub(_compose, text)
    return unicodedata.normalize("NFC", text)


def _compose(match: re.Match[str]) -> str:
    accent, letter = match.groups()
    base = "i" if letter == "ı" else letter
    composed = unicodedata.normalize("NFC", base + _ACCENTS[accent])
    return composed if len(composed) == 1 else match.group()


def squeeze(text: str) -> str:
    """Collapse runs of white space to one space and strip the ends."""
    return " ".join(text.split())
