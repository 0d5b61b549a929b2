"""The language that a text is written in, by its small words."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from api.matching.words import groups

_LEAST_WORDS = 5
_LEAD = 1.5


@lru_cache(maxsize=64)
def written_in(text: str) -> str | None:
    """Name the language of a text by its small words; None when they are few or mixed."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = Counter(
        {name: sum(word in small for word in words) for name, small in _small_words().items()}
    )
    (first, most), (_, next_most) = counts.most_common(2)
    return first if most >= _LEAST_WORDS and most >= next_most * _LEAD else None


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(small) for name, small in groups("small_words").items()}
