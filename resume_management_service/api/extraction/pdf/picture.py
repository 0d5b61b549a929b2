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

    def differs(self, other: Picture, box: Box, levels: int) -> bool:
        """Return whether any pixel in the box differs by at least `levels` of 255."""
        left = max(0, int(box.x0 * self.scale)) * self.depth
        right = min(self.width, int(box.x1 * self.scale) + 1) * self.depth
        top = max(0, int(box.y0 * self.scale))
        bottom = min(self.height, int(box.y1 * self.scale) + 1)
        for start in range(top * self.stride, bottom * self.stride, self.stride):
            ours = self.pixels[start + left : start + right]
            theirs = other.pixels[start + left : start + right]
            if ours != theirs and _differ(ours, theirs, levels):
                return True
        return False


def _differ(ours: bytes, theirs: bytes, levels: int) -> bool:
    """Compare two rows of pixels; most differ in their darkest or brightest one already."""
    if min(theirs) - min(ours) >= levels or max(ours) - max(theirs) >= levels:
        return True
    return any(abs(a - b) >= levels for a, b in zip(ours, theirs, strict=True))


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
