"""Whether two names may be one person's."""

from __future__ import annotations

from rapidfuzz import fuzz

from api.parsing.lexical.folding import fold
from api.services import lookup_keys

SIMILAR = 88.0


def names_agree(one: str, other: str) -> bool:
    """Tell whether two names may belong to one person; an unknown name contradicts none."""
    if not one or not other:
        return True
    return lookup_keys.name_key(one) == lookup_keys.name_key(other) or spelled_alike(one, other)


def spelled_alike(one: str, other: str) -> bool:
    """Tell whether two names differ by spelling only."""
    return bool(fuzz.token_sort_ratio(fold(one), fold(other)) >= SIMILAR)
