"""How much it takes to believe that a spelling means what it may mean."""

import re
from enum import Enum

_BREAKS = re.compile(r"[\s\-.\u2010-\u2013]+")


class Strictness(Enum):
    """What a spelling needs: nothing, its capitals, or its capitals and evidence around it."""

    FREE = "free"
    CASE = "case"
    CONTEXT = "context"


def in_own_case(raw: str, written: str) -> bool:
    """Tell whether `raw` has a capital wherever `written` has one; more do no harm."""
    letters, expected = _BREAKS.sub("", raw), _BREAKS.sub("", written)
    if len(letters) - len(expected) not in (0, 1):
        return letters[:1].isupper() or expected.islower()
    return all(
        letter.isupper()
        for letter, wanted in zip(letters, expected, strict=False)
        if wanted.isupper()
    )
