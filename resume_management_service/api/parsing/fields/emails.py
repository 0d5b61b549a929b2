"""E-mail addresses: which are written in a document and which is the person's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from api.extraction.document import Link
from api.parsing.found import Found
from api.parsing.layout.rows import Row
from api.parsing.lexical.folding import fold

EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+'-]*@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}(?![\w@])")
_AT_BREAK = re.compile(
    r"[\w.+'-]+[ \t]*\n?[ \t]*@[ \t]*\n?[ \t]*[\w-]+(?:\n?\.\n?[\w-]+)*\.[A-Za-z]{2,24}"
)
_SPELLED = re.compile(
    r"(?i)\b([\w.+-]+)\s*[\[({]\s*(?:at|@)\s*[\])}]\s*([\w.-]+?)\s*(?:[\[({]\s*dot\s*[\])}]|\.)\s*([a-z]{2,12})\b"
)


def find_email(rows: Sequence[Row], links: Sequence[Link], text: str) -> Found | None:
    """Return the first address among the rows, else one broken over two, else a mail link."""
    for row in rows:
        found = EMAIL.search(row.text)
        if found:
            begin = row.start + found.start()
            return Found(found[0], begin, begin + len(found[0]), 0.99)
    return _broken(rows, text) or _linked(links)


def _broken(rows: Sequence[Row], text: str) -> Found | None:
    for above, row in pairwise(rows):
        if row.start < above.end or row.start - above.end > 4 or "@" not in above.text + row.text:
            continue
        found = _AT_BREAK.search(text[above.start : row.end])
        value = re.sub(r"\s", "", found[0]) if found else ""
        if found and EMAIL.fullmatch(value):
            return Found(value, above.start + found.start(), above.start + found.end(), 0.9)
    return _spelled(rows)


def _spelled(rows: Sequence[Row]) -> Found | None:
    for row in rows:
        found = _SPELLED.search(row.text)
        if found:
            value = f"{found[1]}@{found[2]}.{found[3]}"
            return Found(value, row.start + found.start(), row.start + found.end(), 0.8)
    return None


def _linked(links: Sequence[Link]) -> Found | None:
    for link in links:
        address = link.url.removeprefix("mailto:").split("?")[0]
        if link.url.startswith("mailto:") and EMAIL.fullmatch(address):
            return Found(address, link.start, link.end, 0.85)
    return None


def local_words(address: str) -> list[str]:
    """Return the words of the part before the `@`, folded, without digits."""
    return fold(re.sub(r"[\d._+-]+", " ", address.split("@")[0])).split()
