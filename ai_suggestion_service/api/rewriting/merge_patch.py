"""The JSON merge patch (RFC 7396) that leads from one object to another."""

from __future__ import annotations

from typing import Any


def merge_patch(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return what to lay over `old` to get `new`: lists go whole, null takes a value away.

    A null in `new` counts as absent, because a merge patch cannot write one.
    """
    gone = {name: None for name in old if new.get(name) is None}
    changed = {
        name: _patch(old.get(name), value)
        for name, value in new.items()
        if value is not None and value != old.get(name)
    }
    return gone | changed


def _patch(old: Any, new: Any) -> Any:
    if isinstance(new, dict):
        return merge_patch(old if isinstance(old, dict) else {}, new)
    return new
