"""The word lists that come with the parser."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_DATA = files("api.parsing.lexical") / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """Read one TOML file of words."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each line of a file parted by bars, without comments."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]
