"""ODT → lines in reading order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from api.extraction.archive import Archive
from api.extraction.assemble import DraftLine, Reading
from api.extraction.colours import WHITE, parse_colour
from api.extraction.document import Role
from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.limits import ReadLimits
from api.extraction.numbers import whole_number
from api.extraction.spans import HIDDEN, Look, Span, lines_of_spans, visible
from api.extraction.tables import row_lines
from api.extraction.xml import DEEPEST, attribute, local_name, parse_xml

_MOST_SPACES: Final = 80
_SKIPPED: Final = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms", "note-citation"}
)
_POINTS: Final = re.compile(r"(\d{1,4}(?:\.\d*)?)pt\Z")
_BASE: Final = Look(bold=False, italic=False, hidden=False, size=11.0)


def read_odt(data: bytes, limits: ReadLimits) -> Reading:
    """Read an OpenDocument text; raises `UnreadableFile`."""
    archive = Archive(io.BytesIO(data), limits)
    if b"manifest:encryption-data" in _optional(archive, "META-INF/manifest.xml"):
        raise UnreadableFile(Unreadable.ENCRYPTED, "the document is protected by a password")
    content = parse_xml(archive.read("content.xml"), "content.xml")
    common = _optional(archive, "styles.xml")
    roots = [content, *([parse_xml(common, "styles.xml")] if common else [])]
    body = content.find(".//{*}body/{*}text")
    if body is None:
        raise UnreadableFile(Unreadable.BROKEN, "the document has no text")
    reader = _Reader(_Styles(roots))
    reader.margins(roots[-1], "header", Role.HEADER)
    reader.reading.lines += reader.blocks(body, DEEPEST)
    reader.margins(roots[-1], "footer", Role.FOOTER)
    reader.reading.metadata = dict(_metadata(_optional(archive, "meta.xml")))
    return reader.reading


def _optional(archive: Archive, name: str) -> bytes:
    return archive.read(name) if name in archive else b""


def _metadata(content: bytes) -> Iterator[tuple[str, str]]:
    for element in parse_xml(content, "meta.xml").iter() if content else ():
        name = {"title": "title", "creator": "author", "initial-creator": "author"}.get(
            local_name(element)
        )
        if name and element.text:
            yield name, element.text[:300]


class _Styles:
    """Looks by style name, and which list styles have marks."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles: dict[str, etree._Element] = {}
        for root in reversed(roots):
            for element in root.iter("{*}style", "{*}default-style"):
                self._styles[attribute(element, "name") or ""] = element

    def look(self, name: str | None, below: Look, depth: int = 20) -> Look:
        style = self._styles.get(name or "?")
        if style is None or depth == 0:
            return below
        parent = attribute(style, "parent-style-name")
        return _look_of(style).over(self.look(parent, below, depth - 1))

    def is_heading(self, name: str | None) -> bool:
        for _ in range(20):
            if (name or "").lower().startswith(("heading", "title")):
                return True
            style = self._styles.get(name or "?")
            name = attribute(style, "parent-style-name") if style is not None else None
        return False


def _look_of(style: etree._Element) -> Look:
    found: dict[str, str] = {}
    for part in style:
        if local_name(part).endswith("-properties"):
            found |= {str(key).rpartition("}")[2]: str(text) for key, text in part.attrib.items()}
    size = _POINTS.match(found.get("font-size", ""))
    weight = found.get("font-weight")
    return Look(
        bold=None if weight is None else weight == "bold" or weight in ("600", "700", "800", "900"),
        italic=found["font-style"] == "italic" if "font-style" in found else None,
        hidden=found["display"] == "none" if "display" in found else None,
        size=float(size.group(1)) if size else None,
        colour=parse_colour(found.get("color")),
        ground=parse_colour(found.get("background-color") or found.get("fill-color")),
    )


@dataclass(slots=True)
class _Reader:
    styles: _Styles
    reading: Reading = field(default_factory=Reading)
    block: int = 0
    row: int = 0
    frames: list[etree._Element] = field(default_factory=list)

    def margins(self, root: etree._Element, kind: str, role: Role) -> None:
        """Read the page headers or footers, each text once."""
        seen: set[str] = set()
        for element in root.iter(f"{{*}}{kind}"):
            for line in self.blocks(element, DEEPEST):
                if line.text not in seen:
                    seen.add(line.text)
                    self.reading.lines.append(replace(line, role=role))

    def blocks(
        self, parent: etree._Element, depth: int, listed: bool = False, base: Look = _BASE
    ) -> list[DraftLine]:
        """Return the lines below an element."""
        lines: list[DraftLine] = []
        for element in parent if depth else ():
            name = local_name(element)
            if name in ("p", "h"):
                lines += self._paragraph(element, listed and not lines, base, depth)
            elif name == "list":
                self.block += 1
                for item in element:
                    marked = local_name(item) == "list-item"
                    lines += self.blocks(item, depth - 1, marked, base)
            elif name == "table":
                lines += self._table(element, depth, base)
            elif name not in _SKIPPED and attribute(element, "display") != "none":
                lines += self.blocks(element, depth - 1, listed, base)
        return lines

    def _paragraph(
        self, element: etree._Element, listed: bool, base: Look, depth: int
    ) -> list[DraftLine]:
        style = attribute(element, "style-name")
        heading = local_name(element) == "h" or self.styles.is_heading(style)
        found = self._spans(element, self.styles.look(style, base), "", depth)
        spans = visible(found, self.reading, lambda look: look.ground or WHITE)
        if not listed:
            self.block += 1
        lines = lines_of_spans(spans, listed=listed and not heading, heading=heading)
        for line in lines:
            line.block = self.block
        frames, self.frames = self.frames, []
        for frame in frames:
            lines += self.blocks(frame, depth - 1, base=base)
        return lines

    def _spans(self, parent: etree._Element, look: Look, url: str, depth: int) -> Iterator[Span]:
        if parent.text:
            yield Span(parent.text, look, url)
        for element in parent if depth else ():
            yield from self._inside(element, look, url, depth)
            if element.tail:
                yield Span(element.tail, look, url)

    def _inside(self, element: etree._Element, look: Look, url: str, depth: int) -> Iterator[Span]:
        name = local_name(element)
        if name == "s":
            count = whole_number(attribute(element, "c"))
            yield Span(" " * min(1 if count is None else count, _MOST_SPACES), look, url)
        elif name in ("tab", "line-break"):
            yield Span("\t" if name == "tab" else "\n", look, url)
        elif name in ("frame", "text-box", "note-body"):
            self.frames.append(element)
        elif name in ("hidden-text", "hidden-paragraph"):
            self.reading.hide(attribute(element, "string-value") or "", HIDDEN)
        elif name not in _SKIPPED:
            inner = self.styles.look(attribute(element, "style-name"), look)
            target = attribute(element, "href") if name == "a" else None
            yield from self._spans(element, inner, target or url, depth - 1)

    def _table(self, table: etree._Element, depth: int, base: Look) -> list[DraftLine]:
        lines: list[DraftLine] = []
        for row in table.iterdescendants("{*}table-row"):
            if next(row.iterancestors("{*}table"), None) is not table:
                continue
            self.row += 1
            number, first = self.row, self.block + 1
            cells = []
            for cell in row.iterchildren("{*}table-cell"):
                self.block += 1
                look = self.styles.look(attribute(cell, "style-name"), base)
                cells.append(self.blocks(cell, depth - 1, base=look))
            lines += row_lines(cells, number, first)
        return lines
