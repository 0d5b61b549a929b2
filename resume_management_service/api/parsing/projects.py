"""Projects: what they are called, what was done, with what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from api.parsing.dates import without_dates
from api.parsing.entries.bodies import describe
from api.parsing.entries.headers import dates_of, find_time, header_pieces
from api.parsing.entries.segment import Entry, segment
from api.parsing.fields.links import URL, absolute
from api.parsing.found import Found, Tree
from api.parsing.layout.pieces import Piece, row_pieces
from api.parsing.layout.rows import Row
from lexicon.skills import Vocabulary

_NAME_THEN_TEXT = re.compile(
    r"^(?P<name>[^:–—.]{2,70}?)\s*(?::|\s[–—-]|(?<=\w{3})\.(?=\s[A-ZÀ-Þ]))\s+(?P<text>\S.*)$",
    re.DOTALL,
)


def read_projects(rows: Sequence[Row], vocabulary: Vocabulary) -> list[Tree]:
    """Read the projects of a section."""
    trees = [_tree(entry, vocabulary) for entry in _entries(rows, vocabulary)]
    return [tree for tree in trees if "name" in tree]


def _entries(rows: Sequence[Row], vocabulary: Vocabulary) -> Iterable[Entry]:
    """Cut projects: each is a bullet or a line `Name: what it is` where nothing else heads them."""
    bullets = sum(row.bullet for row in rows)
    if rows and rows[0].bullet and all(row.bullet or not row.bold for row in rows):
        return _begun_at(rows, [row.bullet for row in rows])
    named = [not row.bullet and _is_named_line(row, vocabulary) for row in rows]
    if rows and named[0] and not bullets:
        return _begun_at(rows, named)
    return segment(rows)


def _is_named_line(row: Row, vocabulary: Vocabulary) -> bool:
    split = _NAME_THEN_TEXT.match(row.text)
    if not split or len(split["name"].split()) > 6 or row.begins_lower:
        return False
    return _is_description(split["text"], vocabulary)


def _begun_at(rows: Sequence[Row], begins: Sequence[bool]) -> list[Entry]:
    entries: list[Entry] = []
    for row, begin in zip(rows, begins, strict=True):
        if begin or not entries:
            entries.append(Entry([row]))
        else:
            entries[-1].body.append(row)
    return entries


def _tree(entry: Entry, vocabulary: Vocabulary) -> dict[str, Tree]:
    rows = entry.header or entry.body[:1]
    if not rows:
        return {}
    split = _NAME_THEN_TEXT.match(rows[0].text)
    if split and _is_description(split["text"], vocabulary):
        return _named_line(rows[0], split, entry)
    summary, highlights, keywords = describe(entry.body if entry.header else entry.body[1:])
    pieces = [piece.piece for piece in header_pieces(rows) if not URL.fullmatch(piece.piece.text)]
    if not pieces:
        return {}
    name, *others = pieces
    tree: dict[str, Tree] = {"name": Found(name.text, name.start, name.end, 0.88)}
    tree |= dates_of(find_time(rows)) | {"url": _url(rows)}
    listed = [word for piece in others for word in _technologies(piece, vocabulary)]
    described = summary or _description(others, vocabulary)
    return tree | {
        "description": described,
        "highlights": highlights,
        "keywords": keywords or listed,
    }


def _is_description(text: str, vocabulary: Vocabulary) -> bool:
    """Tell what a project is from a date or a list of technologies behind its name."""
    bare = without_dates(text).replace("\x00", "").strip(" ()|,")
    parts = [part.strip() for part in re.split(r"[,/&]", bare) if part.strip()]
    known = sum(vocabulary.lookup(part) is not None for part in parts)
    return len(bare.split()) >= 3 and known < 0.5 * len(parts)


def _named_line(row: Row, split: re.Match[str], entry: Entry) -> dict[str, Tree]:
    """Read a project that is one line: its name, a dash, what it is."""
    blank = without_dates(split["name"])
    names = row_pieces(row.cut(row.start, row.start + split.end("name")), blank)
    if not names:
        return {}
    begin = row.start + split.start("text")
    body = [row.cut(begin, row.end), *entry.header[1:], *entry.body]
    summary, highlights, keywords = describe(body)
    tree: dict[str, Tree] = {"name": Found(names[0].text, names[0].start, names[0].end, 0.88)}
    tree |= dates_of(find_time([row])) | {"url": _url([row])}
    return tree | {"description": summary, "highlights": highlights, "keywords": keywords}


def _url(rows: Sequence[Row]) -> Found | None:
    for row in rows:
        found = URL.search(row.text)
        if found:
            begin = row.start + found.start()
            return Found(absolute(found[0]), begin, begin + len(found[0]), 0.9)
    return None


def _technologies(piece: Piece, vocabulary: Vocabulary) -> list[Found]:
    """Read `Python, Flask` after a project's name: a list in which most words are skills."""
    parts = [part.strip() for part in re.split(r"[,/&]", piece.text) if part.strip()]
    known = [part for part in parts if vocabulary.lookup(part)]
    if not parts or len(known) < 0.5 * len(parts):
        return []
    return [Found(part, piece.start, piece.end, 0.8) for part in parts]


def _description(pieces: Sequence[Piece], vocabulary: Vocabulary) -> Found | None:
    for piece in pieces:
        if not _technologies(piece, vocabulary) and len(piece.text) > 12:
            return Found(piece.text, piece.start, piece.end, 0.7)
    return None
