"""Which lists of a document have marks before their items."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from api.extraction.docx.names import child, child_value, value
from api.extraction.docx.package import Part
from api.extraction.numbers import whole_number


class Numbering:
    """The document's lists by id and level."""

    def __init__(self, part: Part | None) -> None:
        elements = list(part.root) if part is not None else []
        formats = {
            value(element, "abstractNumId") or "": dict(_levels(element))
            for element in elements
            if element.tag.endswith("}abstractNum")
        }
        self._marked = {
            value(element, "numId") or "": formats.get(child_value(element, "abstractNumId") or "")
            for element in elements
            if element.tag.endswith("}num")
        }

    def has_mark(self, numbering: tuple[str, int] | None) -> bool:
        """Return whether items of a list begin with a bullet or number."""
        if numbering is None or numbering[0] == "0":
            return False
        levels = self._marked.get(numbering[0])
        return levels is not None and levels.get(numbering[1], True)


def _levels(element: etree._Element) -> Iterator[tuple[int, bool]]:
    for level in element.iterchildren("{*}lvl"):
        number = whole_number(value(level, "ilvl") or "0")
        text = child_value(level, "lvlText")
        shown = child_value(level, "numFmt") != "none" and text != ""
        if number is not None:
            yield number, shown and child(level, "numFmt") is not None
