"""A person's corrections laid over what the parser read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from api.parsing import json_resume

Evidence = Mapping[str, Mapping[str, Any]]


def corrected(
    sections: Mapping[str, Any], evidence: Evidence, corrections: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return sections with corrections applied, and the evidence that still holds.

    Corrections are a JSON merge patch: objects are merged, lists and texts replace, null removes.
    Neither argument is changed. A value that is as the parser read it keeps its evidence, even if
    its place in a list is another. Raises `json_resume.InvalidJsonResume` if a corrected section
    is not one of a JSON Resume.
    """
    merged = merge(sections, corrections)
    changed = json_resume.load_part({kind: merged.get(kind) for kind in corrections})
    untouched = {kind: content for kind, content in merged.items() if kind not in corrections}
    return untouched | changed, _kept(sections, evidence, untouched | changed)


def merge(target: Any, patch: Any) -> Any:
    """Apply a JSON merge patch (RFC 7396) without changing either."""
    if not isinstance(patch, Mapping):
        return patch
    result = dict(target) if isinstance(target, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge(result.get(key), value)
    return result


def _kept(
    before: Mapping[str, Any], evidence: Evidence, after: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Match values by place first, then by the same kind of place in another entry."""
    old = dict(_leaves(before, ""))
    moved: dict[tuple[str, Any], list[str]] = defaultdict(list)
    for pointer, value in old.items():
        if pointer in evidence:
            moved[(_kind(pointer), value)].append(pointer)
    kept: dict[str, dict[str, Any]] = {}
    for pointer, value in _leaves(after, ""):
        if old.get(pointer) == value and pointer in evidence:
            source: str | None = pointer
        else:
            source = next(iter(moved[(_kind(pointer), value)]), None)
        if source is not None:
            kept[pointer] = dict(evidence[source])
    return kept


def _kind(pointer: str) -> str:
    """Return a pointer without the places in lists: `/work/*/name`."""
    return re.sub(r"/\d+(?=/|$)", "/*", pointer)


def _leaves(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    else:
        yield pointer, value
        return
    for key, item in pairs:
        yield from _leaves(item, f"{pointer}/{key}")
