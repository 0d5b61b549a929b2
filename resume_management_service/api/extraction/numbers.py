"""Numbers in markup that may hold anything."""

from __future__ import annotations

import re
from typing import Final

_WHOLE: Final = re.compile(r"-?[0-9]{1,12}\Z")
_DECIMAL: Final = re.compile(r"-?(?:[0-9]{1,12}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})\Z")


def whole_number(text: str | None) -> int | None:
    """Read a whole number; None for anything else."""
    value = (text or "").strip()
    return int(value) if _WHOLE.match(value) else None


def decimal_number(text: str | None) -> float | None:
    """Read a number with or without decimals; None for anything else."""
    value = (text or "").strip()
    return float(value) if _DECIMAL.match(value) else None
