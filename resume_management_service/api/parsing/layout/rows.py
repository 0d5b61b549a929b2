"""Rows: the visible lines of a document as the parser reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from api.extraction.document import Box, Document, Line, Role
from api.parsing.lexical.folding import is_upper

MARKS = "•●▪◦‣∙⋅·■□►▸➢➤✓✔❖◆◇○⁃–—*-"
_MARK = re.compile(rf"^[{re.escape(MARKS)}]+[ \t\u00a0]+(?=\S)|^[•●▪◦‣∙■□►▸➢➤✓✔❖◆◇○⁃]+(?=\w)")
_PAGE_NUMBER = re.compile(
    r"(?i)^\W*(?:(?:page|seite|p[áa]gina|pagina|blad)\s*)?\d{1,2}\s*(?:(?:of|/|von|de|di|sur|"
    r"van)\s*\d{1,2})?\W*$"
)
_TITLE_OF_PAPER = re.compile(
    r"(?i)^\W*(?:curriculum vit(?:ae|æ)|r[eé]sum[eé]|cv|lebenslauf|curr[ií]culum(?: vitae)?|"
    r"tabellarischer lebenslauf|bewerbung)\W*$"
)
_PAGE_OF = re.compile(
    r"(?i)^(?:.{0,40}\W)?(?:page|seite|página|pagina|blz)\s+\d{1,2}(?:\s*(?:of|/|von|de|di|sur|van)\s*\d{1,2})?\W*$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ICONS = dict.fromkeys((*range(57344, 63744), *range(127744, 129792)), "\t")
_ICONS |= {ord(char): "\t" for char in "☎✉✆⌂☏🖂✎⚑⚐⌖⊕\u2708\u270d"}
_SPACES = {
    ord(char): " "
    for char in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
}
_INVISIBLE = dict.fromkeys((8203, 8204, 8205, 8288, 65279, 65039), " ")
CLEAN = _ICONS | _SPACES | _INVISIBLE


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A line of text with its place and style; `text` stands at `start:end` of the document.

    `size` is relative to the body text, `gap` the space above in line heights. `apart` tells that
    there is more space above than between the lines of a paragraph, `beside` that the row stands on
    the line of the row before. `fill` is the share of its column's width that the row takes, `room`
    how many more characters its section has room for. `lane` numbers the column across pages.
    """

    text: str
    start: int
    end: int
    line: Line
    lane: int = 0
    size: float = 1.0
    gap: float = 0.0
    apart: bool = False
    fill: float = 1.0
    room: float = 0.0
    bullet: bool = False
    upper: bool = False
    beside: bool = False

    @property
    def bold(self) -> bool:
        return self.line.bold

    @property
    def box(self) -> Box | None:
        return self.line.box

    @property
    def style(self) -> tuple[float, bool, bool, bool]:
        """Size, weight, slant and case: what tells one kind of line from another."""
        return (round(self.size * 20) / 20, self.line.bold, self.line.italic, self.upper)

    @property
    def begins_lower(self) -> bool:
        """Whether the first word is in lower case, unlike `iOS`."""
        return bool(self.text) and self.text.split(maxsplit=1)[0].islower()

    def cut(self, start: int, end: int) -> Row:
        """Return the part of this row between two offsets of the document, stripped."""
        text = self.text[start - self.start : end - self.start]
        begin = start + len(text) - len(text.lstrip())
        bare = text.strip()
        return replace(self, text=bare, start=begin, end=begin + len(bare), upper=is_upper(bare))

    def joined(self, below: Row) -> Row | None:
        """Return this row with the next one behind it, if nothing stands between them."""
        space = below.start - self.end
        if not 0 < space <= 3:
            return None
        return replace(self, text=self.text + " " * space + below.text, end=below.end)

    def followed_by(self, below: Row) -> Row:
        """Return this row with the words of the next one behind it, wherever that stands."""
        return self.joined(below) or replace(self, text=f"{self.text} {below.text}")

    def wraps_to(self, below: Row) -> bool:
        """Tell whether the first word of the next row would not have fitted on this one."""
        first = below.text.split(maxsplit=1)[0] if below.text else ""
        return self.room < len(first) + 0.5

    def cells(self) -> list[Row]:
        """Split the row at its wide gaps."""
        parts: list[Row] = []
        position = self.start
        for part in self.text.split("\t"):
            if part.strip():
                parts.append(self.cut(position, position + len(part)))
            position += len(part) + 1
        return parts


def read_rows(document: Document) -> list[Row]:
    """Turn the lines of a document into rows in reading order, without page furniture."""
    body = _body_size(document.lines)
    ordered = sorted(document.lines, key=_place)
    made = [row for line in ordered if (row := _row(line, body))]
    return [row for place, row in enumerate(made) if not _is_furniture(row, place)]


def _place(line: Line) -> int:
    return {Role.HEADER: 0, Role.FOOTER: 2}.get(line.role, 1)


def _body_size(lines: Iterable[Line]) -> float | None:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _row(line: Line, body: float | None) -> Row | None:
    text = line.text.translate(CLEAN)
    mark = None if line.bullet else _MARK.match(text)
    begin = mark.end() if mark else 0
    bare = text[begin:].strip()
    if not any(char.isalnum() for char in bare):
        return None
    start = line.start + begin + len(text[begin:]) - len(text[begin:].lstrip())
    size = line.size / body if line.size and body else 1.0
    return Row(
        text=bare,
        start=start,
        end=start + len(bare),
        line=line,
        size=size,
        bullet=line.bullet or mark is not None,
        upper=is_upper(bare),
    )


def _is_furniture(row: Row, place: int) -> bool:
    """Tell page numbers, running headers and the words `Curriculum vitae` from content."""
    margin = row.line.role in (Role.HEADER, Role.FOOTER)
    if margin and row.line.page > 1:
        return True
    if place < 3 and _TITLE_OF_PAPER.match(row.text):
        return True
    if _PAGE_OF.match(row.text):
        return True
    return margin and bool(_PAGE_NUMBER.match(row.text)) and not _YEAR.search(row.text)
