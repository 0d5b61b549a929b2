"""Findings about a whole text: instructions to a model, stuffed keywords, invisible characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from api.extraction.document import Finding
from api.extraction.instructions import find_instruction

LONGEST_EXCERPT: Final = 120
_ITEM_BREAK: Final = re.compile(r"[,;|•·/\n\t]+")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_MOST_ITEMS: Final = 120
_MOST_REPEATS: Final = 25
_REPEAT_SHARE: Final = 0.035
_ITEM_REPEATS: Final = 6

_TAGS: Final = re.compile("[\U000e0000-\U000e01ef]")
_SMUGGLED: Final = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e\ufe00-\ufe0e]{4,}")
_SPLITTING: Final = re.compile("(?<=[^\\W_])[\u200b-\u200d\u2060-\u2064\ufeff\u180e]+(?=[^\\W_])")
_FEWEST_TAGS, _FEWEST_SPLITS = 3, 5


def text_findings(text: str, raw: Iterable[str], hidden: Iterable[str]) -> Iterator[Finding]:
    """Yield what is odd about a text; `raw` still has its invisible characters."""
    yield from _instructions(text, "visible text speaks to a model")
    for part in hidden:
        yield from _instructions(part, "hidden text speaks to a model")
    yield from _keywords(text)
    yield from _invisible("\n".join(raw))


def excerpt(text: str) -> str:
    """Return the start of a text on one line, short enough for a report."""
    return " ".join(text.split())[:LONGEST_EXCERPT]


def _instructions(text: str, detail: str) -> Iterator[Finding]:
    found = find_instruction(text)
    if found is not None:
        yield Finding("model_instructions", detail, excerpt=excerpt(found))


def _keywords(text: str) -> Iterator[Finding]:
    for items in _item_runs(text):
        if len(items) > _MOST_ITEMS:
            detail = f"a list of {len(items)} keywords"
            yield Finding("keyword_stuffing", detail, excerpt=excerpt(", ".join(items)))
            return
    words = Counter(word.lower() for word in _WORD.findall(text))
    word, count = max(words.items(), key=lambda entry: entry[1], default=("", 0))
    if count > max(_MOST_REPEATS, _REPEAT_SHARE * words.total()):
        yield Finding("keyword_stuffing", f"one word stands {count} times", excerpt=word)


def _item_runs(text: str) -> Iterator[list[str]]:
    """Yield runs of short items between list separators."""
    items = [item.strip() for item in _ITEM_BREAK.split(text)]
    for short, run in groupby(items, key=lambda item: 0 < len(item) <= 30 and item.count(" ") < 3):
        if short:
            yield list(run)


def _invisible(raw: str) -> Iterator[Finding]:
    if raw.isascii():
        return
    tags = _TAGS.findall(raw)
    if len(tags) >= _FEWEST_TAGS:
        message = "".join(chr(ord(tag) & 0x7F) for tag in tags if 0x20 <= ord(tag) & 0x7F < 0x7F)
        yield Finding("zero_width", "text in invisible characters", excerpt=excerpt(message))
        yield from _instructions(message, "invisible characters speak to a model")
    elif _SMUGGLED.search(raw) or len(_SPLITTING.findall(raw)) >= _FEWEST_SPLITS:
        yield Finding("zero_width", "invisible characters stand inside the text")
