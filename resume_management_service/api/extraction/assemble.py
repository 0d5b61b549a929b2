"""From the lines a reader found to a document with character offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from api.extraction.characters import clean
from api.extraction.document import Box, Document, Finding, Line, Link, Role
from api.extraction.findings import excerpt, text_findings
from api.extraction.language import detect_language
from api.extraction.limits import ReadLimits

_FEWEST_HIDDEN: Final = 3
_MOST_FINDINGS: Final = 100


@dataclass(slots=True)
class DraftLine:
    """A line that does not know yet where in the document it will stand.

    `links` are targets with the part of the line that shows each.
    """

    text: str
    page: int = 1
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    block: int = 0
    column: int = 0
    row: int | None = None
    role: Role = Role.BODY
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What a reader got out of one file, in reading order.

    `hidden` is text that a person does not see, kept for the findings and nowhere else; `raw` is
    the text with its invisible characters, where the lines have lost them.
    """

    lines: list[DraftLine] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    page_count: int = 1
    page_sizes: tuple[tuple[float, float], ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    raw: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def hide(self, text: str, finding: Finding) -> None:
        """Note text that is not seen; a few stray letters are no finding."""
        if sum(map(str.isalnum, text)) < _FEWEST_HIDDEN:
            return
        self.hidden.append(text)
        if len(self.warnings) < _MOST_FINDINGS:
            self.warnings.append(replace(finding, excerpt=excerpt(text)))


def assemble(reading: Reading, kind: str, limits: ReadLimits) -> Document:
    """Number, clean and join the lines; look at the whole text once."""
    builder = _Builder(limits.max_characters)
    raw = reading.raw or [line.text for line in reading.lines]
    for draft in reading.lines:
        if not builder.add(draft):
            break
    text = "".join(builder.parts)
    warnings = (*reading.warnings, *builder.warnings, *text_findings(text, raw, reading.hidden))
    return Document(
        text=text,
        lines=tuple(builder.lines),
        kind=kind,
        page_count=reading.page_count,
        page_sizes=reading.page_sizes,
        links=tuple(builder.links),
        warnings=warnings,
        language=detect_language(text),
        metadata=reading.metadata,
    )


@dataclass(slots=True)
class _Builder:
    limit: int
    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    length: int = 0

    def add(self, draft: DraftLine) -> bool:
        """Append a line; False when the document is full."""
        text = tidy(draft.text)
        if not text:
            self._link_without_text(draft)
            return True
        separator = self._separator(draft)
        if self.length + len(separator) + len(text) > self.limit:
            detail = f"text after {self.limit} characters was left out"
            self.warnings.append(Finding("truncated", detail, draft.page))
            return False
        self.parts += (separator, text)
        start = self.length + len(separator)
        self.length = start + len(text)
        self._place(draft, text, start)
        return True

    def _separator(self, draft: DraftLine) -> str:
        if not self.lines:
            return ""
        last = self.lines[-1]
        return "\n" if last.block == draft.block else "\n\n"

    def _place(self, draft: DraftLine, text: str, start: int) -> None:
        self.lines.append(
            Line(
                text=text,
                start=start,
                end=self.length,
                page=draft.page,
                box=draft.box,
                size=draft.size,
                bold=draft.bold,
                italic=draft.italic,
                bullet=draft.bullet,
                block=draft.block,
                column=draft.column,
                row=draft.row,
                role=draft.role,
            )
        )
        for url, shown in draft.links:
            at = text.find(tidy(shown)) if shown else -1
            begin = start + at if at >= 0 else start
            end = begin + len(tidy(shown)) if at >= 0 else begin
            self.links.append(Link(url, begin, end, draft.page))

    def _link_without_text(self, draft: DraftLine) -> None:
        self.links += (Link(url, self.length, self.length, draft.page) for url, _ in draft.links)


def mostly(parts: Iterable[tuple[str, bool | None]]) -> bool:
    """Return whether more than half of the letters are in marked parts; digits do not count."""
    parts = list(parts)
    flags = {bool(flag) for _, flag in parts}
    if len(flags) == 1:
        return flags.pop()
    marked = total = 0
    for text, flag in parts:
        letters = sum(map(str.isalpha, text))
        total += letters
        marked += letters if flag else 0
    return 2 * marked > total


def tidy(text: str) -> str:
    """Clean a line's characters and spaces; tabs between cells stay."""
    cells = (" ".join(cell.split()) for cell in clean(text).split("\t"))
    return "\t".join(cell for cell in cells if cell)
