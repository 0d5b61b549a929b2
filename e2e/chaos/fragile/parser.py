"""The parser, except that a file can ask it to crash, to take all memory, to spin or to leave."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Any

from api.parsing import entry


def _crash() -> None:
    ctypes.string_at(0)


def _exhaust() -> None:
    taken = []
    while True:
        taken.append(bytearray(2**20))


def _spin() -> None:
    while True:
        pass


def _leave() -> None:
    os._exit(0)


FAULTS: dict[str, Callable[[], None]] = {
    "CRASHES-THE-PARSER": _crash,
    "TAKES-ALL-MEMORY": _exhaust,
    "NEVER-ENDS": _spin,
    "LEAVES-WITHOUT-AN-ANSWER": _leave,
}


def read_resume(data: bytes, kind: str, **options: Any) -> dict[str, Any]:
    """Read a file as the service does, unless it holds the name of a fault."""
    for name, break_down in FAULTS.items():
        if name.encode() in data:
            break_down()
    return entry.read_resume(data, kind, **options)


def warm_up() -> None:
    """Load what the parser loads."""
    entry.warm_up()
