"""Languages a person speaks and how well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from api.parsing.found import Found, Tree
from api.parsing.layout.rows import Row
from lexicon.languages import LanguageHit, find_languages

_TRIM = " \t\n,;.:|•·●○▪◦★☆■□–—-()[]/"
_GLYPHS = re.compile(r"[●○★☆■□▪▫◆◇⬤◯⚫⚪█░▓▒•]+")


def read_languages(rows: Sequence[Row]) -> list[Tree]:
    """Read the languages of a section, as they are written, each once."""
    seen: set[str] = set()
    trees: list[Tree] = []
    for row, hit, level in _hits(rows):
        if hit.language in seen:
            continue
        seen.add(hit.language)
        name = _name(row, hit)
        trees.append({"language": name, "fluency": level})
    return trees


def _hits(rows: Sequence[Row]) -> Iterable[tuple[Row, LanguageHit, Found | None]]:
    """Pair each language with what stands behind it, on its line or alone on the next."""
    for place, row in enumerate(rows):
        hits = find_languages(row.text)
        for number, hit in enumerate(hits):
            end = hits[number + 1].start if number + 1 < len(hits) else len(row.text)
            level = _level(row, _name(row, hit).end - row.start, end)
            if level is None and number + 1 == len(hits) and place + 1 < len(rows):
                level = _level_below(rows[place + 1])
            elif level and number + 1 == len(hits) and place + 1 < len(rows):
                level = _with_rest(level, row, rows[place + 1])
            yield row, hit, level


def _name(row: Row, hit: LanguageHit) -> Found:
    """Take the name of the language without its level."""
    raw = re.split(r"\s*[(:–—|\t,]|\s-\s", hit.raw)[0].strip()
    return Found(raw, row.start + hit.start, row.start + hit.start + len(raw), 0.95)


def _level(row: Row, begin: int, end: int) -> Found | None:
    text = _GLYPHS.sub(lambda found: " " * len(found[0]), row.text[begin:end])
    bare = text.strip(_TRIM)
    bare = re.sub(r"(?i)[\s,;(]+(?:and|und|et|y|e|en)$", "", bare).strip(_TRIM)
    if not any(char.isalnum() for char in bare) or len(bare) > 60:
        return None
    start = row.start + begin + text.find(bare)
    return Found(" ".join(bare.split()), start, start + len(bare), 0.9)


def _with_rest(level: Found, row: Row, below: Row) -> Found:
    """Add the end of a level that was too long for its line."""
    cut = below.text[:1].islower() and level.end >= row.end - 1 and not below.bullet
    if not cut or find_languages(below.text) or len(below.text) > 30:
        return level
    return Found(f"{level.value} {below.text}", level.start, below.end, level.confidence)


def _level_below(row: Row) -> Found | None:
    if find_languages(row.text) or len(row.text) > 40:
        return None
    return _level(row, 0, len(row.text))
