"""Synthetic applicants of the fake applicant tracking system, the same for the same number."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

Record = Any
BROKEN_EVERY = 10
FILE_EVERY = 4

_GIVEN = ("Ada", "Bela", "Cleo", "Dario", "Edda", "Femi", "Gita", "Hugo", "Ines", "Jonas", "Kaya")
_FAMILY = ("Sample", "Example", "Muster", "Ejemplo", "Exemple", "Esempio", "Voorbeeld")
_TRADES = (
    ("Software Developer", "Python, SQL, Docker"),
    ("Registered Nurse", "Wound Care, Triage, Patient Education"),
    ("Accountant", "Bookkeeping, SAP, Financial Reporting"),
    ("Electrician", "Wiring, Fault Finding, PLC Programming"),
    ("Warehouse Clerk", "Inventory Management, Forklift Operation, Excel"),
)
_CITIES = (("Berlin", "DE"), ("Lyon", "FR"), ("Porto", "PT"), ("Leeds", "GB"), ("Utrecht", "NL"))


def applicant(number: int) -> Record:
    """Return the record of an applicant, counted from 0: a JSON Resume or a text document."""
    record = {"id": f"ats-{number:06d}", "applied_at": f"2026-{number % 12 + 1:02d}-01"}
    if number % FILE_EVERY:
        return {**record, "resume": _sections(number)}
    content = base64.b64encode(_text(number).encode()).decode()
    return {**record, "file": {"name": f"cv-{number}.txt", "content": content}}


def is_broken(number: int) -> bool:
    """Tell whether error mode breaks this applicant's record."""
    return number % BROKEN_EVERY == BROKEN_EVERY - 1


def broken(number: int) -> Record:
    """Return a record as it should not be, each kind in turn."""
    kinds = list(KINDS_OF_DAMAGE.values())
    return kinds[number // BROKEN_EVERY % len(kinds)](number)


def _person(number: int) -> tuple[str, str]:
    given = _GIVEN[number % len(_GIVEN)]
    family = _FAMILY[number // len(_GIVEN) % len(_FAMILY)]
    return f"{given} {family}", f"{given}.{family}.{number}@example.com".lower()


def _sections(number: int) -> dict[str, Any]:
    name, email = _person(number)
    title, skills = _TRADES[number % len(_TRADES)]
    city, country = _CITIES[number % len(_CITIES)]
    return {
        "basics": {
            "name": name,
            "email": email,
            "label": title,
            "location": {"city": city, "countryCode": country},
        },
        "work": [
            {
                "name": f"Example Works {number % 40}",
                "position": title,
                "startDate": f"{2008 + number % 12}-03",
                "endDate": f"{2021 + number % 4}-09",
                "highlights": [f"Looked after {number % 30 + 2} customers a week"],
            }
        ],
        "skills": [{"keywords": skills.split(", ")}],
    }


def _text(number: int) -> str:
    name, email = _person(number)
    title, skills = _TRADES[number % len(_TRADES)]
    return (
        f"{name}\n{email}\n\nExperience\n{title}, Example Works {number % 40}, 2015 - 2022\n"
        f"- Looked after {number % 30 + 2} customers a week\n\nSkills\n{skills}\n"
    )


def _with_file(number: int, content: str) -> Record:
    return {"id": f"ats-{number:06d}", "file": {"name": "cv.pdf", "content": content}}


def _with_date(number: int) -> Record:
    sections = _sections(number)
    sections["work"][0]["startDate"] = "the day before yesterday"
    return {"id": f"ats-{number:06d}", "resume": sections}


KINDS_OF_DAMAGE: dict[str, Callable[[int], Record]] = {
    "without id": lambda number: {"resume": _sections(number)},
    "no object": lambda number: f"applicant {number}",
    "bad base64": lambda number: _with_file(number, "%%% not base64 %%%"),
    "program instead of document": lambda number: _with_file(
        number, base64.b64encode(b"\x7fELF\x02\x01\x01" + bytes(64)).decode()
    ),
    "cut document": lambda number: _with_file(
        number, base64.b64encode(b"%PDF-1.7\n" + b"x " * 40).decode()
    ),
    "list instead of résumé": lambda number: {"id": f"ats-{number:06d}", "resume": [1, 2]},
    "impossible date": _with_date,
    "nothing in it": lambda number: {"id": f"ats-{number:06d}"},
    "null": lambda _number: None,
}
