"""Where in a résumé a word stands, with the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from api.services.words import find_word

AROUND = 60


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A word, the JSON pointer of the value that holds it ("" for other text), and a snippet."""

    word: str
    pointer: str
    snippet: str


def first_matches(sections: dict[str, Any], leftover: str, words: Iterable[str]) -> list[WordMatch]:
    """Return the first place of each word, in sections before other text."""
    passages = [*_passages(sections, ""), ("", leftover)]
    found = (_first(passages, word) for word in words)
    return [match for match in found if match is not None]


def _first(passages: list[tuple[str, str]], word: str) -> WordMatch | None:
    for pointer, passage in passages:
        span = find_word(passage, word)
        if span is not None:
            return WordMatch(word, pointer, _snippet(passage, *span))
    return None


def _passages(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _passages(inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _passages(inner, f"{pointer}/{place}")


def _snippet(passage: str, start: int, end: int) -> str:
    """Cut some words before and after a span; an ellipsis stands where something is left out."""
    first, last = max(0, start - AROUND), min(len(passage), end + AROUND)
    if first:
        first = passage.find(" ", first, start) + 1 or first
    if last < len(passage):
        last = max(passage.rfind(" ", end, last), end)
    cut = " ".join(passage[first:last].split())
    return f"{'… ' if first else ''}{cut}{' …' if last < len(passage) else ''}"
