"""Words that name a field of study, in seven languages."""

import re
from functools import cache

from lexicon.data_files import data_lines, listed

_WORD = re.compile(r"[^\W\d_]+")


def names_a_field(text: str) -> bool:
    """Tell whether any word of the text names a field of study."""
    words, stems = _fields()
    folded = (word.casefold() for word in _WORD.findall(text))
    return any(word in words or bool(stems.match(word)) for word in folded)


@cache
def _fields() -> tuple[frozenset[str], re.Pattern[str]]:
    words = [word for line in data_lines("fields_of_study.txt") for word in listed(line)]
    stems = sorted(word[:-1] for word in words if word.endswith("*"))
    return frozenset(word for word in words if word[-1] != "*"), re.compile("|".join(stems))
