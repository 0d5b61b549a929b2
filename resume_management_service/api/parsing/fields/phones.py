"""Telephone numbers, in E.164 when they are written with their country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.extraction.document import Link
from api.parsing.dates import time_spans
from api.parsing.found import Found
from api.parsing.layout.rows import Row

_NUMBER = re.compile(
    r"(?<![\w/@.])(?:\+|00(?=[1-9])|\()?\(?\+?\d(?:[\d \u00a0().\u2010-\u2013-]|"
    r"/(?! )){5,24}\d(?![\w@])|(?<![\w/@.+])0\d{2,4} ?/ \d(?:[\d \u00a0-]){4,12}\d(?![\w@])"
)
_LABEL = re.compile(
    r"(?i)\b(?:phone|telephone|tel|mobile|mob|cell|call|telefon|handy|mobil|t[ée]l[ée]phone|"
    r"t[ée]l|portable|"
    r"tel[ée]fono|m[óo]vil|cellulare|telefone|telem[óo]vel|celular|telefoon|mobiel|gsm|"
    r"whatsapp|p|t|m|c|h)\b\W*$"
)
_ADDRESS_BEHIND = re.compile(r"(?<=\d{2})(?:[ \u00a0]|\s+-\s+)\d{1,5}$")
_NOT_A_PHONE = re.compile(
    r"(?i)\b(?:fax|zip|plz|id|no|nr|n[º°o]|isbn|doi|orcid|born|geburtsdatum|birth)\b\W*$"
)


def find_phone(rows: Sequence[Row], links: Sequence[Link]) -> Found | None:
    """Return the likeliest number: labelled or international ones first."""
    best: tuple[float, Found] | None = None
    for row in rows:
        for begin, end in numbers(row.text):
            score = _score(row.text, begin, end)
            if score > 0 and (best is None or score > best[0]):
                best = (score, _phone(row, begin, end))
    return best[1] if best else _linked(links)


def numbers(text: str) -> list[tuple[int, int]]:
    """Return where runs of digits stand that are long enough for a telephone number."""
    found = [(match.start(), _end(text, match)) for match in _NUMBER.finditer(text)]
    return [(begin, end) for begin, end in found if 7 <= _digits(text[begin:end]) <= 15]


def _end(text: str, found: re.Match[str]) -> int:
    """Return where a number ends: before the house number or postcode of an address behind it."""
    behind = text[found.end() : found.end() + 2]
    address = _ADDRESS_BEHIND.search(found[0])
    enough = address and _digits(found[0][: address.start()].replace("(0)", "")) >= 10
    if address and enough and behind[:1] == " " and behind[1:].isalpha():
        return found.start() + address.start()
    return found.end()


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _score(text: str, begin: int, end: int) -> float:
    written, before = text[begin:end], text[:begin]
    if _NOT_A_PHONE.search(before) or time_spans(written):
        return 0.0
    score = 2.0 if written.lstrip("(").startswith(("+", "00")) else 0.0
    score += 2.0 if _LABEL.search(before) else 0.0
    score += 1.0 if _digits(written) >= 9 else 0.3
    score += 0.5 if re.search(r"[\s().-]", written) or written.lstrip("( ").startswith("0") else 0.0
    return score if score >= 1.0 else 0.0


def _phone(row: Row, begin: int, end: int) -> Found:
    written = row.text[begin:end].strip()
    start = row.start + begin + row.text[begin:end].find(written)
    if written.count("(") > written.count(")"):
        written, start = written[1:], start + 1
    return Found(e164(written), start, start + len(written), 0.97)


def e164(written: str) -> str:
    """Write an international number as E.164; a national one stays as it is."""
    bare = re.sub(r"\(0\)", "", written.strip())
    digits = re.sub(r"\D", "", bare)
    if bare.lstrip("(").startswith("+"):
        return f"+{digits}"
    if digits.startswith("00") and len(digits) >= 10:
        return f"+{digits[2:]}"
    return written.strip()


def _linked(links: Sequence[Link]) -> Found | None:
    for link in links:
        if link.url.startswith("tel:") and sum(char.isdigit() for char in link.url) >= 7:
            return Found(e164(link.url[4:]), link.start, link.end, 0.85)
    return None
