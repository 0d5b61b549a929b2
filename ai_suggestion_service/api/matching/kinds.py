"""What sort of thing a line of a job description asks for."""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is asked for."""

    SKILL = "skill"
    EXPERIENCE = "experience"
    DEGREE = "degree"
    LANGUAGE = "language"
    CERTIFICATE = "certificate"
    RESPONSIBILITY = "responsibility"
    OTHER = "other"


_YEAR_WORD = r"(?:years?|yrs?|jahren?|ans|années|años|anni|anos|jaar)"
_YEARS = re.compile(
    rf"(\d{{1,2}}(?:[.,]5)?)\s*(?:\+|plus|or more|oder mehr)?\s*(?:[-–—]|to|bis|à|a|tot)?\s*"
    rf"(?:\d{{1,2}})?\s*\+?[ -]?{_YEAR_WORD}\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(degree|bachelor|master'?s?\b|ph\.?d|doctorate|diploma|b\.?sc|m\.?sc|mba|studium|hochschul"
    r"|abschluss|ausbildung|diplôme|licence en|licenciatura|grado en|laurea|graduação|licenciado"
    r"|hbo|wo-|opleiding|graduate)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"\b(english|german|french|spanish|italian|portuguese|dutch|englisch|deutsch|französisch"
    r"|anglais|français|inglés|español|inglese|italiano|inglês|português|engels|nederlands"
    r"|bilingual|native speaker|mother tongue)",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(
    r"\b(certifi|licen[sc]e\b|licensed|licensure|registration with|registered|führerschein|permis"
    r"|zertifi|patente|carné|rijbewijs|accredit|chartered)",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"\b(experience|erfahrung|expérience|experiencia|esperienza|experiência|ervaring)",
    re.IGNORECASE,
)


def years_asked(text: str) -> float | None:
    """Read the least number of years that a line asks for."""
    found = _YEARS.search(text)
    return float(found.group(1).replace(",", ".")) if found else None


def kind_of(text: str, *, duty: bool) -> Kind:
    """Tell what sort of thing a line asks for; `duty` says that it stands among the tasks."""
    if duty:
        return Kind.RESPONSIBILITY
    for pattern, kind in (
        (_YEARS, Kind.EXPERIENCE),
        (_DEGREE, Kind.DEGREE),
        (_CERTIFICATE, Kind.CERTIFICATE),
        (_LANGUAGE, Kind.LANGUAGE),
        (_EXPERIENCE, Kind.EXPERIENCE),
    ):
        if pattern.search(text):
            return kind
    return Kind.OTHER
