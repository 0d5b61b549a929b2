"""What changed between two versions of a résumé, section by section."""

from __future__ import annotations

import difflib
import json
from typing import Any

from api.models import ResumeVersion
from api.services import texts


class NotBothRead(texts.NotYetRead):
    """One of the versions has no text."""

    detail = "Both versions must have been read before they can be compared."


def compare(old: ResumeVersion, new: ResumeVersion) -> list[dict[str, Any]]:
    """Return a line diff for each section, or for the whole text where no sections were found.

    Raises:
        NotBothRead
    """
    before, after = texts.text_of(old), texts.text_of(new)
    if before["text"] is None or after["text"] is None:
        raise NotBothRead
    names = list(dict.fromkeys([*before["sections"], *after["sections"]]))
    if not names:
        return [_section("text", before["text"].splitlines(), after["text"].splitlines())]
    return [
        _section(name, _lines(before["sections"].get(name)), _lines(after["sections"].get(name)))
        for name in names
    ]


def _section(name: str, old: list[str], new: list[str]) -> dict[str, Any]:
    lines = [
        {"op": operation, "text": text}
        for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes()
        for operation, text in _operations(tag, old[i1:i2], new[j1:j2])
    ]
    return {"section": name, "changed": old != new, "lines": lines}


def _operations(tag: str, old: list[str], new: list[str]) -> list[tuple[str, str]]:
    if tag == "equal":
        return [("equal", line) for line in old]
    return [*(("delete", line) for line in old), *(("insert", line) for line in new)]


def _lines(value: Any) -> list[str]:
    """Write a JSON Resume section as one line a fact."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [f"{key}: {line}" for key, inner in value.items() for line in _lines(inner)]
    if isinstance(value, list):
        return [line for inner in value for line in _lines(inner)]
    return [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]
