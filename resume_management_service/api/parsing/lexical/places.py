"""Places: countries, regions and cities, and how likely a text names one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from api.parsing.lexical.data_files import rows
from api.parsing.lexical.folding import fold

_REMOTE = re.compile(
    r"\b(remote|fully remote|hybrid|on ?site|home ?office|teletravail|teletrabajo|da remoto|"
    r"remoto|smart working|thuiswerken|a distance)\b|^(?:worldwide|distributed|global)$"
)
_POSTCODE = re.compile(
    r"^(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?\s+\S|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"
    r"|\b\d{4}\s?[A-Z]{2}\b|,\s*[A-Z]{2}\s+\d{5}(?:-\d{4})?\b"
)
_STREET = re.compile(
    r"(?i)\b\d+\w?\s+(?:\w+\s){0,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|"
    r"way|walk|mews|gardens|green|quay|wharf|gate|grove|rise|parade|highway|parkway|trail|circle|court|ct|place|square|terrace|close|crescent|row|hill)\b"
    r"|(?:str(?:a(?:ss|ß)e|\.)|weg|platz|allee|gasse|straat|laan|gracht|plein|kade|singel)\s+\d+"
    r"|\b(?:am|an der|im|auf der|auf dem|zum|zur|in der)\s+[A-ZÄÖÜ][\w-]+\s+\d{1,4}\b|\bc/\s*\w"
    r"|\b(?:rue|avenue|boulevard|place|chemin|quai|impasse|calle|avenida|plaza|paseo|carrer|"
    r"via|viale|"
    r"piazza|corso|rua|travessa|praca|praça)\s+(?:\w|')"
)
_CODE = re.compile(
    r"^(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{3,4})?(?:\s[A-Z]{2}(?=\s))?\s+"
    r"|\s+(?:\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)$"
)
_NAME = re.compile(r"^[^\W\d_][\w'’.\- ]{1,30}$")


@cache
def _countries() -> dict[str, str]:
    return {name: code for code, *names in rows("countries.txt") for name in names}


@cache
def _region_names() -> dict[str, str]:
    return {name: country for country, _, name in rows("regions.txt")}


@cache
def _region_codes() -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for country, code, _ in rows("regions.txt"):
        if code != "-":
            codes[code] = (*codes.get(code, ()), country)
    return codes


@cache
def _cities() -> dict[str, str]:
    known: dict[str, str] = {}
    for country, names in rows("cities.txt"):
        for name in names.split(","):
            known.setdefault(name.strip(), country)
    return known


def country_code(text: str) -> str | None:
    """Return the ISO code of the country a whole text names in one of the seven languages."""
    code = text.strip(" .()")
    if code.isupper() and len(code) == 2 and code in _iso_codes():
        return code
    return _countries().get(fold(text))


@cache
def _iso_codes() -> frozenset[str]:
    return frozenset(_countries().values())


def region_country(text: str) -> str | None:
    """Return the country of a state, province or region, by its name or its code in capitals."""
    code = text.strip(" .")
    if code in _region_codes():
        return _region_codes()[code][0]
    return _region_names().get(fold(text))


def city_country(text: str) -> str | None:
    """Return the country of a known city."""
    folded = fold(text)
    cities = _cities()
    if folded in cities:
        return cities[folded]
    bare = re.sub(
        r"^(?:greater|metro|downtown|central)\s+|\s+(?:area|region|metropolitan area|city)$",
        "",
        folded,
    )
    return cities.get(bare)


def is_remote(text: str) -> bool:
    """Tell whether a short text says that the work was done from anywhere."""
    folded = fold(text)
    return len(folded) <= 32 and bool(_REMOTE.search(folded))


def has_street(text: str) -> bool:
    """Tell whether a text holds a street with its number."""
    return bool(_STREET.search(text))


def has_postcode(text: str) -> bool:
    """Tell whether a text holds a postcode beside a place."""
    return bool(_POSTCODE.search(text))


@lru_cache(maxsize=4096)
def place_score(text: str) -> float:
    """Rate how likely a text is a place: 4 for `City, Country`, below 0 for no sign."""
    bare = text.strip(" .,;()[]")
    if not bare or len(bare) > 60:
        return -3.0
    if is_remote(bare):
        return 3.5 if len(bare) <= 24 else 1.5
    parts = [part.strip() for part in re.split(r"[,/|;]|\s[-–—]\s|\(|\)", bare) if part.strip()]
    if not parts or len(parts) > 4:
        return -2.0
    known = [_part_score(part) for part in parts]
    if len(parts) > 1:
        return _joined_score(parts, known)
    return known[0] + (1.5 if has_postcode(bare) else 0.0)


def _part_score(part: str) -> float:
    if city_country(part):
        return 3.0
    if _countries().get(fold(part)):
        return 3.0
    if _region_names().get(fold(part)):
        return 2.2
    stripped = without_postcode(part)
    if stripped != part and stripped:
        return _part_score(stripped)
    if city_and_region(part):
        return 3.5
    if part in _region_codes() or country_code(part):
        return 1.0
    return -0.3 if _is_name(part) else -2.5


def without_postcode(part: str) -> str:
    """Drop a postcode before or after the name of a place."""
    return _CODE.sub("", part).strip()


def _is_name(text: str) -> bool:
    """Tell a few words that begin with capitals, as names of places do."""
    tokens = text.split()
    if not _NAME.match(text) or len(tokens) > 5:
        return False
    return tokens[0][0].isupper() and sum(token[0].isupper() for token in tokens) <= 3


def _joined_score(parts: list[str], known: list[float]) -> float:
    """Rate `City, Region, Country`: an unknown city counts when what follows it is a place."""
    last = without_postcode(parts[-1])
    ends = last in _region_codes() or bool(country_code(last)) or known[-1] >= 2
    if not ends:
        return min(2.0, max(known)) - 1.5 if max(known) >= 2 else -2.0
    if known[0] >= 2:
        return 4.0
    plain = _is_name(parts[0])
    return 3.4 if plain and all(score > -2 for score in known) else 0.2


def city_and_region(text: str) -> tuple[str, str] | None:
    """Split `Melbourne VIC`, a city with the code of its region behind it."""
    city, _, code = text.strip().rpartition(" ")
    known = code in _region_codes() and city_country(city) in _region_codes()[code]
    return (city, code) if known else None
