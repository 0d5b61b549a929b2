"""The person's name and the title under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.parsing.fields.emails import EMAIL, local_words
from api.parsing.fields.links import URL
from api.parsing.found import Found
from api.parsing.layout.pieces import Piece, comma_pieces, row_pieces
from api.parsing.layout.rows import Row
from api.parsing.lexical.folding import fold
from api.parsing.lexical.organisations import company_score
from api.parsing.lexical.places import place_score
from api.parsing.lexical.section_words import section_kinds
from api.parsing.lexical.titles import is_title_head, title_score

_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "la",
        "le",
        "van",
        "von",
        "den",
        "der",
        "ter",
        "ten",
        "zu",
        "zum",
        "vom",
        "al",
        "el",
        "bin",
        "ibn",
        "y",
        "e",
        "du",
        "des",
        "af",
        "av",
        "san",
        "st",
        "bint",
        "abu",
        "ould",
        "degli",
        "dei",
        "delle",
        "lo",
        "las",
        "los",
        "op",
        "het",
        "in",
        "'t",
        "auf",
        "thoe",
        "thi",
        "dit",
        "och",
        "i",
    ]
)
_ELIDED = re.compile(r"(?:d|l|dell|dall|t|s)['’](?=[^\W\d_])")
_TOKEN = re.compile(r"^(?:[^\W\d_]+(?:['’\-‐][^\W\d_]+)*\.?|[^\W\d_]\.)+$")
_FORM = re.compile(r"(?i)^(?:mr|mrs|ms|miss|herr|frau|m|mme|sr|sra|sig|dhr|mevr)\.?\s+(?=\S+\s+\S)")
_LABEL = re.compile(
    r"(?i)^(?:full\s+)?(?:name|nom|nombre|nome|naam|vor- und nachname|nom et pr[ée]nom|"
    r"apellidos y nombre|nome e cognome)\s*[:\t]\s*"
)
_CREDENTIAL = re.compile(
    r"^(?:[A-Z][A-Za-z]{0,3}\.?){1,4}(?:-[A-Z]{1,3})?$|^(?:MBA|PhD|Ph\.D\.?|MSc|BSc|M\.Sc\.?|"
    r"B\.Sc\.?|Jr\.?|Sr\.?|II|III)$"
)
_SPACED = re.compile(r"^(?:[^\W\d_][ \u00a0]){2,}[^\W\d_](?:\s{2,}|\t|$)")


@dataclass(frozen=True, slots=True)
class Named:
    """The name, the row it stands in (the last one if it takes two) and what follows it there."""

    name: Found
    row: Row
    rest: tuple[Piece, ...] = ()


def find_name(rows: Sequence[Row], email: Found | None) -> Named | None:
    """Return the likeliest name among the first rows: large, early, alike the e-mail address."""
    known = local_words(email.value) if email else []
    largest = max((row.size for row in rows), default=1.0)
    best: tuple[float, Named] | None = None
    for place, row in enumerate(rows):
        for named in _candidates(row, _below(row, rows[place + 1 : place + 8])):
            score = _score(named, row, place, largest, known)
            if score > 0 and (best is None or score > best[0]):
                best = (score, named)
    return best[1] if best else None


def _below(row: Row, following: Sequence[Row]) -> Row | None:
    """Return the next row, or the one right below where a column stands beside."""
    for other in following:
        if not row.box or not other.box:
            return other
        aligned = abs(row.box.x0 - other.box.x0) < 2 or abs(row.box.x1 - other.box.x1) < 2
        gap = other.box.y0 - row.box.y1
        if aligned and abs(gap) < row.box.y1 - row.box.y0:
            return other
    return following[0] if following else None


def _candidates(row: Row, below: Row | None) -> Iterable[Named]:
    label = _LABEL.match(row.text)
    head = row.cut(row.start + label.end(), row.end) if label else row
    pieces = row_pieces(head)
    if not pieces or EMAIL.search(pieces[0].text):
        return
    whole = _person(pieces[0])
    if whole:
        yield Named(whole, row, tuple(pieces[1:]))
    joined = _two_rows(row, below)
    if joined and below is not None:
        yield Named(joined, below)


def _two_rows(row: Row, below: Row | None) -> Found | None:
    """Read a name that takes two rows of the same size."""
    if (
        below is None
        or below.lane != row.lane
        or row.size < 1.2
        or abs(below.size - row.size) > 0.05
    ):
        return None
    texts = tuple(_unspaced(part.cells()[0].text) for part in (row, below))
    if any(len(text.split()) > 5 or not _tokens(text.rstrip("-")) for text in texts):
        return None
    if len(" ".join(texts).split()) > 6:
        return None
    if title_score(below.text) > 1 or section_kinds(below.text):
        return None
    whole = " ".join(texts).replace("- ", "-")
    return Found(_cased(whole), row.start, below.cells()[0].end, 0.95)


def _person(piece: Piece) -> Found | None:
    """Read a piece as a name, without form of address and letters of degrees."""
    parts = comma_pieces(piece)
    while len(parts) > 1 and _CREDENTIAL.match(parts[-1].text.replace(" ", "")):
        parts = parts[:-1]
    text = piece.text[: parts[-1].end - piece.start] if parts else piece.text
    form = _FORM.match(text)
    begin = form.end() if form else 0
    bare = _unspaced(text[begin:])
    tokens = _tokens(bare.replace(",", " ")) if len(parts) <= 2 else None
    if not tokens or not 2 <= len(tokens) <= 6:
        return None
    if len(parts) == 2:
        bare = f"{parts[1].text} {parts[0].text}"
    return Found(_cased(bare), piece.start + begin, piece.start + len(text), 0.95)


def _unspaced(text: str) -> str:
    """Join the letters of a name set with spaces between them."""
    if not _SPACED.match(text.strip()):
        return text.strip()
    words = re.split(r"\s{2,}|\t", text.strip())
    return " ".join(re.sub(r"\s", "", word) for word in words)


def _tokens(text: str) -> list[str] | None:
    tokens = text.split()
    for token in tokens:
        if not _TOKEN.match(token):
            return None
        if token[0].islower() and fold(token) not in _PARTICLES and not _ELIDED.match(token):
            return None
    named = any(token[0].isupper() or _ELIDED.match(token) for token in tokens)
    return tokens if named else None


def _cased(text: str) -> str:
    """Write a name set in capitals as names are written."""
    letters = [char for char in text if char.isalpha()]
    if sum(char.isupper() for char in letters) < 0.9 * len(letters) or len(letters) < 4:
        return " ".join(text.split())
    words = [word if len(word.rstrip(".")) == 1 else _title(word) for word in text.split()]
    return " ".join(words)


def _title(word: str) -> str:
    if fold(word) in _PARTICLES:
        return word.lower()
    parts = re.split(r"([-'’])", word)
    cased = "".join(part[:1].upper() + part[1:].lower() for part in parts)
    return re.sub(r"^(Mc)([a-z])", lambda found: found[1] + found[2].upper(), cased)


def _score(named: Named, row: Row, place: int, largest: float, known: Sequence[str]) -> float:
    """Rate a candidate; nothing speaks for headings, titles and places."""
    text = named.name.value
    if section_kinds(text) or section_kinds(row.text):
        return 0.0
    score = 3.0 * (row.size - 1.0) / max(0.3, largest - 1.0) if row.size > 1.05 else 0.0
    score += max(0.0, 2.0 - 0.35 * place) + 0.4 * row.bold
    score += 0.6 if named.row is not row else 0.0
    score += 1.5 if row.line.page == 1 else -1.0
    score += _likeness(fold(text).split(), known)
    score -= _contrary(text)
    return score - 0.6


def _likeness(names: Sequence[str], known: Sequence[str]) -> float:
    """Compare with the words of the e-mail address: whole words, initials, run together."""
    run = "".join(known)
    whole = [name for name in names if len(name) > 2 and name in run]
    if not known or not whole:
        return 0.0
    return 3.0 + 0.6 * (len(whole) > 1)


def _contrary(text: str) -> float:
    tokens = fold(text).split()
    against = 3.0 if any(is_title_head(token) for token in tokens) else 0.0
    against += 2.5 if company_score(text) > 1.5 else 0.0
    against += 2.0 if place_score(text) > 2 else 0.0
    return against


def find_label(named: Named, rows: Sequence[Row]) -> Found | None:
    """Return the title beside or under the name."""
    beside = [piece for piece in named.rest if title_score(piece.text) > 0.5]
    if beside:
        return Found(beside[0].text, beside[0].start, beside[0].end, 0.85)
    near = [row for row in rows if row.start >= named.row.start and row.lane == named.row.lane]
    for row in near[1:5] if near and near[0] is named.row else near[:4]:
        if section_kinds(row.text):
            return None
        if _is_label(row.text):
            return Found(" ".join(row.text.split()), row.start, row.end, 0.85)
    return None


def _is_label(text: str) -> bool:
    if (
        len(text) > 110
        or EMAIL.search(text)
        or URL.search(text)
        or any(char.isdigit() for char in text)
    ):
        return False
    first = row_first(text)
    return title_score(first) > 0.8 and place_score(text) < 2 and not text.endswith(".")


def row_first(text: str) -> str:
    """Return what stands before the first separator."""
    return re.split(r"\s*[|•·/,&]\s*|\s[–—-]\s|\t", text)[0]
