"""Whether letters of one colour can be read on another."""

from __future__ import annotations

import re
from typing import Final

Colour = tuple[int, int, int]
WHITE: Final[Colour] = (255, 255, 255)
BLACK: Final[Colour] = (0, 0, 0)
_LEAST_CONTRAST: Final = 1.25  # ratio of relative luminance; 1 is none, 21 is black on white
_DARK: Final = 0.6
_NAMED: Final[dict[str, Colour]] = {
    "white": WHITE,
    "black": BLACK,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "floralwhite": (255, 250, 240),
    "azure": (240, 255, 255),
    "mintcream": (245, 255, 250),
    "lightyellow": (255, 255, 224),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "navy": (0, 0, 128),
    "teal": (0, 128, 128),
    "maroon": (128, 0, 0),
    "purple": (128, 0, 128),
    "yellow": (255, 255, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
}
_HEX: Final = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})(?:[0-9a-f]{2})?\Z", re.IGNORECASE)
_NUMBER: Final = r"(\d{1,4}(?:\.\d*)?)"
_RGB: Final = re.compile(rf"rgba?\(\s*{_NUMBER}(%?)[\s,]+{_NUMBER}%?[\s,]+{_NUMBER}%?")


def parse_colour(text: str | None) -> Colour | None:
    """Read `#rgb`, `rrggbb`, `rgb(…)` or a common name; None for anything else."""
    value = (text or "").strip().lower()
    if value in _NAMED:
        return _NAMED[value]
    if found := _RGB.match(value):
        scale = 2.55 if found[2] else 1.0
        return _colour([float(found[place]) * scale for place in (1, 3, 4)])
    if found := _HEX.match(value):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        return _colour([int(digits[at : at + 2], 16) for at in (0, 2, 4)])
    return None


def _colour(channels: list[float] | list[int]) -> Colour:
    red, green, blue = (max(0, min(255, round(channel))) for channel in channels)
    return red, green, blue


def can_be_read(letters: Colour, background: Colour) -> bool:
    """Return whether the contrast is enough for a person."""
    bright, dark = sorted((_luminance(letters), _luminance(background)), reverse=True)
    return (bright + 0.05) / (dark + 0.05) >= _LEAST_CONTRAST


def is_dark(colour: Colour) -> bool:
    """Return whether white letters can be read on the colour."""
    return _luminance(colour) < _DARK


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
