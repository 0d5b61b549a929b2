"""Words that name a field of study, in seven languages."""

import re
from functools import cache

from lexicon.data_files import data_lines, listed

_WORD = re.compile(r"[^\W\d_]+")


def names_a_field(text: str) -> bool:
    """Tell whether any word of the text names a field of study."""
    return last_field_end(text) > 0


def last_field_end(text: str) -> int:
    """Return where the last word ends that names a field of study, 0 if none does."""
    words, stems = _fields()
    end = 0
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word in words or stems.match(word):
            end = match.end()
    return end


@cache
def _fields() -> tuple[frozenset[str], re.Pattern[str]]:
    words = [word for line in data_lines("fields_of_study.txt") for word in listed(line)]
    stems = sorted(word[:-1] for word in words if word.endswith("*"))
    return frozenset(word for word in words if word[-1] != "*"), re.compile("|".join(stems))
