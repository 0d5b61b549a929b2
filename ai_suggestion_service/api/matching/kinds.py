"""What sort of thing a line of a job description asks for."""

import re
from enum import StrEnum

from api.matching.field_words import degrees_in, languages_in, skills_in
from api.matching.stems import words_of
from api.matching.wording import tells_of_experience
from api.matching.words import groups, phrases


class Kind(StrEnum):
    """What sort of thing is asked for."""

    SKILL = "skill"
    EXPERIENCE = "experience"
    DEGREE = "degree"
    LANGUAGE = "language"
    CERTIFICATE = "certificate"
    RESPONSIBILITY = "responsibility"
    OTHER = "other"


_TERM_GROUPS = ("full_time", "part_time", "permanent", "remote", "hybrid", "onsite")
_NUMBERS = {word: place + 1 for place, word in enumerate(groups("kinds")["numbers_en"])}
_NUMBERS |= {word: place + 1 for place, word in enumerate(groups("kinds")["numbers_de"])}
_NUMBERS |= {word: place + 1 for place, word in enumerate(groups("kinds")["numbers_fr"])}
_NUMBERS |= {word: place + 1 for place, word in enumerate(groups("kinds")["numbers_es"])}
_UNIT = (
    r"years?|yrs?|jahren?|jahre|ans|années?|años?|anni|anno|anos?|jaar"
    r"|months?|monaten?|mois|meses|mesi|maanden"
)
_YEARS = re.compile(
    rf"(?<![\w.,])(?P<low>\d{{1,2}}(?:[.,]5)?|{'|'.join(_NUMBERS)})\s*(?:\(\d{{1,2}}\))?\s*"
    rf"(?:\+|plus|or more|oder mehr)?\s*(?:(?:[-–—]|to|bis|à|a|tot)\s*\d{{1,2}})?\s*(?:\+|plus)?"
    rf"[ -]?(?:full\s)?(?P<unit>{_UNIT})\b",
    re.IGNORECASE,
)
_MONTH = re.compile(r"mon|moi|mes", re.IGNORECASE)
_AGE = re.compile(
    r"years?\s+(?:old|of age)|jahre\s+alt|(?:at least|over|minimum)\s+18\s+years", re.IGNORECASE
)
_AGED = re.compile(r"(?:aged?|zwischen|between|âgés? de|entre|fra|tussen)\s+\S*\s*$", re.IGNORECASE)
_SPEAKING = phrases(groups("kinds")["speaking"])
_DRIVING = phrases(groups("kinds")["driving"])
_CERTIFYING = phrases(groups("kinds")["certifying"])
_STUDYING = phrases(groups("kinds")["studying"])
_TERMS = phrases(entry for name in _TERM_GROUPS for entry in groups("metadata")[name])
_SHORT = 4


def years_asked(text: str) -> float | None:
    """Read the least number of years that a line asks for; None when it asks for none."""
    found = _YEARS.search(text)
    if found is None or _AGE.search(text) or _AGED.search(text[: found.start()]):
        return None
    low = found["low"].casefold()
    number = float(_NUMBERS[low]) if low in _NUMBERS else float(low.replace(",", "."))
    return round(number / 12, 2) if _MONTH.match(found["unit"]) else number


def asks_for_degree(text: str) -> bool:
    """Tell whether a line asks for a degree or schooling."""
    return bool(degrees_in(text)) or bool(_STUDYING.search(text))


def asks_for_language(text: str) -> bool:
    """Tell whether a line asks that a language is spoken."""
    hits = languages_in(text)
    if not hits:
        return False
    return any(hit.level for hit in hits) or bool(_SPEAKING.search(text)) or _is_short(text)


def asks_for_certificate(text: str) -> bool:
    """Tell whether a line asks for a certificate, licence or registration."""
    return bool(_CERTIFYING.search(text))


def is_driving_licence(text: str) -> bool:
    """Tell whether a line names a driving licence."""
    return bool(_DRIVING.search(text))


def kind_of(text: str, *, duty: bool) -> Kind:
    """Tell what sort of thing a line asks for; `duty` says that it stands among the tasks."""
    if years_asked(text) is not None and not duty:
        return Kind.EXPERIENCE
    if duty:
        return Kind.RESPONSIBILITY
    if is_driving_licence(text):
        return Kind.CERTIFICATE
    for asks, kind in (
        (asks_for_degree, Kind.DEGREE),
        (asks_for_language, Kind.LANGUAGE),
        (asks_for_certificate, Kind.CERTIFICATE),
        (skills_in, Kind.SKILL),
        (tells_of_experience, Kind.EXPERIENCE),
    ):
        if asks(text):
            return kind
    return Kind.OTHER


def is_telling(text: str) -> bool:
    """Tell whether a line says anything of the work, and not only of its terms."""
    plain = _TERMS.sub(" ", text)
    return any(word.weight >= 1 for word in words_of(plain)) or bool(skills_in(text))


def _is_short(text: str) -> bool:
    return len(text.split()) <= _SHORT
