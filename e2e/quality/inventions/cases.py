"""The corpus of the truth guard: résumés, honest rewrites, planted inventions, letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from api.rewriting.guard import Source

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 1)
_HIGHLIGHT = re.compile(r"w(\d+)h(\d+)")
_SKILLS = re.compile(r"s(\d+)")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A proposal for one place of one résumé; `claim` is empty when it is honest."""

    resume: str
    place: str
    proposal: str
    kind: str = "honest"
    claim: str = ""

    @property
    def is_letter(self) -> bool:
        return self.place == "letter"

    @property
    def pointer(self) -> str:
        """The JSON pointer of the short place name."""
        highlight = _HIGHLIGHT.fullmatch(self.place)
        if highlight:
            return f"/work/{highlight[1]}/highlights/{highlight[2]}"
        keywords = _SKILLS.fullmatch(self.place)
        if keywords:
            return f"/skills/{keywords[1]}/keywords"
        return {"sum": "/basics/summary", "label": "/basics/label"}.get(self.place, "")


@cache
def source(resume: str) -> Source:
    """Read a résumé of the corpus; its text is its fields, a line each."""
    sections = json.loads((HERE / "resumes" / f"{resume}.json").read_text(encoding="utf-8"))
    return Source(text="\n".join(_texts(sections)), sections=sections, as_of=AS_OF)


@cache
def postings() -> dict[str, str]:
    """Return the job each résumé's letters answer."""
    return dict(_rows("postings.txt"))


def honest(name: str = "honest.txt") -> list[Rewrite]:
    """Read honest rewrites."""
    return [Rewrite(resume, place, text) for resume, place, text in _rows(name)]


def planted(name: str = "planted.txt") -> list[Rewrite]:
    """Read planted inventions."""
    return [
        Rewrite(resume, place, text, kind, claim)
        for resume, place, kind, claim, text in _rows(name)
    ]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip().replace("\\n", "\n") for part in line.split(" | ")]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)
