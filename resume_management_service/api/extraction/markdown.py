"""Markdown → lines without its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from api.extraction.assemble import DraftLine, Reading
from api.extraction.bullets import split_bullet
from api.extraction.document import Finding, Role
from api.extraction.text import decode

_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*\Z")
_UNDERLINE: Final = re.compile(r"\s{0,3}(?:=+|-{3,})\s*\Z")
_RULE: Final = re.compile(r"\s*(?:[-*_]\s*){3,}\Z")
_FENCE: Final = re.compile(r"\s*(?:```|~~~)")
_NUMBERED: Final = re.compile(r"\s*\d{1,2}[.)]\s+(?=\S)")
_QUOTE: Final = re.compile(r"\s*(?:>\s?)+")
_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_LINK: Final = re.compile(
    r"!?\[([^\]\n]{0,300})\]\(\s*<?([^)\s>]{0,2000})>?(?:\s+[\"'][^\"']*[\"'])?\s*\)"
)
_REFERENCE: Final = re.compile(r"\s{0,3}\[[^\]]{1,200}\]:\s+\S+.*\Z")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^>\s]+|[^<>\s@]+@[^<>\s@]+\.[A-Za-z]+)>")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS: Final = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*])")
_STRUCK: Final = re.compile(r"~~(?=\S)(.+?)~~")
_CODE: Final = re.compile(r"(`+)(.+?)\1")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_UNSEEN: Final = re.compile(
    r"<(\w+)[^>]*(?:display:\s*none|visibility:\s*hidden|font-size:\s*[0-2](?:px|pt)?\b|opacity:\s*0"
    r"(?![.\d])|color:\s*(?:white|#fff(?:fff)?)\b|\shidden\b)[^>]*>(.*?)</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ELEMENT: Final = Finding("hidden_text", "an element that is not displayed")


@dataclass(slots=True)
class _Reader:
    reading: Reading = field(default_factory=Reading)
    block: int = 1
    row: int = 0
    fenced: bool = False

    def take(self, raw: str, below: str) -> None:
        """Read one line; `below` is the next one."""
        if _FENCE.match(raw):
            self.fenced = not self.fenced
        elif not raw.strip() or (_RULE.match(raw) and not self.fenced):
            self.block += 1
        elif not (self._is_underline(raw) or _TABLE_RULE.match(raw) or _REFERENCE.match(raw)):
            self._line(raw, below)

    def _is_underline(self, raw: str) -> bool:
        return _UNDERLINE.match(raw) is not None and bool(self.reading.lines)

    def _line(self, raw: str, below: str) -> None:
        text = _QUOTE.sub("", raw, count=1) if raw.lstrip().startswith(">") else raw
        heading = _HEADING.match(text)
        is_heading = heading is not None or (bool(below.strip()) and bool(_UNDERLINE.match(below)))
        if is_heading:
            self.block += 1
        body, bullet = self._body(heading.group(2) if heading else text)
        self._append(body, bullet, is_heading)
        if is_heading:
            self.block += 1

    @staticmethod
    def _body(text: str) -> tuple[str, bool]:
        numbered = _NUMBERED.match(text)
        if numbered is not None:
            return text[numbered.end() :], True
        return split_bullet(text.strip())

    def _append(self, body: str, bullet: bool, heading: bool) -> None:
        is_row = body.count("|") >= 2 and body.strip().startswith("|")
        if is_row:
            self.row += 1
            body = "\t".join(cell.strip() for cell in body.strip().strip("|").split("|"))
        plain, links = _plain(body)
        line = DraftLine(
            text=plain,
            bold=body.strip().startswith(("**", "__")),
            bullet=bullet,
            block=self.block,
            row=self.row if is_row else None,
            role=Role.HEADING if heading else Role.BODY,
            links=links,
        )
        self.reading.lines.append(line)


def read_markdown(data: bytes) -> Reading:
    """Read Markdown; comments and hidden elements are reported and left out."""
    reader = _Reader()
    source = _without_unseen(decode(data), reader.reading)
    lines = source.splitlines()
    for raw, below in pairwise([*lines, ""]):
        reader.take(raw, below)
    return reader.reading


def _without_unseen(source: str, reading: Reading) -> str:
    for match in _UNSEEN.finditer(source):
        reading.hide(_TAG.sub(" ", match.group(2)), _ELEMENT)
    source = _UNSEEN.sub("", source)
    reading.hidden += _COMMENT.findall(source)
    return _BREAK.sub("\n", _COMMENT.sub("", source))


def _plain(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a line without marks, and its links with what shows them."""
    links = [(url, _marks_off(shown)) for shown, url in _LINK.findall(text) if url]
    links += [(_address(url), url) for url in _AUTOLINK.findall(text)]
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", text))
    return _marks_off(_TAG.sub("", text)), links


def _address(shown: str) -> str:
    return shown if ":" in shown else f"mailto:{shown}"


def _marks_off(text: str) -> str:
    for pattern, kept in ((_CODE, r"\2"), (_STRONG, r"\2"), (_EMPHASIS, r"\2"), (_STRUCK, r"\1")):
        text = pattern.sub(kept, text)
    return _ESCAPE.sub(r"\1", text).strip()
