"""The word lists that come with the parser."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_DATA = files("api.parsing.lexical") / "data"


@cache
def _texts() -> dict[str, str]:
    """Read every list with the first: later, in the confined child, none can be opened."""
    return {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in _DATA.iterdir()
        if entry.name.endswith((".toml", ".txt"))
    }


@cache
def table(name: str) -> dict[str, Any]:
    """Read one TOML file of words."""
    return tomllib.loads(_texts()[name])


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each line of a file parted by bars, without comments."""
    for line in _texts()[name].splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]
