"""Drawings that hold text: what fills them, and whether they are seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from api.extraction.colours import Colour, is_dark, parse_colour
from api.extraction.numbers import whole_number
from api.extraction.xml import attribute, local_name

_PAGE_EMU: Final = 11 * 914_400 * 2  # twice a page's height: nothing shown lies beyond
_LEAST_EMU: Final = 3 * 12_700  # three points
_DARK: Final[Colour] = (64, 64, 64)
_THEME_LIGHT: Final = frozenset({"bg1", "lt1", "bg2", "lt2"})


def contents(drawing: etree._Element) -> Iterator[etree._Element]:
    """Yield the text of a drawing's outermost boxes."""
    for element in drawing.iter():
        if local_name(element) == "txbxContent" and _outermost(element, drawing):
            yield element


def _outermost(element: etree._Element, top: etree._Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if local_name(parent) in ("txbxContent", "Fallback"):
            return False
        parent = parent.getparent()
    return True


def fill_of(drawing: etree._Element) -> Colour | None:
    """Return the colour behind a drawing's text; pictures and gradients count as dark."""
    for element in drawing.iter():
        name = local_name(element)
        if name == "txbxContent":
            return None
        if name in ("gradFill", "blipFill", "pattFill"):
            return _DARK
        if name == "solidFill":
            return _solid(element)
        if name in ("shape", "rect", "roundrect") and attribute(element, "fillcolor"):
            return parse_colour((attribute(element, "fillcolor") or "").split(" ")[0]) or _DARK
    return None


def _solid(fill: etree._Element) -> Colour | None:
    for colour in fill:
        if local_name(colour) == "srgbClr":
            return parse_colour(attribute(colour, "val"))
        if local_name(colour) == "schemeClr":
            return None if attribute(colour, "val") in _THEME_LIGHT else _DARK
    return _DARK


def is_out_of_sight(drawing: etree._Element) -> bool:
    """Return whether a drawing is switched off, beyond the page or too small to see."""
    for element in drawing.iter():
        name = local_name(element)
        if name == "docPr" and attribute(element, "hidden") in ("1", "true"):
            return True
        if name == "posOffset" and _is_far(element.text):
            return True
        if name == "extent" and _is_nothing(element):
            return True
        if name in ("shape", "rect") and _style_hides(attribute(element, "style") or ""):
            return True
        if name == "txbxContent":
            return False
    return False


def _is_far(offset: str | None) -> bool:
    distance = whole_number(offset)
    return distance is not None and not -_PAGE_EMU / 2 < distance < _PAGE_EMU


def _is_nothing(extent: etree._Element) -> bool:
    sizes = [whole_number(attribute(extent, name)) for name in ("cx", "cy")]
    return any(size is not None and size < _LEAST_EMU for size in sizes)


def _style_hides(style: str) -> bool:
    return "visibility:hidden" in style.replace(" ", "")


def darkens(drawing: etree._Element) -> bool:
    """Return whether a shape or picture can be the dark ground of text beside it."""
    for element in drawing.iter():
        if local_name(element) in ("blip", "gradFill", "imagedata"):
            return True
        if local_name(element) == "solidFill" and is_dark(_solid(element) or (255, 255, 255)):
            return True
    fill = fill_of(drawing)
    return fill is not None and is_dark(fill)
