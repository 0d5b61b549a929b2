"""Words that label a group of skills."""

from __future__ import annotations

from functools import cache

from api.parsing.lexical.data_files import rows
from api.parsing.lexical.folding import fold


@cache
def _names() -> frozenset[str]:
    return frozenset(fold(name) for line in rows("skill_groups.txt") for name in line)


def is_group_name(text: str) -> bool:
    """Tell whether a text names a group of skills, such as `Tools`."""
    return fold(text) in _names()
