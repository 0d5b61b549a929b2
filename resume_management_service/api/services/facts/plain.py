"""Plain JSON read without trust: what has another shape than expected counts as absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def text(value: Any, longest: int = 255) -> str:
    """Return a string on one line, cut to `longest` characters; "" for anything else."""
    return " ".join(value.split())[:longest] if isinstance(value, str) else ""


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list."""
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]


def member(value: Any, name: str) -> dict[str, Any]:
    """Return an object's member that is an object, {} for none."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def strings(value: Any) -> Iterator[str]:
    """Return all strings in a value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
