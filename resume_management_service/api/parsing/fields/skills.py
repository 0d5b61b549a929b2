"""Skills with the groups they are listed under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from api.parsing.found import Found, Tree
from api.parsing.layout.prose import is_prose
from api.parsing.layout.rows import Row
from api.parsing.lexical.folding import fold
from lexicon.skills import Vocabulary

_LEVEL = (
    r"(?:expert|advanced|intermediate|beginner|basic|proficient|fluent|novice|master|excellent|"
    r"very good|good|working knowledge|"
    r"experte|fortgeschritten|grundkenntnisse|sehr gut|gut|anf[äa]nger|avanc[ée]|"
    r"interm[ée]diaire|d[ée]butant|ma[îi]trise|notions|"
    r"avanzado|intermedio|b[áa]sico|avanzato|base|ottimo|buono|avan[çc]ado|intermedi[áa]rio|"
    r"gevorderd|basis|uitstekend|goed)"
)
_RATING = re.compile(
    rf"(?i)\s*(?:[–—:\t(|-]\s*)?(?:[●○•★☆■□▪▫◆◇⬤◯⚫⚪█░▓▒]{{2,}}|\b\d{{1,3}}\s?%|"
    rf"\b\d{{1,2}}\s?/\s?(?:5|10)\b|"
    rf"(?<=[–—:\t(|-])\s*{_LEVEL}\b|\(\s*{_LEVEL}\s*\)|(?<=[–—:\t(|-])\s*\d+\+?\s*(?:years?|"
    rf"yrs?|jahre|ans|a[nñ]os|anni|anos|jaar)\b[\w ]*)\s*\)?\s*$"
)
_GLYPHS = re.compile(r"[●○★☆■□▪▫◆◇⬤◯⚫⚪█░▓▒]{2,}")
_LABEL = re.compile(r"^(?P<label>[^:\t|•]{2,44}?)\s*(?P<mark>:\s*\t?|\t|\s[–—-]\s)\s*(?=\S)")
_SPLIT = re.compile(r"\s*(?:[,;|•·●▪◦‣∙⋅■►▸\t\n]|\s[–—-]\s|\s/\s|\s{4,})\s*")
_LAST = re.compile(r"(?i)^(?:and|und|et|y|e|en|sowie)\s+|^&\s*")


@dataclass(slots=True)
class _Group:
    name: Found | None = None
    keywords: list[Found] = field(default_factory=list)


def read_skills(rows: Sequence[Row], vocabulary: Vocabulary) -> list[Tree]:
    """Read the groups of skills of a section; without groups there is one without a name."""
    groups: list[_Group] = []
    for label, body in _labelled(_logical(rows, vocabulary), vocabulary):
        if label or not groups:
            groups.append(_Group(label))
        for row in _runs(body):
            groups[-1].keywords += _keywords(row, vocabulary)
    return [
        {"name": group.name, "keywords": _unique(group.keywords)}
        for group in groups
        if group.keywords
    ]


def _runs(rows: Sequence[Row]) -> list[Row]:
    """Make one row of those that follow each other in the text, so that no item is cut."""
    runs: list[Row] = []
    for row in rows:
        whole = runs[-1].joined(row) if runs else None
        runs[-1:] = [whole] if whole else [*runs[-1:], row]
    return runs


def _logical(rows: Sequence[Row], vocabulary: Vocabulary) -> list[tuple[Row, ...]]:
    """Join rows that go on with a list cut at the end of the line."""
    joined: list[tuple[Row, ...]] = []
    for row in rows:
        above = joined[-1][-1] if joined else None
        if above is not None and _goes_on(above, row, vocabulary):
            joined[-1] = (*joined[-1], row)
        else:
            joined.append((row,))
    return joined


def _goes_on(above: Row, row: Row, vocabulary: Vocabulary) -> bool:
    if row.bullet or above.lane != row.lane or _LABEL.match(row.text) or row.bold != above.bold:
        return False
    if above.text.endswith((",", "&", "/", "-", "•", "|", "·")):
        return True
    listed = _SPLIT.search(above.text)
    if not listed or row.apart or row.beside:
        return False
    if not above.wraps_to(row):
        return False
    return row.text[:1].islower() or _cut_item(above, row, vocabulary)


def _cut_item(above: Row, row: Row, vocabulary: Vocabulary) -> bool:
    """Tell whether the last item of a row and the first of the next are one item, cut in two."""
    last, first = _SPLIT.split(above.text)[-1], _SPLIT.split(row.text)[0]
    if vocabulary.lookup(f"{last} {first}"):
        return True
    whole = vocabulary.lookup(last) and vocabulary.lookup(first)
    return not whole and len(row.text) < len(above.text)


def _labelled(
    groups: Iterable[tuple[Row, ...]], vocabulary: Vocabulary
) -> Iterable[tuple[Found | None, list[Row]]]:
    """Pair each list with its label, on the same line or on a line of its own above."""
    pending: Found | None = None
    items = list(groups)
    labelled = sum(_has_label(rows[0].text) for rows in items) >= 2
    for place, rows in enumerate(items):
        first = rows[0]
        if _is_label_row(items, place, vocabulary):
            pending = Found(first.text.strip(" :"), first.start, first.end, 0.85)
            continue
        inline = _inline_label(first, vocabulary, labelled)
        if inline:
            label, begin = inline
            yield label, [first.cut(begin, first.end), *rows[1:]]
        else:
            yield pending, list(rows)
        pending = None


def _is_label_row(items: Sequence[tuple[Row, ...]], place: int, vocabulary: Vocabulary) -> bool:
    row = items[place][0]
    if len(items[place]) > 1 or place + 1 >= len(items) or len(row.text) > 44 or row.bullet:
        return False
    if _SPLIT.search(row.text.strip(" :")):
        return False
    if row.text.endswith(":") or items[place + 1][0].beside:
        return True
    following = items[place + 1][0]
    if _alternate(items):
        return place % 2 == 0
    stands_out = (row.bold and not following.bold) or row.size > following.size + 0.04
    return (stands_out or following.bullet) and vocabulary.lookup(row.text) is None


def _has_label(text: str) -> bool:
    match = _LABEL.match(text)
    return match is not None and (":" in match["mark"] or "," in text[match.end() :])


def _alternate(items: Sequence[tuple[Row, ...]]) -> bool:
    """Tell whether every other row is a list and those before them are single words or two."""
    if len(items) < 4 or len(items) % 2:
        return False
    lists = [bool(_SPLIT.search(rows[0].text)) for rows in items]
    return all(lists[1::2]) and not any(lists[::2])


def _inline_label(row: Row, vocabulary: Vocabulary, labelled: bool) -> tuple[Found, int] | None:
    """Read `Tools: Git, Docker`; a tab or a dash needs a list behind it.

    Where other rows have labels, one that lost its mark is told by the skill behind it.
    """
    match = _LABEL.match(row.text)
    if not match:
        return _bare_label(row, vocabulary) if labelled else None
    rest = row.text[match.end() :]
    if (_RATING.search(row.text) and "," not in rest) or "," in match["label"]:
        return None
    known = vocabulary.lookup(match["label"]) and "\t" not in match["mark"]
    if ":" not in match["mark"] and ("," not in rest or known):
        return None
    label = Found(match["label"].strip(), row.start, row.start + match.end("label"), 0.9)
    return label, row.start + match.end()


def _bare_label(row: Row, vocabulary: Vocabulary) -> tuple[Found, int] | None:
    first = _SPLIT.split(row.text)[0]
    words = first.split()
    if vocabulary.lookup(first) or not 2 <= len(words) <= 4:
        return None
    for count in range(1, len(words)):
        rest = " ".join(words[count:])
        if vocabulary.lookup(rest) and not vocabulary.lookup(words[0]):
            begin = first.rfind(rest)
            label = first[:begin].strip()
            return Found(label, row.start, row.start + len(label), 0.6), row.start + begin
    return None


def _keywords(row: Row, vocabulary: Vocabulary) -> list[Found]:
    if is_prose(row.text):
        return [
            Found(hit.raw, row.start + hit.start, row.start + hit.end, 0.7)
            for hit in vocabulary.find(row.text)
        ]
    if not _SPLIT.search(row.text) and (parts := _run_together(row, vocabulary)):
        return parts
    return [keyword for begin, end in _cuts(row.text) if (keyword := _keyword(row, begin, end))]


def _cuts(text: str) -> Iterable[tuple[int, int]]:
    """Yield the stretches between separators that stand outside brackets."""
    plain = _GLYPHS.sub(lambda found: "\t" * len(found[0]), text)
    position, depth_text = 0, plain
    for found in _SPLIT.finditer(depth_text):
        if depth_text.count("(", 0, found.start()) > depth_text.count(")", 0, found.start()):
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
    bare = row.text[begin:end].strip(" .;,:·•")
    begin += row.text[begin:end].find(bare) if bare else 0
    bare = _RATING.sub("", f"{bare}").strip(" .,;:–—-") if not bare.endswith("#") else bare
    if not any(char.isalnum() for char in bare) or len(bare) > 70 or _is_level(bare):
        return None
    return Found(bare, row.start + begin, row.start + begin + len(bare), 0.9)


def _is_level(text: str) -> bool:
    return bool(
        re.fullmatch(
            rf"(?i)\W*(?:{_LEVEL}|\d{{1,3}}\s?%|\d{{1,2}}\s?/\s?\d{{1,2}}|\d+\+?\s*(?:years?|"
            rf"yrs?))\W*",
            text,
        )
    )


def _unique(keywords: Iterable[Found]) -> list[Found]:
    seen: dict[str, Found] = {}
    for keyword in keywords:
        seen.setdefault(fold(keyword.value) or keyword.value, keyword)
    return list(seen.values())
