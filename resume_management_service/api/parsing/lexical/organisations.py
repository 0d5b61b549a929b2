"""How likely a text names an employer, a school or an issuer of certificates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from api.parsing.lexical.data_files import table
from api.parsing.lexical.folding import fold, is_small, words

_LEGAL_AT_END = re.compile(
    r"(?:,?\s+(?:Inc|LLC|LLP|Ltd|Corp|Co|GmbH|mbH|AG|KG|OHG|SE|UG|GbR|e\.\s?V|e\.\s?K|plc|PLC|"
    r"Plc|S\.?A|"
    r"S\.?A\.?S|SARL|S\.?à\.?r\.?l|S\.?r\.?l|S\.?p\.?A|S\.?L|S\.?L\.?U|Lda|Ltda|B\.?V|N\.?V|Oy|"
    r"Oyj|AB|ASA?|"
    r"A/S|ApS|Pty|Pte|Pvt|Kft|s\.r\.o|d\.o\.o|Sp\. z o\.\s?o|Limited|Incorporated|Corporation|"
    r"Company|"
    r"Holdings?|Group|Gruppe|Groupe|Grupo|Gruppo|Groep|Co\. KG|Cie)\.?)$"
)
_CAMEL = re.compile(r"^[A-Z]?[a-z]+[A-Z][a-zA-Z]+\d*$")
_DOMAIN = re.compile(r"^[\w-]+\.(?:com|io|ai|co|org|net|de|fr|es|it|nl|pt|eu|tech|dev|app)$", re.I)
_PARTS_OF_EMPLOYERS = frozenset(
    [
        "department",
        "team",
        "unit",
        "division",
        "ward",
        "abteilung",
        "service",
        "equipe",
        "departamento",
        "reparto",
        "afdeling",
    ]
)
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.]{1,7}$")


@dataclass(frozen=True, slots=True)
class _Words:
    legal: frozenset[str]
    common: frozenset[str]
    schools: frozenset[str]
    employers: frozenset[str]
    issuers: frozenset[str]
    issuer_words: frozenset[str]


@cache
def _words() -> _Words:
    data = table("organisations.toml")
    return _Words(
        legal=frozenset(data["legal"]),
        common=frozenset(data["words"].split()),
        schools=frozenset(data["places_of_study"].split()),
        employers=frozenset(data["employers"]),
        issuers=frozenset(data["issuers"]),
        issuer_words=frozenset(data["issuer_words"]),
    )


def is_legal_form(text: str) -> bool:
    """Tell whether a text ends in a legal form such as GmbH or Inc."""
    return bool(_LEGAL_AT_END.search(text.strip(" .,;")))


def is_generic(text: str) -> bool:
    """Tell a single word that many names end in, such as `College` or `S.A.`, and that is none."""
    tokens = words(text)
    known = _words()
    if len(text.split()) != 1 or not tokens:
        return False
    return all(word in known.legal | known.schools | known.common for word in tokens) or (
        "".join(tokens) in known.legal
    )


@lru_cache(maxsize=4096)
def company_score(text: str) -> float:
    """Rate how likely a text names an employer: 3 and more for a clear one, below 0 for no sign."""
    bare = text.strip(" .,;()")
    tokens = words(bare)
    if not tokens or len(tokens) > 12:
        return -3.0
    if is_legal_form(bare):
        return 4.0
    if " ".join(tokens) in _words().employers:
        return 3.5
    first, comma, _ = bare.partition(",")
    part = bool(comma) and words(first)[-1:] and words(first)[-1] in _PARTS_OF_EMPLOYERS
    return _shape_score(bare) + _word_score(tokens) - (1.6 if part else 0.5 * bool(comma))


def _shape_score(text: str) -> float:
    score = 0.0
    first = text[:1]
    if _CAMEL.match(text) or _DOMAIN.match(text):
        score += 1.2
    if _ACRONYM.match(text) or " & " in text or first.isdigit():
        score += 0.6
    if first.islower():
        score -= 1.0
    if any(char in text for char in ":;!?%") or text.endswith("."):
        score -= 0.8
    return score


def _word_score(tokens: list[str]) -> float:
    known = _words()
    hits = [token in known.common or _compound(token) for token in tokens]
    schools = any(token in known.schools for token in tokens)
    if not any(hits):
        return 0.8 if schools else 0.0
    if tokens[-1] in _PARTS_OF_EMPLOYERS:
        return -1.0
    score = 1.6 + (0.6 if hits[-1] or hits[0] else 0.0)
    return score + (0.4 if sum(hits) > 1 else 0.0)


def _compound(token: str) -> bool:
    """German and Dutch write organisations as one word."""
    ends = (
        "klinik",
        "klinikum",
        "krankenhaus",
        "schule",
        "gymnasium",
        "werke",
        "bank",
        "verlag",
        "technik",
        "bau",
        "institut",
        "heim",
        "markt",
        "haus",
        "kasse",
        "akademie",
        "zentrum",
        "versicherung",
        "ziekenhuis",
        "bedrijf",
        "bureau",
        "systeme",
        "gruppe",
        "logistik",
    )
    return len(token) > 7 and token.endswith(ends)


@lru_cache(maxsize=4096)
def school_score(text: str) -> float:
    """Rate how likely a text names a place of study: 3 and more for a clear one."""
    tokens = words(text.strip(" .,;()"))
    if not tokens or len(tokens) > 14:
        return -3.0
    known = _words()
    if any(token in known.schools or _school_compound(token) for token in tokens):
        return 3.4
    if len(tokens) == 1 and _ACRONYM.match(text.strip()):
        return 0.8
    return min(1.0, company_score(text)) - 0.2


def _school_compound(token: str) -> bool:
    ends = (
        "universitat",
        "hochschule",
        "schule",
        "gymnasium",
        "kolleg",
        "akademie",
        "universiteit",
        "hogeschool",
        "school",
        "lyceum",
        "college",
    )
    return len(token) > 8 and token.endswith(ends)


@lru_cache(maxsize=2048)
def issuer_score(text: str) -> float:
    """Rate how likely a text names who issues a certificate."""
    tokens = [token for token in words(text) if not is_small(token)]
    if not tokens or len(tokens) > 8:
        return -3.0
    known = _words()
    if fold(text) in known.issuers:
        return 4.0
    if any(token in known.issuer_words for token in tokens):
        return 2.2
    return max(-0.5, company_score(text) - 0.8)
