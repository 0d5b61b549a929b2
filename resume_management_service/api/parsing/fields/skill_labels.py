"""Labels of groups of skills: `Tools: Git, Docker`, or a line of its own above the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.parsing.fields.skill_lines import LABEL, RATING, SPLIT, is_level
from api.parsing.found import Found
from api.parsing.layout.rows import Row
from api.parsing.lexical.skill_groups import is_group_name
from lexicon.skills import Vocabulary

Line = tuple[Row, ...]


def labelled(
    lines: Sequence[Line], vocabulary: Vocabulary
) -> Iterable[tuple[Found | None, list[Row]]]:
    """Pair each list with its label, on the same line or on a line of its own above."""
    pending: Found | None = None
    dashes = sum(_mark_of(line[0].text) in "–—-" for line in lines if _mark_of(line[0].text))
    for place, line in enumerate(lines):
        first = line[0]
        if _is_label_line(lines, place, vocabulary):
            pending = Found(first.text.strip(" :"), first.start, first.end, 0.85)
            continue
        inline = _inline_label(first, vocabulary, dashes > 1)
        if inline:
            label, begin = inline
            yield label, [first.cut(begin, first.end), *line[1:]]
        else:
            yield pending, list(line)
        pending = None


def _mark_of(text: str) -> str:
    match = LABEL.match(text)
    return match["mark"].strip(" ") or "\t" if match else ""


def _is_label_line(lines: Sequence[Line], place: int, vocabulary: Vocabulary) -> bool:
    row = lines[place][0]
    if len(lines[place]) > 1 or place + 1 >= len(lines) or len(row.text) > 44 or row.bullet:
        return False
    following = lines[place + 1][0]
    if SPLIT.search(row.text.strip(" :")) or is_level(following.text):
        return False
    if following.beside:
        return "," in following.text or is_group_name(row.text)
    if row.text.endswith(":"):
        return True
    if _alternate(lines):
        return place % 2 == 0
    stands_out = (row.bold and not following.bold) or row.size > following.size + 0.04
    named = is_group_name(row.text) or vocabulary.lookup(row.text) is None
    return (stands_out or following.bullet) and named


def _alternate(lines: Sequence[Line]) -> bool:
    """Tell whether every other line is a list and those before them are single words or two."""
    if len(lines) < 4 or len(lines) % 2:
        return False
    lists = [bool(SPLIT.search(line[0].text)) for line in lines]
    return all(lists[1::2]) and not any(lists[::2])


def _inline_label(row: Row, vocabulary: Vocabulary, dashes: bool) -> tuple[Found, int] | None:
    """Read a label before its list; a tab or a dash needs a list, or a known label."""
    match = LABEL.match(row.text)
    if not match:
        return _bare_label(row, vocabulary)
    rest = row.text[match.end() :]
    if (RATING.search(row.text) and "," not in rest) or "," in match["label"] or is_level(rest):
        return None
    if ":" not in match["mark"] and not is_group_name(match["label"]):
        listed = "," in rest and ("\t" in match["mark"] or dashes)
        if not listed and (vocabulary.lookup(match["label"]) or "," not in rest):
            return None
    label = Found(match["label"].strip(), row.start, row.start + match.end("label"), 0.9)
    return label, row.start + match.end()


def _bare_label(row: Row, vocabulary: Vocabulary) -> tuple[Found, int] | None:
    """Read a label that lost its mark: a group's name right before a known skill."""
    first = SPLIT.split(row.text)[0]
    words = first.split()
    if vocabulary.lookup(first) or not 2 <= len(words) <= 6 or first == row.text:
        return None
    for count in range(min(3, len(words) - 1), 0, -1):
        label, rest = " ".join(words[:count]), " ".join(words[count:])
        if is_group_name(label):
            begin = row.start + first.rfind(rest)
            return Found(label, row.start, row.start + len(label), 0.6), begin
    return None
