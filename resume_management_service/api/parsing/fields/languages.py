"""Languages a person speaks and how well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from api.parsing.found import Found, Tree
from api.parsing.layout.rows import Row
from lexicon.languages import LanguageHit, find_languages

_TRIM = " \t\n,;.:|•·●○▪◦★☆■□–—-()[]/"
_GLYPHS = re.compile(r"[●○★☆■□▪▫◆◇⬤◯⚫⚪█░▓▒•]+")
_ITEM = re.compile(r"(?:[^,;|•·\t()]|\([^()]*\)|[()])+")
_AND = re.compile(r"(?i)[\s,;(]+(?:and|und|et|y|e|en)$")
_LONGEST = 60


def read_languages(rows: Sequence[Row]) -> list[Tree]:
    """Read the languages of a section, as they are written, each once."""
    seen: set[str] = set()
    trees: list[Tree] = []
    for hit, name, level in _spoken(list(_items(rows))):
        if hit.language not in seen:
            seen.add(hit.language)
            trees.append({"language": name, "fluency": level})
    return trees


def _items(rows: Sequence[Row]) -> Iterable[Row]:
    """Yield what stands between separators outside brackets."""
    for row in rows:
        for found in _ITEM.finditer(row.text):
            part = row.cut(row.start + found.start(), row.start + found.end())
            if part.text:
                yield part


def _spoken(items: Sequence[Row]) -> Iterable[tuple[LanguageHit, Found, Found | None]]:
    """Pair each language with its level: behind it, or in the next item if that names none."""
    for place, item in enumerate(items):
        hits = _named(item.text)
        for number, hit in enumerate(hits):
            name = _name(item, hit)
            last = number + 1 == len(hits)
            end = len(item.text) if last else hits[number + 1].start
            level = _level(item, name.end - item.start, end)
            following = items[place + 1] if last and place + 1 < len(items) else None
            yield hit, name, _with_next(level, item, following)


def _named(text: str) -> list[LanguageHit]:
    """Find languages in an item; `Polish` by itself is one in a list of languages."""
    hits = find_languages(text)
    words = _GLYPHS.sub(" ", text).split()
    if hits or not 1 <= len(words) <= 3 or not text[:1].isupper():
        return hits
    return [hit for hit in find_languages(f"{words[0]} (B2)") if hit.start == 0]


def _name(item: Row, hit: LanguageHit) -> Found:
    """Take the name of the language without its level."""
    raw = re.split(r"\s*[(:–—|\t,]|\s-\s", hit.raw)[0].strip()
    return Found(raw, item.start + hit.start, item.start + hit.start + len(raw), 0.95)


def _level(item: Row, begin: int, end: int) -> Found | None:
    text = _GLYPHS.sub(lambda found: " " * len(found[0]), item.text[begin:end])
    bare = _AND.sub("", text.strip(_TRIM)).strip(_TRIM)
    if not any(char.isalnum() for char in bare) or len(bare) > _LONGEST:
        return None
    start = item.start + begin + text.find(bare)
    return Found(" ".join(bare.split()), start, start + len(bare), 0.9)


def _with_next(level: Found | None, item: Row, following: Row | None) -> Found | None:
    """Take the level from the next item, or the end of a level that was cut."""
    if following is None or _named(following.text) or len(following.text) > _LONGEST:
        return level
    if level is None:
        return _level(following, 0, len(following.text))
    if not following.begins_lower or level.end < item.end - 1 or following.line is item.line:
        return level
    return Found(f"{level.value} {following.text}", level.start, following.end, 0.8)
