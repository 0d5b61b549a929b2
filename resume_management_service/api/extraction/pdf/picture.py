"""Drawing a page into memory and comparing two drawings of it."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from typing import Final

from api.extraction.document import Box
from api.extraction.pdf import library
from api.extraction.pdf.sheet import Sheet

_WHITE: Final = 0xFFFFFFFF
_MOST_PIXELS: Final = 6_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of a drawn page, `scale` to a point; `depth` bytes each, rows of `stride` bytes."""

    pixels: bytes
    width: int
    height: int
    stride: int
    depth: int
    scale: float

    def rows(self, box: Box) -> list[slice]:
        """Return where the pixels of a box lie, one slice a row."""
        left = max(0, math.floor(box.x0 * self.scale)) * self.depth
        right = min(self.width, math.ceil(box.x1 * self.scale)) * self.depth
        top = max(0, math.floor(box.y0 * self.scale))
        bottom = min(self.height, math.ceil(box.y1 * self.scale))
        if right <= left:
            return []
        return [
            slice(row * self.stride + left, row * self.stride + right) for row in range(top, bottom)
        ]

    def differs(self, other: Picture, box: Box, levels: int) -> bool:
        """Return whether any pixel in the box differs by at least `levels` of 255."""
        ours, theirs = self.pixels, other.pixels
        for row in self.rows(box):
            a, b = ours[row], theirs[row]
            if a != b and any(abs(x - y) >= levels for x, y in zip(a, b, strict=True)):
                return True
        return False


def blank_like(picture: Picture) -> Picture:
    """Return an empty page of the same size."""
    return replace(picture, pixels=b"\xff" * len(picture.pixels))


def draw(sheet: Sheet, scale: float, *, colour: bool, annotations: bool = False) -> Picture:
    """Draw the page's active objects on white; a huge page is drawn smaller."""
    pixels = sheet.width * sheet.height * scale * scale
    if pixels > _MOST_PIXELS:
        scale *= math.sqrt(_MOST_PIXELS / pixels)
    width = max(1, math.ceil(sheet.width * scale))
    height = max(1, math.ceil(sheet.height * scale))
    kind = library.BITMAP_COLOUR if colour else library.BITMAP_GREY
    bitmap = library.create_bitmap(width, height, kind, None, 0)
    if not bitmap:
        raise MemoryError
    flags = 0 if colour else library.RENDER_GREY
    flags |= library.RENDER_ANNOTATIONS if annotations else 0
    library.fill_bitmap(bitmap, 0, 0, width, height, _WHITE)
    library.render(bitmap, sheet.handle, 0, 0, width, height, 0, flags)
    stride = library.bitmap_stride(bitmap)
    content = ctypes.string_at(library.bitmap_buffer(bitmap), stride * height)
    library.destroy_bitmap(bitmap)
    return Picture(content, width, height, stride, 4 if colour else 1, scale)
