"""Whether a font is bold or italic."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from api.extraction.pdf import library

_BOLD: Final = re.compile(r"bold|black|heavy|demi|(?<![a-z])(?:bd|bx\d|cmbx|semibd)", re.IGNORECASE)
_ITALIC: Final = re.compile(r"ital|obli|slant|(?:cmti|cmsl)\d|(?<=[-,])it\b", re.IGNORECASE)
_FORCE_BOLD: Final = 1 << 18
_ITALIC_FLAG: Final = 1 << 6
_NAME_BYTES: Final = 128


class Face(NamedTuple):
    """A font's style."""

    bold: bool
    italic: bool


@dataclass(slots=True)
class FontFaces:
    """Styles by font, each asked for once a document."""

    _known: dict[int, Face] = field(default_factory=dict)

    def of(self, text_object: int) -> Face:
        """Return the style of a text object's font."""
        font = library.text_font(text_object)
        face = self._known.get(font)
        if face is None:
            face = self._known[font] = _face(font)
        return face


def _face(font: int) -> Face:
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    library.font_name(font, ctypes.addressof(buffer), _NAME_BYTES)
    name = buffer.value.decode("latin-1").partition("+")[-1] or buffer.value.decode("latin-1")
    flags = library.font_flags(font)
    return Face(
        bold=bool(_BOLD.search(name) or flags & _FORCE_BOLD),
        italic=bool(_ITALIC.search(name) or flags & _ITALIC_FLAG),
    )
