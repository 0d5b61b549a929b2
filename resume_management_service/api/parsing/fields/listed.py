"""Sections that are lists of short items, such as certificates and awards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from api.parsing.dates import only_dates, time_spans
from api.parsing.entries.bodies import paragraphs
from api.parsing.entries.headers import find_time, header_pieces
from api.parsing.entries.segment import segment
from api.parsing.entries.slots import HeaderPiece, Labelled, Labels, label_entries
from api.parsing.entries.wrapping import unbroken
from api.parsing.fields.emails import EMAIL
from api.parsing.fields.links import URL, absolute
from api.parsing.found import Found, Tree
from api.parsing.layout.pieces import Piece, row_pieces
from api.parsing.layout.prose import is_prose, joined
from api.parsing.layout.rows import Row
from api.parsing.lexical.organisations import issuer_score
from api.parsing.lexical.places import place_score
from api.parsing.lexical.titles import title_score

NAME = "name"
_FEW_WORDS = 2
_BRACKETS = re.compile(r"^(?P<name>.{3,}?)\s*\((?P<issuer>[^()]+?)[\s,;\x00]*\)?$")
_LEVEL = re.compile(
    r"(?i)^(?:associate|professional|practitioner|foundation|foundations|expert|specialty|"
    r"specialist|fundamentals|"
    r"advanced|intermediate|beginner|basic|master|level \w+|stufe \w+|niveau \w+|[ivx]{1,3}|\d|"
    r"[abc][12])\b.{0,16}$"
)
_CERTIFICATE = re.compile(
    r"(?i)certif|zertif|licen[cs]e|diplom|permit|accredit|professional|practitioner|associate|"
    r"foundation|expert|master|"
    r"specialist|fachwirt|schein|level|course|kurs|training|azure|aws|scrum|prince2|itil|cissp|"
    r"ccna|pmp|first aid|"
    r"erste hilfe|safety|bls|acls|toefl|ielts|delf|dele|goethe|f[üu]hrerschein|fahrausweis|"
    r"brevet|habilitation|permis|carnet"
)


def _certificate(text: str) -> float:
    score = 1.4 if _CERTIFICATE.search(text) else 0.4
    return score - (1.5 if issuer_score(text) > 3 else 0.0)


def _plain_name(text: str) -> float:
    return 0.8 if len(text) > 2 else -1.0


CERTIFICATE = Labels(
    {NAME: _certificate, "issuer": issuer_score}, {NAME: 3.0, "issuer": 1.0}, first=NAME
)
AWARD = Labels({NAME: _plain_name, "issuer": issuer_score}, {NAME: 3.0, "issuer": 0.2}, first=NAME)


def items(rows: Sequence[Row]) -> list[list[Row]]:
    """Cut a list into its items: bullets, dated entries, or lines."""
    if any(row.bullet for row in rows):
        return [list(paragraph.rows) for paragraph in paragraphs(rows)]
    for size in (2, 3):
        if regular := _regular(rows, size):
            return regular
    groups: list[list[Row]] = []
    certified = any(_CERTIFICATE.search(row.text) for row in rows[1:])
    for row in _mended(rows) if certified else unbroken(rows, listed=True):
        if groups and _same_item(groups[-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _regular(rows: Sequence[Row], size: int) -> list[list[Row]]:
    """Group rows by `size` where each group has one date, always in the same row of it."""
    if not rows or len(rows) % size:
        return []
    groups = [list(rows[place : place + size]) for place in range(0, len(rows), size)]
    dated = {tuple(bool(time_spans(row.text)) for row in group) for group in groups}
    level = not any(row.apart for group in groups for row in group[1:])
    plain = all(_is_plain(row) for row in rows)
    last = all(only_dates(group[-1].text) for group in groups)
    once = len(dated) == 1 and sum(next(iter(dated))) == 1
    return groups if once and level and plain and (size == 2 or last) else []


def _is_plain(row: Row) -> bool:
    """Tell one cell, perhaps with its date beside it, from a row of a table."""
    _, *beside = row.cells()
    return all(only_dates(cell.text) for cell in beside)


def _mended(rows: Sequence[Row]) -> list[Row]:
    """Join a name with its last words, for which its narrow column had no room."""
    mended: list[Row] = []
    for row in rows:
        cut = bool(mended) and _was_cut(mended[-1], row)
        mended[-1:] = [mended[-1].followed_by(row)] if cut else [*mended[-1:], row]
    return mended


def _was_cut(above: Row, row: Row) -> bool:
    if row.apart or row.style != above.style or row.lane != above.lane or not row.box:
        return False
    few = len(row.text.split()) <= _FEW_WORDS and not time_spans(row.text)
    ended = time_spans(above.text) or above.text.endswith((".", ")", ":"))
    return few and not ended and "\t" not in above.text and above.wraps_to(row)


def _same_item(group: Sequence[Row], row: Row) -> bool:
    """Tell whether a row belongs to the item above: its date, its issuer, the rest of its line."""
    above = group[-1]
    dated = any(time_spans(member.text) for member in group)
    if row.apart or row.lane != above.lane or (dated and time_spans(row.text)):
        return False
    if only_dates(row.text):
        return not dated
    if not dated and _ends_dated(row.text) and above.wraps_to(row) and above.fill > 0.7:
        return True
    if row.begins_lower or above.text.endswith((",", "–", "-")):
        return True
    if all(only_dates(member.text) for member in group):
        return True
    weaker = row.style != group[0].style and (not row.bold or group[0].bold)
    return weaker and len(group) < 3


def _ends_dated(text: str) -> bool:
    spans = time_spans(text)
    return bool(spans) and spans[0].start > 3 and spans[-1].end > len(text) - 3


def read_certificates(rows: Sequence[Row]) -> list[Tree]:
    """Read certificates with their issuer and date."""
    return _named(rows, CERTIFICATE, {NAME: NAME, "issuer": "issuer"}, "date")


def read_awards(rows: Sequence[Row]) -> list[Tree]:
    """Read awards with who gave them and when."""
    return _named(rows, AWARD, {NAME: "title", "issuer": "awarder"}, "date")


def _named(rows: Sequence[Row], labels: Labels, keys: Mapping[str, str], date: str) -> list[Tree]:
    groups = _with_lists(rows)
    headers = [_header(group) for group in groups]
    trees: list[Tree] = []
    for group, chosen in zip(groups, label_entries(headers, labels), strict=True):
        fields = {keys[piece.label]: _found(piece) for piece in chosen if piece.label in keys}
        time = find_time(group)
        last = time and (time.span.first or time.span.last)
        found = Found(last.iso, time.start, time.end, 0.9) if time and last else None
        if keys[NAME] in fields:
            trees.append({**fields, date: found})
    return trees


def _with_lists(rows: Sequence[Row]) -> list[list[Row]]:
    """Cut items, and items that are lists on one line into their members."""
    groups = items(rows)
    return [part for group in groups for part in _members(group)]


def _members(group: list[Row]) -> list[list[Row]]:
    row = group[0]
    cells = row.cells()
    several = (
        len(cells) > 1 and not any(only_dates(cell.text) for cell in cells) and len(group) == 1
    )
    if several and not time_spans(row.text) and all(len(cell.text) > 8 for cell in cells):
        return [[cell] for cell in cells]
    return [group]


def _header(group: Sequence[Row]) -> list[HeaderPiece]:
    """Return the pieces of an item; a level behind a dash belongs to the name before it."""
    pieces = [
        part
        for piece in header_pieces(unbroken(group, listed=True)[:4], at=False)
        for part in _parts(piece)
    ]
    level = pieces[1].piece.text.split(",")[0] if len(pieces) > 1 else ""
    if not _LEVEL.match(level) or pieces[1].row != pieces[0].row:
        return pieces
    first, second = pieces[0], pieces[1].piece
    begin, row = first.piece.start, group[0]
    owner = next((row for row in group if row.start <= begin < row.end), row)
    text = owner.text[begin - owner.start : second.end - owner.start]
    return [replace(first, piece=Piece(text, begin, second.end, first.piece.mark)), *pieces[2:]]


def _parts(header: HeaderPiece) -> list[HeaderPiece]:
    """Part `Six Sigma Green Belt (ASQ)` where what stands in brackets issues certificates."""
    found = _BRACKETS.match(header.piece.text)
    if not found or _is_initials(found["issuer"], found["name"]):
        return [header]
    start = header.piece.start
    name = Piece(found["name"], start, start + found.end("name"), header.piece.mark)
    issuer = Piece(found["issuer"], start + found.start("issuer"), start + found.end("issuer"), "(")
    return [replace(header, piece=name), replace(header, piece=issuer, order=header.order + 1)]


def _is_initials(short: str, name: str) -> bool:
    """Tell `(PMP)` behind the words it is short for from whoever issues certificates."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return len(short) < 3 or short.replace(".", "").upper() in initials.upper()


def _found(labelled: Labelled) -> Found:
    piece = labelled.piece
    return Found(" ".join(piece.text.split()), piece.start, piece.end, 0.85)


def read_interests(rows: Sequence[Row]) -> list[Tree]:
    """Read interests: one name each."""
    found: list[Tree] = []
    for group in items(rows):
        text = joined(group)
        if is_prose(text) and text.count(",") < 2:
            found.append({NAME: Found(text, group[0].start, group[-1].end, 0.6)})
            continue
        found += [{NAME: part} for row in group for part in _comma_list(row)]
    return found


def _comma_list(row: Row) -> Iterable[Found]:
    for match in re.finditer(r"(?:[^,;|•·\t(]|\([^)]*\))+", row.text):
        bare = match[0].strip(" .–—-")
        bare = re.sub(r"(?i)^(?:and|und|et|y|e|en)\s+", "", bare)
        if any(char.isalpha() for char in bare):
            begin = row.start + match.start() + match[0].find(bare)
            yield Found(bare, begin, begin + len(bare), 0.8)


def read_publications(rows: Sequence[Row]) -> list[Tree]:
    """Read publications: what stands in quotes or before the first full stop is the name."""
    return [_publication(group) for group in items(rows)]


def _publication(group: Sequence[Row]) -> Tree:
    text = joined(group)
    quoted = re.search(r"[\"“„«]\s*([^\"”“»]{8,300}?)[,.]?\s*[\"”“»]", text)
    pieces = row_pieces(group[0])
    name = quoted[1] if quoted else (pieces[0].text if len(group) > 1 and pieces else text)
    time = find_time(group)
    last = time and time.span.last
    url = next((URL.search(row.text) for row in group if URL.search(row.text)), None)
    begin, end = group[0].start, group[-1].end
    return {
        NAME: Found(name.strip(" .,"), begin, end, 0.7),
        "releaseDate": Found(last.iso, time.start, time.end, 0.8) if time and last else None,
        "url": Found(absolute(url[0]), begin, end, 0.8) if url else None,
    }


def read_references(rows: Sequence[Row]) -> list[Tree]:
    """Read references: a name, and what is said of or by them."""
    trees: list[Tree] = []
    for entry in segment(rows) if _has_bodies(rows) else []:
        trees.append(_reference(entry.rows))
    for group in [] if trees else items(rows):
        trees.append(_reference(group))
    return [tree for tree in trees if tree]


def _has_bodies(rows: Sequence[Row]) -> bool:
    return any(is_prose(row.text) for row in rows)


def _reference(rows: Sequence[Row]) -> dict[str, Tree]:
    first = row_pieces(rows[0])
    if not first or re.search(
        r"(?i)request|anfrage|demande|petici|richiesta|pedido|aanvraag", rows[0].text
    ):
        return {}
    rest = [row for row in rows[1:] if not EMAIL.search(row.text)]
    name = Found(first[0].text, first[0].start, first[0].end, 0.7)
    if not rest:
        return {NAME: name}
    return {NAME: name, "reference": Found(joined(rest), rest[0].start, rest[-1].end, 0.6)}


Scorer = Callable[[str], float]


def organisation_of(text: str) -> float:
    """Rate a text as the organisation of a voluntary work."""
    score = issuer_score(text)
    score -= 1.5 if title_score(text) > 2 else 0.0
    return score - (2.0 if place_score(text) > 2.5 else 0.0)
