"""Dotted paths into a record."""

from __future__ import annotations

from typing import Any


def value_at(record: Any, path: str) -> Any:
    """Return what a path such as `person.emails.0` leads to, None when that is nothing."""
    found = record
    for step in path.split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found
