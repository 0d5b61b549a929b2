"""Synthetic résumés for the export measurements: seven languages in five shapes, and edge cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PHRASES = Path(__file__).with_name("export_phrases.json")
_EDGES = Path(__file__).with_name("export_edges.json")
_SHAPES = ("short", "usual", "long", "years_only", "rich")
Sections = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A résumé by name, with the language it is written in."""

    name: str
    language: str
    sections: Sections


class _Words:
    """Takes phrases of one language in turn, so that cases differ without chance."""

    def __init__(self, bank: Mapping[str, list[Any]], turn: int) -> None:
        self._bank, self._turn = bank, turn

    def one(self, key: str, offset: int = 0) -> Any:
        return self._bank[key][(self._turn + offset) % len(self._bank[key])]

    def some(self, key: str, count: int) -> list[Any]:
        return [self.one(key, offset) for offset in range(count)]


def cases() -> Iterator[Case]:
    """Yield every synthetic résumé."""
    banks = json.loads(_PHRASES.read_text(encoding="utf-8"))
    for language, bank in banks.items():
        for turn, shape in enumerate(_SHAPES):
            yield Case(f"{language}-{shape}", language, _resume(_Words(bank, turn), shape))
    english = _resume(_Words(banks["en"], 0), "usual")
    for name, changes in _edge_cases().items():
        yield Case(f"edge-{name}", "en", {**english, **changes})


def _resume(words: _Words, shape: str) -> Sections:
    jobs = {"short": 1, "long": 9}.get(shape, 3)
    found: Sections = {
        "basics": _basics(words, shape),
        "work": [_job(words, shape, number) for number in range(jobs)],
        "education": [_study(words, shape, number) for number in range(2)],
        "languages": [
            {"language": name, "fluency": level} for name, level in words.some("tongues", 2)
        ],
    }
    if shape != "short":
        groups = [{"name": name, "keywords": items} for name, items in words.some("skills", 2)]
        found["skills"] = [*groups, *({"name": name} for name in words.some("single", 2))]
    return {**found, **_extras(words)} if shape in ("rich", "long") else found


def _basics(words: _Words, shape: str) -> Sections:
    city, region, country = words.one("places")
    basics = {
        "name": words.one("people"),
        "label": words.one("labels"),
        "email": f"person.{words.one('places')[2].lower()}@example.com",
        "phone": "+44 20 7946 0123",
        "location": {
            "city": city,
            "countryCode": country,
            **({"region": region} if region else {}),
        },
        "summary": words.one("summaries"),
    }
    if shape in ("usual", "rich"):
        basics["url"] = "https://person.example.org"
        basics["profiles"] = [
            {"network": "LinkedIn", "url": "https://www.linkedin.com/in/person-example"},
            {"network": "GitHub", "username": "person", "url": "https://github.com/person"},
        ]
    return basics


def _job(words: _Words, shape: str, number: int) -> Sections:
    start, end = (f"{2020 - 3 * number}", f"{2023 - 3 * number}")
    months = shape != "years_only"
    job = {
        "name": words.one("employers", number),
        "position": words.one("positions", number),
        "startDate": f"{start}-0{number % 9 + 1}" if months else start,
        "highlights": words.some("highlights", 2 + number % 4),
    }
    if number:
        job["endDate"] = f"{end}-1{number % 3}" if months else end
    if number % 2 == 0:
        job["location"] = words.one("places", number)[0]
    if shape == "long":
        job["summary"] = words.one("summaries", number)
    return job


def _study(words: _Words, shape: str, number: int) -> Sections:
    kind, area, score = words.one("degrees", number)
    study = {
        "institution": words.one("schools", number),
        "studyType": kind,
        "area": area,
        "endDate": f"{2010 - 3 * number}",
    }
    if shape != "short":
        study |= {"startDate": f"{2007 - 3 * number}", "score": score}
    return {**study, "courses": words.some("courses", 2)} if shape == "rich" else study


def _extras(words: _Words) -> Sections:
    phrase = words.some("highlights", 6)
    pairs = words.some("certificates", 2)
    return {
        "certificates": [{"name": name, "issuer": by, "date": "2021-03"} for name, by in pairs],
        "projects": [
            {
                "name": "Tidewatch",
                "description": phrase[0],
                "highlights": phrase[1:3],
                "keywords": ["Rust", "SQLite"],
                "startDate": "2020",
                "endDate": "2021-06",
                "url": "https://github.com/person/tidewatch",
            }
        ],
        "publications": [
            {
                "name": "On Tides",
                "publisher": "Harbour Letters",
                "releaseDate": "2019-04-01",
                "url": "https://letters.example.org/on-tides",
            }
        ],
        "awards": [
            {"title": "Lantern", "awarder": "Harbour Guild", "date": "2018", "summary": phrase[3]}
        ],
        "volunteer": [
            {
                "organization": "Lifeboat",
                "position": words.one("positions", 4),
                "startDate": "2015",
                "endDate": "2017",
                "highlights": [phrase[4]],
            }
        ],
        "interests": [
            {"name": "Viola"},
            {"name": "Running", "keywords": ["10 km", "Orienteering"]},
        ],
        "references": [{"name": "A. N. Other", "reference": phrase[5]}],
    }


def _edge_cases() -> dict[str, Sections]:
    cases = json.loads(_EDGES.read_text(encoding="utf-8"))
    lengths = {
        "long_url": {"basics": {"name": "Jo", "url": "https://example.org/" + "a-b_c/" * 30}},
        "long_paragraph": {"basics": {"name": "Jo", "summary": "It went on, and on. " * 400}},
        "many_paragraphs": {
            "basics": {"name": "Jo", "summary": "\n".join(f"Line {n}." for n in range(80))}
        },
        "many_jobs": {"work": [_numbered_job(number) for number in range(45)]},
        "many_skills": {"skills": [{"name": f"skill-{n}/{n}"} for n in range(150)]},
    }
    return {**cases, **lengths}


def _numbered_job(number: int) -> Sections:
    return {
        "name": f"Employer {number}",
        "position": f"Role {number}",
        "startDate": f"{1960 + number}",
        "endDate": f"{1961 + number}",
    }
