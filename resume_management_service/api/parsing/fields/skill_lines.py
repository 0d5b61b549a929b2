"""Lines of a list of skills: which go on with the line above, and how items are parted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.parsing.layout.rows import Row
from api.parsing.lexical.skill_groups import is_group_name
from lexicon.skills import Vocabulary

LEVEL = (
    r"(?:expert|advanced|intermediate|beginner|basic|proficient|fluent|novice|master|excellent|"
    r"very good|good|working knowledge|experienced|familiar|"
    r"experte|fortgeschritten|grundkenntnisse|sehr gut|gut|anf[äa]nger|avanc[ée]|"
    r"interm[ée]diaire|d[ée]butant|ma[îi]trise|notions|"
    r"avanzado|intermedio|b[áa]sico|avanzato|base|ottimo|buono|avan[çc]ado|"
    r"intermedi[áa]rio|gevorderd|basis|uitstekend|goed)"
)
_AMOUNT = (
    r"(?:\d{1,3}\s?%|\d{1,2}\s?/\s?\d{1,2}|"
    r"\d+\+?\s*(?:years?|yrs?|jahre|ans|a[nñ]os|anni|anos|jaar)\b[\w ]*)"
)
GLYPHS = re.compile(r"[●○★☆■□▪▫◆◇⬤◯⚫⚪█░▓▒]{2,}")
RATING = re.compile(
    rf"(?i)\s*(?:(?:[–—:\t(|-]\s*)?{GLYPHS.pattern}|\b\d{{1,3}}\s?%|\b\d{{1,2}}\s?/\s?(?:5|10)\b|"
    rf"[–—:\t(|-]\s*(?:{LEVEL}\b|{_AMOUNT})|\(\s*{LEVEL}\s*\))\s*\)?\s*$"
)
LABEL = re.compile(r"^(?P<label>[^:\t|•]{2,44}?)\s*(?P<mark>:\s*\t?|\t|\s[–—-]\s)\s*(?=\S)")
SPLIT = re.compile(r"\s*(?:[,;|•·●▪◦‣∙⋅■►▸\t\n]|\s[–—-]\s|\s/\s|\s{4,})\s*")
_MARKED = re.compile(r"\s[|•·●▪◦‣∙⋅■►▸/]\s")
_ONLY_LEVEL = re.compile(rf"(?i)\W*(?:{LEVEL}|{_AMOUNT})\W*")


def is_level(text: str) -> bool:
    """Tell whether a text only says how well something is known."""
    return bool(_ONLY_LEVEL.fullmatch(text)) or not any(char.isalnum() for char in text)


def logical_lines(rows: Sequence[Row], vocabulary: Vocabulary) -> list[tuple[Row, ...]]:
    """Join rows that go on with a list cut at the end of the line."""
    joined: list[tuple[Row, ...]] = []
    for row in rows:
        above = joined[-1][-1] if joined else None
        if above is not None and _goes_on(above, row, vocabulary):
            joined[-1] = (*joined[-1], row)
        else:
            joined.append((row,))
    return joined


def whole_rows(rows: Sequence[Row]) -> list[Row]:
    """Make one row of those that follow each other in the text, so that no item is cut."""
    runs: list[Row] = []
    for row in rows:
        whole = runs[-1].joined(row) if runs else None
        runs[-1:] = [whole] if whole else [*runs[-1:], row]
    return runs


def _goes_on(above: Row, row: Row, vocabulary: Vocabulary) -> bool:
    if row.bullet or above.lane != row.lane or LABEL.match(row.text) or row.bold != above.bold:
        return False
    if above.text.endswith((",", "&", "/", "-", "•", "|", "·")):
        return True
    if is_group_name(row.text):
        return False
    listed = SPLIT.search(above.text)
    if not listed or row.apart or row.beside:
        return False
    if row.begins_lower and "\t" not in f"{above.text}{row.text}" and row.box:
        return True
    if not above.wraps_to(row):
        return False
    marked = _MARKED.search(above.text) and row.text[:1].isalnum()
    return bool(row.begins_lower or (marked and row.box) or _cut_item(above, row, vocabulary))


def _cut_item(above: Row, row: Row, vocabulary: Vocabulary) -> bool:
    """Tell whether the last item of a row and the first of the next are one item, cut in two."""
    last, first = SPLIT.split(above.text)[-1], SPLIT.split(row.text)[0]
    if is_level(last) or is_level(first):
        return False
    if vocabulary.lookup(f"{last} {first}"):
        return True
    whole = vocabulary.lookup(last) and vocabulary.lookup(first)
    return not whole and len(row.text) < len(above.text)
