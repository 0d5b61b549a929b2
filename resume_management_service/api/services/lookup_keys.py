"""Digests by which rows are found: equal where a person sees no difference, else different.

Database collations disagree about case, accents and signs; these keys are the same everywhere.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from api.parsing.lexical.folding import words
from api.services.words import folded

_TITLES = frozenset(
    [
        "dr",
        "prof",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "herr",
        "frau",
        "dipl",
        "ing",
        "mag",
        "phd",
        "md",
        "mba",
        "msc",
        "bsc",
        "ma",
        "ba",
        "jr",
        "sr",
        "ii",
        "iii",
        "esq",
        "cpa",
        "rn",
        "pmp",
    ]
)
_LEGAL_FORMS = frozenset(
    [
        "inc",
        "llc",
        "llp",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "incorporated",
        "co",
        "company",
        "gmbh",
        "mbh",
        "ag",
        "kg",
        "ohg",
        "se",
        "ug",
        "gbr",
        "plc",
        "sa",
        "sas",
        "sarl",
        "srl",
        "spa",
        "sl",
        "slu",
        "lda",
        "ltda",
        "bv",
        "nv",
        "oy",
        "oyj",
        "ab",
        "as",
        "aps",
        "pty",
        "pte",
    ]
)
_BETWEEN_WORDS = re.compile(r"[\s\-\u2010-\u2014]+")
_LINKEDIN_PROFILE = re.compile(r"linkedin\.com/(?:in|pub)/([^/?#\s]+)", re.IGNORECASE)


def digest(*parts: str) -> str:
    """Return 32 hexadecimal digits that stand for the parts."""
    return blake2b(_joined(parts), digest_size=16).hexdigest()


def number(*parts: str) -> int:
    """Return a signed integer of 64 bits that stands for the parts."""
    return int.from_bytes(blake2b(_joined(parts), digest_size=8).digest(), signed=True)


def skill_id(name: str, *, owner_id: str = "") -> int:
    """Return the id of a skill: case and hyphens do not matter, signs do."""
    return number("skill", owner_id, _BETWEEN_WORDS.sub(" ", folded(name)).strip())


def word_number(word: str, *, user_id: str) -> int:
    """Return what stands for a folded word in the user's résumés."""
    return number("word", user_id, word)


def name_key(full_name: str) -> str:
    """Return the key of a person's name without titles and initials, "" for none."""
    found = [word for word in words(full_name) if word not in _TITLES]
    long = [word for word in found if len(word) > 1]
    return digest(*sorted(long if len(long) > 1 else found)) if found else ""


def company_key(company: str) -> str:
    """Return the key of an employer without its legal form, "" for none."""
    found = words(company.replace(".", ""))
    bare = [word for word in found if word not in _LEGAL_FORMS]
    return digest(*(bare or found)) if found else ""


def email_key(email: str) -> str | None:
    """Return the key of an e-mail address, None for none."""
    return digest(email.strip().lower()) if email.strip() else None


def phone_key(phone: str) -> str:
    """Return the key of a telephone number: its digits, with a plus when it is international.

    A zero in brackets behind the country's code is dialled at home only.
    """
    digits = re.sub(r"\D", "", re.sub(r"^(\s*\+[\d\s]+)\(0\)", r"\1", phone))
    return f"{'+' if phone.strip().startswith('+') else ''}{digits}"[:32] if digits else ""


def linkedin_key(url: str) -> str:
    """Return the key of a LinkedIn profile, "" for another address."""
    profile = _LINKEDIN_PROFILE.search(url)
    return digest(profile[1].lower()) if profile else ""


def _joined(parts: tuple[str, ...]) -> bytes:
    return "\x1f".join(parts).encode("utf-8", "replace")
