"""How text looks: properties of runs and paragraphs through the chain of styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml import etree

from api.extraction.colours import Colour, parse_colour
from api.extraction.docx.names import child, child_value, switch, value
from api.extraction.docx.package import Part
from api.extraction.numbers import decimal_number, whole_number
from api.extraction.spans import Look

_SQUEEZED: Final = 15  # percent of the letters' usual width
_LONGEST_CHAIN: Final = 20
_DEFAULT_HALF_POINTS: Final = 20.0
_HEADING_NAME: Final = re.compile(r"(?:heading [1-9]|title|subtitle)\Z", re.IGNORECASE)
_LIGHT_THEME: Final = frozenset({"background1", "bg1", "light1", "lt1"})


def look_of(properties: etree._Element | None) -> Look:
    """Read run properties."""
    if properties is None or len(properties) == 0:
        return _NOTHING
    half_points = decimal_number(child_value(properties, "sz"))
    width = decimal_number(child_value(properties, "w"))
    return Look(
        bold=switch(properties, "b"),
        italic=switch(properties, "i"),
        hidden=switch(properties, "vanish"),
        size=half_points / 2 if half_points is not None else None,
        colour=_letter_colour(child(properties, "color")),
        ground=ground_of(properties) or parse_colour(child_value(properties, "highlight")),
        squeezed=width < _SQUEEZED if width is not None else None,
    )


_NOTHING: Final = Look()


def _letter_colour(element: etree._Element | None) -> Colour | None:
    if value(element, "themeColor") in _LIGHT_THEME and value(element) in (None, "auto"):
        return (255, 255, 255)
    return parse_colour(value(element))


def ground_of(properties: etree._Element | None) -> Colour | None:
    """Return the shading of run, paragraph or cell properties."""
    return parse_colour(child_value(properties, "shd", "fill"))


@dataclass(frozen=True, slots=True)
class Style:
    """A named style with its parent."""

    parent: str | None
    heading: bool
    look: Look
    ground: Colour | None
    numbering: tuple[str, int] | None


_PLAIN: Final = Style(None, False, _NOTHING, None, None)


class Styles:
    """The document's styles by id."""

    def __init__(self, part: Part | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = Look(size=_DEFAULT_HALF_POINTS / 2)
        self.default_paragraph: str | None = None
        for element in part.root if part is not None else ():
            self._read(element)
        self.chain = cache(self._chain)

    def _read(self, element: etree._Element) -> None:
        if (identifier := value(element, "styleId")) is not None:
            self._styles[identifier] = _style(element)
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true"):
                self.default_paragraph = identifier
            return
        defaults = child(child(element, "rPrDefault"), "rPr")
        if defaults is not None:
            self.default = look_of(defaults).over(self.default)

    def _chain(self, identifier: str | None) -> Style:
        """Return a style with everything its parents say."""
        merged = _PLAIN
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(identifier or "")
            if style is None:
                break
            merged = Style(
                None,
                merged.heading or style.heading,
                merged.look.over(style.look),
                merged.ground or style.ground,
                merged.numbering or style.numbering,
            )
            identifier = style.parent
        return merged


def _style(element: etree._Element) -> Style:
    paragraph = child(element, "pPr")
    name = child_value(element, "name") or ""
    outlined = child_value(paragraph, "outlineLvl")
    return Style(
        parent=child_value(element, "basedOn"),
        heading=_HEADING_NAME.match(name) is not None or outlined in set("012345678"),
        look=look_of(child(element, "rPr")),
        ground=ground_of(paragraph) or _table_ground(element),
        numbering=numbering_of(paragraph),
    )


def _table_ground(style: etree._Element) -> Colour | None:
    """Return the darkest shading a table style gives some of its cells."""
    grounds = [
        ground
        for part in (style, *style.iterchildren("{*}tblStylePr"))
        if (ground := ground_of(child(part, "tcPr")))
    ]
    return min(grounds, key=sum, default=None)


def numbering_of(paragraph: etree._Element | None) -> tuple[str, int] | None:
    """Return the list a paragraph's properties put it into, and the level in it."""
    properties = child(paragraph, "numPr")
    if properties is None:
        return None
    level = whole_number(child_value(properties, "ilvl"))
    return child_value(properties, "numId") or "0", level or 0
