"""Whether a quoted passage really stands in the résumé, and where."""

import re
from dataclasses import dataclass
from functools import lru_cache

from api.matching.folding import Folded, fold

_EDGE = " \t\r\n\"'‘’“”„«»‹›`…"
_ONE_SYMBOL_LETTER = re.compile(r"[\w+#]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in characters: text[start:end]."""

    start: int
    end: int


def locate(quote: str, text: str) -> Span | None:
    """Find where a quote stands in a text, word for word.

    Spacing, line breaks, hyphenation at a line's end, bullets, quotation marks, dashes and case
    may differ; words may not. The span counts characters of the text as it was given.
    """
    wanted = quote.strip(_EDGE)
    if not _ONE_SYMBOL_LETTER.search(wanted):
        return None
    exact = _exact(wanted, text)
    if exact is not None:
        return exact
    return next((span for joined in (True, False) if (span := _found(wanted, text, joined))), None)


def _exact(wanted: str, text: str) -> Span | None:
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _stands_alone(text, at, end):
            return Span(at, end)
        at = text.find(wanted, at + 1)
    return None


@lru_cache(maxsize=8)
def _folded(text: str, joined: bool) -> Folded:
    return fold(text, join_broken_words=joined)


def _found(quote: str, text: str, joined: bool) -> Span | None:
    haystack = _folded(text, joined)
    for needle in _needles(quote, joined):
        at = haystack.text.find(needle)
        while at >= 0:
            last = at + len(needle)
            if _stands_alone(haystack.text, at, last):
                return Span(haystack.starts[at], haystack.ends[last - 1])
            at = haystack.text.find(needle, at + 1)
    return None


def _needles(quote: str, joined: bool) -> list[str]:
    whole = fold(quote, join_broken_words=joined).text
    trimmed = whole.strip(".,;:!?'-")
    return [needle for needle in dict.fromkeys((whole, trimmed)) if needle]


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    left = not (before.isalnum() and text[start].isalnum())
    right = not (text[end - 1].isalnum() and (after.isalnum() or after in {"+", "#"}))
    return left and right
