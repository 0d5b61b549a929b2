"""One page: its size, how it is turned for display, and its objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from api.extraction.document import Box
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.pdf import library

_NESTING: Final = 12
_MOST_DOTS: Final = 1_500
_DOT: Final = (1.0, 6.0)  # points across


class Image(NamedTuple):
    """A photograph or other bitmap: its place in the drawing order and its box as displayed."""

    handle: int
    order: int
    box: Box


@dataclass(slots=True)
class Inventory:
    """What a page is made of: images, small dots, the drawing order, the number of paths."""

    images: list[Image] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    paths: int = 0


@dataclass(slots=True)
class Sheet:
    """A loaded page; display coordinates are points from the top left, as a person sees it."""

    handle: int
    number: int
    rotation: int = 0
    _bounds: tuple[float, float, float, float] = (0.0, 0.0, 612.0, 792.0)
    width: float = 612.0
    height: float = 792.0

    @classmethod
    def load(cls, document: int, number: int) -> Sheet:
        """Load page `number` (from 1); raises `UnreadableFile` when the page is damaged."""
        handle = library.load_page(document, number - 1)
        if not handle:
            raise UnreadableFile(Unreadable.BROKEN, f"page {number} is damaged")
        edges = (ctypes.c_float * 4)()
        library.page_bounds(handle, ctypes.addressof(edges))
        left, top, right, bottom = edges
        rotation = library.page_rotation(handle) % 4
        width, height = abs(right - left), abs(top - bottom)
        if rotation % 2:
            width, height = height, width
        bounds = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        return cls(handle, number, rotation, bounds, width, height)

    @property
    def left(self) -> float:
        """Return the left edge in user space."""
        return self._bounds[0]

    def close(self) -> None:
        """Give the page's memory back."""
        library.close_page(self.handle)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of user space is displayed."""
        left, bottom, right, top = self._bounds
        if self.rotation == 0:
            return x - left, top - y
        if self.rotation == 1:
            return y - bottom, x - left
        if self.rotation == 2:
            return right - x, y - bottom
        return top - y, right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return where a rectangle of user space is displayed."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def inventory(self, most_objects: int) -> Inventory:
        """Return what the page is made of; raises `UnreadableFile` past `most_objects`."""
        found = Inventory()
        for order, (handle, kind) in enumerate(self._objects()):
            if order >= most_objects:
                raise UnreadableFile(Unreadable.BROKEN, f"page {self.number} has too many objects")
            found.order[handle] = order
            if kind == library.OBJECT_IMAGE:
                found.images.append(Image(handle, order, self._object_box(handle)))
            elif kind in (library.OBJECT_PATH, library.OBJECT_SHADING):
                found.paths += 1
                if found.paths <= _MOST_DOTS and _is_dot(box := self._object_box(handle)):
                    found.dots.append(box)
        return found

    def _objects(self) -> Iterator[tuple[int, int]]:
        for place in range(library.page_object_count(self.handle)):
            yield from _with_parts(library.page_object(self.handle, place), _NESTING)

    def _object_box(self, handle: int) -> Box:
        edges = (ctypes.c_float * 4)()
        address = ctypes.addressof(edges)
        library.object_bounds(handle, *(address + 4 * place for place in range(4)))
        return self.box(*edges)


def _is_dot(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.y1 - box.y0
    return _DOT[0] <= width <= _DOT[1] and 0.7 * width <= height <= 1.4 * width


def _with_parts(handle: int, depth: int) -> Iterator[tuple[int, int]]:
    kind = library.object_type(handle)
    yield handle, kind
    if kind == library.OBJECT_FORM and depth:
        for place in range(library.form_object_count(handle)):
            yield from _with_parts(library.form_object(handle, place), depth - 1)
