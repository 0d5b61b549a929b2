"""The text inside one paragraph: runs, links, fields, breaks, and what is anchored in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from api.extraction.docx.names import child, child_value, relation_id, value
from api.extraction.docx.package import Part
from api.extraction.docx.styles import Styles, look_of
from api.extraction.spans import Look, Span
from api.extraction.xml import DEEPEST, local_name

_FIELD_LINK: Final = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]{1,2000})"', re.IGNORECASE)
_SKIPPED: Final = frozenset(
    [
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rPr",
        "pPr",
        "commentReference",
        "annotationRef",
        "sdtPr",
        "sdtEndPr",
        "fldData",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "ruby",
        "rt",
    ]
)
_TEXT_FOR: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
_SYMBOL_MARKS: Final = "•"


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its spans in order, and boxes of text anchored in it."""

    spans: list[Span] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    showing: bool = False

    @property
    def url(self) -> str:
        found = _FIELD_LINK.search(self.instruction)
        return found.group(1) if found else ""


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs of one part."""

    part: Part
    styles: Styles
    _fields: list[_Field] = field(default_factory=list)

    def read(self, paragraph: etree._Element, base: Look) -> Inline:
        """Return a paragraph's content; `base` is the look its style gives."""
        inline = Inline()
        self._walk(paragraph, base, "", inline, DEEPEST)
        return inline

    def _walk(
        self, parent: etree._Element, base: Look, url: str, inline: Inline, depth: int
    ) -> None:
        if depth == 0:
            return
        for element in parent:
            name = local_name(element)
            if name in _SKIPPED:
                self._note_instruction(element, name)
            elif name == "r":
                self._run(element, base, url, inline)
            elif name == "hyperlink":
                self._walk(element, base, self._target(element) or url, inline, depth - 1)
            elif name == "fldSimple":
                target = _Field(value(element, "instr") or "").url
                self._walk(element, base, target or url, inline, depth - 1)
            else:
                self._walk(element, base, url, inline, depth - 1)

    def _target(self, element: etree._Element) -> str:
        relation = self.part.relations.get(relation_id(element))
        return relation.target if relation is not None and relation.external else ""

    def _note_instruction(self, element: etree._Element, name: str) -> None:
        if name == "instrText" and self._fields and not self._fields[-1].showing:
            self._fields[-1].instruction += element.text or ""

    def _run(self, run: etree._Element, base: Look, url: str, inline: Inline) -> None:
        properties = child(run, "rPr")
        named = self.styles.chain(child_value(properties, "rStyle")).look
        look = look_of(properties).over(named).over(base)
        for element in run:
            name = local_name(element)
            if name == "fldChar":
                self._field_mark(value(element, "fldCharType"))
            elif name in ("footnoteReference", "endnoteReference"):
                inline.notes.append(f"{name[:-9]}:{value(element, 'id')}")
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                inline.boxes += _boxes(element)
            elif text := _text_of(element, name):
                inline.spans.append(Span(text, look, url or self._field_url()))
            elif name == "instrText":
                self._note_instruction(element, name)

    def _field_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].showing = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_url(self) -> str:
        return next((entry.url for entry in reversed(self._fields) if entry.url), "")


def _text_of(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "sym":
        return _symbol(value(element, "char") or "")
    return _TEXT_FOR.get(name, "")


def _symbol(code: str) -> str:
    """Return a character of a symbol font: those in the private area are marks of a list."""
    if not re.fullmatch(r"[0-9A-Fa-f]{2,6}", code):
        return ""
    number = int(code, 16)
    return _SYMBOL_MARKS if 0xF000 <= number <= 0xF0FF else chr(number)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the drawings that hold text, each once: newer markup wins over its fallback."""
    name = local_name(element)
    if name == "AlternateContent":
        choices = [part for part in element if local_name(part) == "Choice"] or list(element)
        for part in choices[0] if choices else ():
            yield from _boxes(part)
    elif any(local_name(inner) == "txbxContent" for inner in element.iter()):
        yield element
