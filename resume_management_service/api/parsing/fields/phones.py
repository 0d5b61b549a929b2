"""Telephone numbers, in E.164 when they are written with their country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.extraction.document import Link
from api.parsing.dates import time_spans
from api.parsing.found import Found
from api.parsing.layout.rows import Row

NUMBER = re.compile(
    r"(?<![\w/@.])(?:\+|00(?=[1-9])|\()?\(?\+?\d(?:[\d\s().\u2010-\u2013/-]|"
    r"\u00a0){5,24}\d(?![\w@])"
)
_LABEL = re.compile(
    r"(?i)\b(?:phone|telephone|tel|mobile|mob|cell|call|telefon|handy|mobil|t[ée]l[ée]phone|"
    r"t[ée]l|portable|"
    r"tel[ée]fono|m[óo]vil|cellulare|telefone|telem[óo]vel|celular|telefoon|mobiel|gsm|"
    r"whatsapp|p|t|m|c|h)\b\W*$"
)
_NOT_A_PHONE = re.compile(
    r"(?i)\b(?:fax|zip|plz|id|no|nr|n[º°o]|isbn|doi|orcid|born|geburtsdatum|birth)\b\W*$"
)


def find_phone(rows: Sequence[Row], links: Sequence[Link]) -> Found | None:
    """Return the likeliest number: labelled or international ones first."""
    best: tuple[float, Found] | None = None
    for row in rows:
        for found in NUMBER.finditer(row.text):
            score = _score(row, found)
            if score > 0 and (best is None or score > best[0]):
                best = (score, _phone(row, found))
    return best[1] if best else _linked(links)


def _score(row: Row, found: re.Match[str]) -> float:
    written, before = found[0], row.text[: found.start()]
    digits = re.sub(r"\D", "", written)
    if not 7 <= len(digits) <= 15 or _NOT_A_PHONE.search(before) or time_spans(written):
        return 0.0
    score = 2.0 if written.lstrip("(").startswith(("+", "00")) else 0.0
    score += 2.0 if _LABEL.search(before) else 0.0
    score += 1.0 if len(digits) >= 9 else 0.3
    score += 0.5 if re.search(r"[\s().-]", written) or digits.startswith("0") else 0.0
    return score if score >= 1.0 else 0.0


def _phone(row: Row, found: re.Match[str]) -> Found:
    written = found[0].strip()
    opened = written.count("(") > written.count(")")
    begin = row.start + found.start() + (len(found[0]) - len(found[0].lstrip())) + opened
    written = written[1:] if opened else written
    return Found(e164(written), begin, begin + len(written), 0.97)


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
