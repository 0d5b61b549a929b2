"""Where the person lives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from api.parsing.fields.emails import EMAIL
from api.parsing.fields.links import URL
from api.parsing.fields.phones import numbers
from api.parsing.found import Found
from api.parsing.layout.pieces import Piece, comma_pieces, row_pieces
from api.parsing.layout.prose import is_prose
from api.parsing.layout.rows import Row
from api.parsing.lexical import places
from api.parsing.lexical.section_words import section_kinds
from api.parsing.lexical.titles import title_score

_LABEL = re.compile(
    r"(?i)^(?:(?:home\s+)?address|location|based in|lives? in|residence|adresse|anschrift|"
    r"wohnort|wohnhaft in|standort|"
    r"lieu|domicile|ville|direcci[óo]n|domicilio|ubicaci[óo]n|residencia|indirizzo|residenza|"
    r"luogo|morada|endere[çc]o|"
    r"localidade|adres|woonplaats)\s*[:\t]\s*"
)
_NATION = re.compile(
    r"(?i)nationalit|citizen|staatsang|nacionalidad|nazionalit|nacionalidade|birth|geb(?:oren|"
    r"urts)|n[ée]e? (?:le|à)|nacid|nato|nascid"
)
_POSTCODE = re.compile(r"^(?:([A-Z]{1,2})-)?(\d{4,6}(?:-\d{3,4})?(?:\s?[A-Z]{2}\b)?)\s+(.+)$")
_POSTCODE_AFTER = re.compile(
    r"^(.+?)\s+([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{4})$"
)


def find_location(rows: Sequence[Row]) -> dict[str, Found] | None:
    """Return the parts of the likeliest address among the rows of contact details."""
    best: tuple[float, list[Piece]] | None = None
    for place, row in enumerate(rows):
        if _NATION.search(row.text) or section_kinds(row.text) or _is_sentence(row.text):
            continue
        for pieces, score in _addresses(row, rows[place + 1 : place + 3]):
            score -= 0.05 * place
            if score > 1.4 and (best is None or score > best[0]):
                best = (score, pieces)
    return _parts(best[1]) if best else None


def _is_sentence(text: str) -> bool:
    return is_prose(text) and not (EMAIL.search(text) or URL.search(text) or numbers(text))


def _addresses(row: Row, below: Sequence[Row]) -> Iterable[tuple[list[Piece], float]]:
    """Yield the pieces of a row that may be an address, together with lines below a street."""
    pieces = row_pieces(row, _masked(row.text))
    for place, piece in enumerate(pieces):
        bare, bonus = _unlabelled(piece)
        if places.has_street(bare.text):
            yield from _with_street([bare, *pieces[place + 1 :], *_lines(below)], bonus)
            continue
        score = places.place_score(bare.text)
        if title_score(bare.text) < 1.5 and (score > 1.4 or bonus):
            yield [bare], score + bonus


def _masked(text: str) -> str:
    """Blank out addresses on the web and telephone numbers, which part a line like bars do."""
    spans = [found.span() for pattern in (EMAIL, URL) for found in pattern.finditer(text)]
    for begin, end in (*spans, *numbers(text)):
        text = text[:begin] + "\x00" * (end - begin) + text[end:]
    return text


def _unlabelled(piece: Piece) -> tuple[Piece, float]:
    """Drop a label such as `Address:`, which makes a place of whatever follows it."""
    label = _LABEL.match(piece.text)
    if not label or not piece.text[label.end() :].strip():
        return piece, 0.0
    return Piece(piece.text[label.end() :], piece.start + label.end(), piece.end), 3.0


def _with_street(pieces: list[Piece], bonus: float) -> Iterable[tuple[list[Piece], float]]:
    """Take a street and the places right after it, on its line or below."""
    parts = comma_pieces(pieces[0])
    street, after = parts[0], parts[1:]
    taken = list(after)
    for piece in pieces[1:]:
        if places.place_score(piece.text) < 1 and not _POSTCODE.match(piece.text):
            break
        taken.append(piece)
    score = max((places.place_score(piece.text) for piece in taken), default=0.0)
    yield [street, *taken], score + 1.5 + bonus


def _lines(rows: Sequence[Row]) -> list[Piece]:
    return [piece for row in rows for piece in row_pieces(row)[:2]]


def _parts(pieces: Sequence[Piece]) -> dict[str, Found]:
    """Sort the pieces of an address into city, region, country and street."""
    location: dict[str, Found] = {}
    for piece in (part for whole in pieces for part in comma_pieces(whole)):
        _place_part(location, piece)
    first, last = pieces[0], pieces[-1]
    if "address" in location or "city" not in location:
        street = location.get("address") or Found(first.text, first.start, last.end, 0.6)
        location["address"] = street
    return location


def _place_part(location: dict[str, Found], piece: Piece) -> None:
    """Decide what one part of an address is: the city comes before its region and country."""
    text = piece.text
    country = places.country_code(text)
    ambiguous = "region" not in location and len(text) <= 2 and places.region_country(text)
    if "city" in location and "countryCode" not in location and country and not ambiguous:
        location["countryCode"] = Found(country, piece.start, piece.end, 0.9)
        return
    if "city" in location and "region" not in location:
        _region(location, piece)
        return
    if "city" not in location:
        _city(location, piece)


def _region(location: dict[str, Found], piece: Piece) -> None:
    after = _POSTCODE_AFTER.match(piece.text)
    name = after[1] if after else piece.text
    if after:
        begin = piece.start + after.start(2)
        location["postalCode"] = Found(after[2], begin, piece.end, 0.9)
    if places.region_country(name) or (len(name) <= 40 and not any(map(str.isdigit, name))):
        confidence = 0.85 if places.region_country(name) else 0.6
        location["region"] = Found(name, piece.start, piece.start + len(name), confidence)


def _city(location: dict[str, Found], piece: Piece) -> None:
    before, after = _POSTCODE.match(piece.text), _POSTCODE_AFTER.match(piece.text)
    if places.has_street(piece.text) and "address" not in location:
        location["address"] = Found(piece.text, piece.start, piece.end, 0.85)
    elif before:
        location["postalCode"] = Found(
            before[2], piece.start + before.start(2), piece.start + before.end(2), 0.9
        )
        location["city"] = Found(before[3], piece.start + before.start(3), piece.end, 0.95)
    elif after and not places.city_country(piece.text):
        location["city"] = Found(after[1], piece.start, piece.start + after.end(1), 0.9)
        location["postalCode"] = Found(after[2], piece.start + after.start(2), piece.end, 0.9)
    elif split := places.city_and_region(piece.text):
        end = piece.start + len(split[0])
        location["city"] = Found(split[0], piece.start, end, 0.95)
        location["region"] = Found(split[1], piece.end - len(split[1]), piece.end, 0.9)
    elif places.country_code(piece.text) and not places.city_country(piece.text):
        location["countryCode"] = Found(
            str(places.country_code(piece.text)), piece.start, piece.end, 0.9
        )
    elif not any(char.isdigit() for char in piece.text):
        location["city"] = Found(piece.text, piece.start, piece.end, 0.9)
