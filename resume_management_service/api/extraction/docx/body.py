"""Paragraphs, tables and boxes of a Word part, as lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from api.extraction.assemble import DraftLine, Reading
from api.extraction.colours import WHITE, Colour
from api.extraction.document import Finding
from api.extraction.docx import shapes
from api.extraction.docx.inline import InlineReader
from api.extraction.docx.names import child, child_value, switch
from api.extraction.docx.numbering import Numbering
from api.extraction.docx.package import Part
from api.extraction.docx.styles import Style, Styles, ground_of, numbering_of
from api.extraction.spans import HIDDEN, Look, Span, lines_of_spans, visible
from api.extraction.tables import row_lines
from api.extraction.xml import DEEPEST, local_name

_SHADE_REACH: Final = 15  # paragraphs after a dark drawing in which light letters may stand on it
_NO_SHAPE: Final = Finding("hidden_text", "a text box that is not shown")


@dataclass(slots=True)
class BodyReader:
    """Reads the parts of one document, numbering blocks and table rows through all of them."""

    styles: Styles
    numbering: Numbering
    reading: Reading
    notes: set[str] = field(default_factory=set)
    block: int = 0
    row: int = 0
    _inline: InlineReader | None = None
    _grounds: list[Colour | None] = field(default_factory=list)
    _shade_left: int = 0
    _in_list: bool = False

    def read(self, part: Part, root: etree._Element) -> list[DraftLine]:
        """Return the lines below an element."""
        self._inline = InlineReader(part, self.styles)
        return self._blocks(root, DEEPEST)

    def _blocks(self, parent: Iterable[etree._Element], depth: int) -> list[DraftLine]:
        lines: list[DraftLine] = []
        for element in parent if depth else ():
            name = local_name(element)
            if name == "p":
                lines += self._paragraph(element, depth)
            elif name == "tbl":
                lines += self._table(element, depth)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                lines += self._blocks(element, depth - 1)
            elif name == "AlternateContent":
                lines += self._blocks(_preferred(element), depth - 1)
        return lines

    def _paragraph(self, paragraph: etree._Element, depth: int) -> list[DraftLine]:
        assert self._inline is not None
        properties = child(paragraph, "pPr")
        name = child_value(properties, "pStyle") or self.styles.default_paragraph
        style = self.styles.chain(name)
        inline = self._inline.read(paragraph, style.look.over(self.styles.default))
        self.notes.update(inline.notes)
        self._note_shade(paragraph)
        ground = ground_of(properties) or style.ground
        spans = visible(inline.spans, self.reading, lambda look: self._behind(look, ground))
        lines = self._lines(spans, properties, style)
        for drawing in inline.boxes:
            lines += self._box(drawing, depth)
        return lines

    def _note_shade(self, paragraph: etree._Element) -> None:
        self._shade_left -= 1
        for drawing in paragraph.iter("{*}drawing", "{*}pict"):
            if shapes.darkens(drawing):
                self._shade_left = _SHADE_REACH

    def _behind(self, look: Look, ground: Colour | None) -> Colour | None:
        """Return the colour behind letters, None where a drawing may be behind them."""
        if look.ground is None and ground is None and self._shade_left > 0:
            return None
        return look.ground or ground or self._ground()

    def _ground(self) -> Colour:
        return next((ground for ground in reversed(self._grounds) if ground), WHITE)

    def _lines(
        self, spans: list[Span], properties: etree._Element | None, style: Style
    ) -> list[DraftLine]:
        numbering = numbering_of(properties) or style.numbering
        heading = style.heading or child_value(properties, "outlineLvl") in set("012345678")
        listed = self.numbering.has_mark(numbering) and not heading
        lines = lines_of_spans(spans, listed=listed, heading=heading)
        if lines:
            self._number(lines, listed or lines[0].bullet)
        return lines

    def _number(self, lines: list[DraftLine], item: bool) -> None:
        """Give a paragraph its block; the items of one list share theirs."""
        if not (item and self._in_list):
            self.block += 1
        self._in_list = item
        for line in lines:
            line.block = self.block

    def _box(self, drawing: etree._Element, depth: int) -> list[DraftLine]:
        lines: list[DraftLine] = []
        unseen = shapes.is_out_of_sight(drawing)
        self._grounds.append(shapes.fill_of(drawing))
        for content in shapes.contents(drawing):
            self._in_list = False
            lines += self._blocks(content, depth - 1)
        self._grounds.pop()
        self._in_list = False
        if unseen:
            self.reading.hide(" ".join(line.text for line in lines), _NO_SHAPE)
        return [] if unseen else lines

    def _table(self, table: etree._Element, depth: int) -> list[DraftLine]:
        style = self.styles.chain(child_value(child(table, "tblPr"), "tblStyle"))
        self._grounds.append(style.ground)
        lines: list[DraftLine] = []
        for row in table.iterdescendants("{*}tr"):
            if _table_of(row) is table:
                lines += self._row(row, depth)
        self._grounds.pop()
        self._in_list = False
        return lines

    def _row(self, row: etree._Element, depth: int) -> list[DraftLine]:
        if switch(child(row, "trPr"), "hidden"):
            self.reading.hide(" ".join(map(str, row.itertext())), HIDDEN)
            return []
        self.row += 1
        number, first = self.row, self.block + 1
        cells = [
            self._cell(cell, depth) for cell in row.iterdescendants("{*}tc") if _row_of(cell) is row
        ]
        return row_lines(cells, number, first)

    def _cell(self, cell: etree._Element, depth: int) -> list[DraftLine]:
        self._in_list = False
        self._grounds.append(ground_of(child(cell, "tcPr")))
        lines = self._blocks(cell, depth - 1)
        self._grounds.pop()
        return lines


def _preferred(element: etree._Element) -> Iterable[etree._Element]:
    return next((part for part in element if local_name(part) == "Choice"), element)


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("{*}tbl"), None)


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("{*}tr"), None)
