"""How much it takes to believe that a spelling means what it may mean."""

import re
from enum import Enum

_BREAKS = re.compile(r"[\s\-\u2010-\u2013]+")


class Strictness(Enum):
    """What a spelling needs: nothing, its own case, or its own case and evidence around it."""

    FREE = "free"
    CASE = "case"
    CONTEXT = "context"


def in_own_case(raw: str, written: str) -> bool:
    """Tell whether `raw` has the case of `written`, breaks and a plural s aside."""
    bare, expected = _BREAKS.sub("", raw), _BREAKS.sub("", written)
    if "." in expected:
        bare, expected = bare.replace(".", ""), expected.replace(".", "")
    return bare in (expected, expected + "s")
