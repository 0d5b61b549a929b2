"""HTML → lines in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from api.extraction.assemble import DraftLine, Reading, mostly
from api.extraction.bullets import split_bullet
from api.extraction.document import Role
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.html.styling import Appearance, StyleSheet
from api.extraction.tables import row_lines
from api.extraction.text import decode
from api.extraction.xml import DEEPEST

_CHARSET: Final = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_SKIPPED: Final = frozenset(
    {
        *("script", "style", "head", "svg", "math", "iframe", "object"),
        *("select", "option", "button", "video", "audio", "canvas", "title", "meta", "link"),
    }
)
_NEVER_SHOWN: Final = frozenset({"template", "noscript"})
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "strike", "picture"),
        *("source", "input"),
    }
)
_BOXES: Final = frozenset({"a", "b", "em", "i", "label", "small", "span", "strong", "time"})
_ASIDE: Final = frozenset({"small", "time"})
_SHORTEST_BOX: Final = 2
_LONGEST_COMMENT: Final = 5_000
_HEADING: Final = re.compile(r"h[1-6]\Z")
_TAG: Final = re.compile(r"<[^>]*>")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class _Open:
    """A line being filled."""

    parts: list[str] = field(default_factory=list)
    looks: list[tuple[str, Appearance]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    bullet: bool = False
    heading: bool = False


@dataclass(slots=True)
class _Reader:
    sheet: StyleSheet
    reading: Reading = field(default_factory=Reading)
    lines: list[DraftLine] = field(default_factory=list)
    line: _Open = field(default_factory=_Open)
    block: int = 1
    row: int = 0

    def walk(self, parent: LexborNode, look: Appearance, depth: int = DEEPEST) -> None:
        """Read everything below an element."""
        if depth == 0:
            raise UnreadableFile(Unreadable.BROKEN, "the page is nested too deeply")
        for node in parent.iter(include_text=True):
            self._node(node, look, depth)

    def _node(self, node: LexborNode, look: Appearance, depth: int) -> None:
        tag = (node.tag or "").lower()
        if tag == "-text":
            self._text(node.text_content or "", look)
        elif tag == "-comment":
            self.reading.hidden.append((node.comment_content or "")[:_LONGEST_COMMENT])
        elif tag == "br":
            self._end_line()
        elif tag in _NEVER_SHOWN:
            self.reading.hidden.append(_TAG.sub(" ", node.html or "")[:_LONGEST_COMMENT])
        elif tag not in _SKIPPED:
            self._element(node, tag, self.sheet.of(node, look), depth)

    def _element(self, node: LexborNode, tag: str, look: Appearance, depth: int) -> None:
        if look.unseen is not None:
            text = _SPACE.sub(" ", node.text(deep=True)).strip()
            self.reading.hide(text, look.unseen)
        elif tag == "a":
            self._link(node, look, depth)
        elif tag == "tr" or look.columns > 1:
            self._rows(node, look, depth)
        elif tag in _INLINE:
            self._set_apart(node, look)
            self.walk(node, look, depth - 1)
        elif tag == "pre":
            self._preformatted(node, look)
        else:
            self._block(node, tag, look, depth)

    def _block(self, node: LexborNode, tag: str, look: Appearance, depth: int) -> None:
        self.end_block(keep=tag == "li")
        self.line.bullet = tag == "li"
        self.line.heading = _HEADING.match(tag) is not None
        self.walk(node, look, depth - 1)
        self.end_block(keep=tag == "li")

    def _text(self, text: str, look: Appearance) -> None:
        bare = _SPACE.sub(" ", text)
        if bare.strip() or (bare and self.line.parts):
            self.line.parts.append(bare)
            self.line.looks.append((bare.strip(), look))

    def _link(self, node: LexborNode, look: Appearance, depth: int) -> None:
        place = len(self.line.parts)
        before = self.line
        self.walk(node, look, depth - 1)
        url = (node.attributes.get("href") or "").strip()
        shown = "".join(self.line.parts[place:]) if self.line is before else ""
        if url and not url.startswith(("#", "javascript:")):
            self.line.links.append((url, shown))

    def _preformatted(self, node: LexborNode, look: Appearance) -> None:
        self.end_block()
        for text in node.text(deep=True).splitlines():
            self._text(text, look)
            self._end_line()
        self.end_block()

    def _set_apart(self, node: LexborNode, look: Appearance) -> None:
        aside = node.tag in _ASIDE and self.line.parts
        if self.line.parts and (look.apart or aside or _stands_beside(node)):
            self.line.parts.append("\t")

    def _rows(self, node: LexborNode, look: Appearance, depth: int) -> None:
        """Read children that stand side by side, so many to a row."""
        self.end_block()
        cells = [cell for cell in node.iter(include_text=True) if _has_content(cell)]
        width = look.columns if look.columns > 1 else max(1, len(cells))
        for start in range(0, len(cells), width):
            self._row(cells[start : start + width], look, depth)

    def _row(self, cells: list[LexborNode], look: Appearance, depth: int) -> None:
        self.row += 1
        number, first, outside = self.row, self.block, self.lines
        read: list[list[DraftLine]] = []
        for cell in cells:
            self.lines = []
            self._node(cell, look, depth - 1)
            self.end_block()
            read.append(self.lines)
        self.lines = outside + row_lines(read, number, first)
        self.block += 1

    def _end_line(self) -> None:
        text, marked = split_bullet("".join(self.line.parts).strip())
        if text:
            self.lines.append(self._draft(text, marked))
        elif self.line.links and self.lines:
            self.lines[-1].links += self.line.links
        self.line = _Open(heading=self.line.heading)

    def _draft(self, text: str, marked: bool) -> DraftLine:
        return DraftLine(
            text=text,
            size=round(max(self.line.looks, key=lambda entry: len(entry[0]))[1].size, 1),
            bold=mostly((part, look.bold) for part, look in self.line.looks),
            italic=mostly((part, look.italic) for part, look in self.line.looks),
            bullet=marked or self.line.bullet,
            block=self.block,
            role=Role.HEADING if self.line.heading else Role.BODY,
            links=self.line.links,
        )

    def end_block(self, *, keep: bool = False) -> None:
        """End the line, and the block unless items of one list follow one another."""
        self._end_line()
        self.line = _Open()
        if self.lines and self.lines[-1].block == self.block and not keep:
            self.block += 1


def _stands_beside(node: LexborNode) -> bool:
    """Return whether an element follows another with no text between, as boxes side by side do.

    What is drawn letter by letter is one word, and punctuation belongs to what stands before it.
    """
    before = node.prev
    if before is None or before.tag not in _BOXES or node.tag not in _BOXES:
        return False
    left, right = (before.text(deep=True) or ""), (node.text(deep=True) or "")
    alike = before.tag == node.tag and not node.attributes.get("class")
    if alike or min(len(left.strip()), len(right.strip())) < _SHORTEST_BOX:
        return False
    return not left[-1:].isspace() and (right[:1].isalnum() or right[:1] in "+.(#")


def _has_content(node: LexborNode) -> bool:
    return node.tag not in ("-text", "-comment") or bool((node.text_content or "").strip())


def read_html(data: bytes) -> Reading:
    """Read a page; what a browser would not show is reported and left out."""
    page = LexborHTMLParser(_decoded(data))
    reader = _Reader(StyleSheet(page))
    if page.body is not None:
        look = reader.sheet.of(page.body, Appearance())
        reader.walk(page.body, look)
    reader.end_block()
    reader.reading.lines = reader.lines
    reader.reading.metadata = dict(_metadata(page))
    return reader.reading


def _decoded(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    if found is not None:
        try:
            return data.decode(found.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)


def _metadata(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    title = page.css_first("title")
    if title is not None and title.text().strip():
        yield "title", title.text().strip()[:300]
