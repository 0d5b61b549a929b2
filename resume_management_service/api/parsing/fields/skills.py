"""Skills with the groups they are listed under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from api.parsing.fields.skill_labels import labelled
from api.parsing.fields.skill_lines import (
    GLYPHS,
    RATING,
    SPLIT,
    is_level,
    logical_lines,
    whole_rows,
)
from api.parsing.found import Found, Tree
from api.parsing.layout.prose import is_prose
from api.parsing.layout.rows import Row
from api.parsing.lexical.folding import fold
from lexicon.skills import Vocabulary

_DOTTED = re.compile(r"\.(?:[A-Z]{3}\b|[a-z]{2,4}\b)")
_LAST = re.compile(r"(?i)^(?:and|und|et|y|e|en|sowie)\s+|^&\s*")
_LONGEST = 70
_FEW_WORDS = 4


@dataclass(slots=True)
class _Group:
    name: Found | None = None
    keywords: list[Found] = field(default_factory=list)


def read_skills(rows: Sequence[Row], vocabulary: Vocabulary) -> list[Tree]:
    """Read the groups of skills of a section; without groups there is one without a name."""
    groups: list[_Group] = []
    for label, body in labelled(logical_lines(rows, vocabulary), vocabulary):
        if label or not groups:
            groups.append(_Group(label))
        for row in whole_rows(body):
            groups[-1].keywords += _keywords(row, vocabulary)
    return [
        {"name": group.name, "keywords": _unique(group.keywords)}
        for group in groups
        if group.keywords
    ]


def _keywords(row: Row, vocabulary: Vocabulary) -> list[Found]:
    if is_prose(row.text) and not _is_list(row.text):
        return [
            Found(hit.raw, row.start + hit.start, row.start + hit.end, 0.7)
            for hit in vocabulary.find(row.text)
        ]
    if not SPLIT.search(row.text) and (parts := _run_together(row, vocabulary)):
        return parts
    return [keyword for begin, end in _cuts(row.text) if (keyword := _keyword(row, begin, end))]


def _is_list(text: str) -> bool:
    """Tell short items between marks from a sentence with commas."""
    items = [item.split() for item in SPLIT.split(text) if item.strip()]
    brief = sum(len(item) <= _FEW_WORDS for item in items)
    return len(items) > _FEW_WORDS - 1 and brief >= 0.8 * len(items)


def _cuts(text: str) -> Iterable[tuple[int, int]]:
    """Yield the stretches between separators that stand outside brackets."""
    plain = GLYPHS.sub(lambda found: "\t" * len(found[0]), text)
    position = 0
    for found in SPLIT.finditer(plain):
        if plain.count("(", 0, found.start()) > plain.count(")", 0, found.start()):
            continue
        yield position, found.start()
        position = found.end()
    yield position, len(text)


def _run_together(row: Row, vocabulary: Vocabulary) -> list[Found]:
    """Part skills that stand side by side with nothing but spaces between them."""
    hits = vocabulary.find(row.text)
    named = sum(hit.end - hit.start for hit in hits)
    share = named / max(1, len(row.text.replace(" ", "")))
    if len(hits) < 2 or share < (0.75 if len(hits) > 2 else 0.95):
        return []
    edges = sorted({0, len(row.text), *(edge for hit in hits for edge in (hit.start, hit.end))})
    parts = [row.cut(row.start + begin, row.start + end) for begin, end in pairwise(edges)]
    return [Found(part.text, part.start, part.end, 0.7) for part in parts if part.text]


def _keyword(row: Row, begin: int, end: int) -> Found | None:
    text = row.text[begin:end]
    last = _LAST.match(text)
    begin += last.end() if last else 0
    bare = row.text[begin:end].rstrip(" .;,:·•").lstrip(" ;,:·•")
    bare = bare if _DOTTED.match(bare) else bare.lstrip(" .")
    begin += row.text[begin:end].find(bare) if bare else 0
    bare = RATING.sub("", bare).rstrip(" .,;:–—-") if not bare.endswith("#") else bare
    bare = bare.lstrip(" ,;:–—-")
    if not any(char.isalnum() for char in bare) or len(bare) > _LONGEST or is_level(bare):
        return None
    return Found(bare, row.start + begin, row.start + begin + len(bare), 0.9)


def _unique(keywords: Iterable[Found]) -> list[Found]:
    seen: dict[str, Found] = {}
    for keyword in keywords:
        seen.setdefault(fold(keyword.value) or keyword.value, keyword)
    return list(seen.values())
