"""Degrees in short texts, also in lines set in capitals."""

from __future__ import annotations

from functools import lru_cache

from api.parsing.lexical.folding import is_upper
from lexicon.degrees import Degree, find_degrees


@lru_cache(maxsize=4096)
def degrees_in(text: str) -> tuple[Degree, ...]:
    """Find the degrees a text names; where all is in capitals, as if it were not."""
    found = tuple(find_degrees(text))
    if found or not is_upper(text) or len(text.title()) != len(text):
        return found
    return tuple(find_degrees(text.title()))
