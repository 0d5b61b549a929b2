"""Invented résumés: who, where, what and when, drawn from the word files by a seed."""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
Month = tuple[int, int]
NOW: Month = (2026, 11)


@dataclass(frozen=True)
class Job:
    """One position; `end` is None while it lasts."""

    company: str
    position: str
    location: str
    start: Month
    end: Month | None
    bullets: tuple[str, ...]


@dataclass(frozen=True)
class Study:
    """One course of study."""

    institution: str
    degree: str
    area: str
    location: str
    start: Month
    end: Month


@dataclass(frozen=True)
class Person:
    """All that a résumé may tell of a person."""

    language: str
    name: str
    label: str
    email: str
    phone: str
    city: str
    region: str
    country: str
    address: str
    links: tuple[str, ...]
    summary: str
    jobs: tuple[Job, ...]
    studies: tuple[Study, ...]
    skills: tuple[tuple[str, tuple[str, ...]], ...]
    languages: tuple[tuple[str, str], ...]
    certificates: tuple[tuple[str, str, int], ...]
    projects: tuple[tuple[str, str, tuple[str, ...]], ...]
    interests: tuple[str, ...]
    referee: tuple[str, str, str, str] = field(default=("", "", "", ""))


@cache
def words(language: str) -> dict[str, Any]:
    """Return the headings, months and small words of a language."""
    return dict(_read("words.toml")[language])


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def _professions(language: str) -> list[dict[str, Any]]:
    return [
        profession
        for name in ("professions_en.toml", "professions_rest.toml")
        for profession in _read(name)["profession"]
        if profession.get("language", "en") == language
    ]


def people() -> list[tuple[str, str]]:
    """Return the language and the name of each invented person."""
    return [
        (one["language"], name) for one in _read("people.toml")["person"] for name in one["names"]
    ]


def make_person(language: str, name: str, rng: random.Random) -> Person:
    """Draw a life for a name."""
    profession = rng.choice(_professions(language))
    places = next(one for one in _read("people.toml")["person"] if one["language"] == language)
    city, region, country, address, phone = rng.choice(places["places"])
    slug = _slug(name)
    return Person(
        language=language,
        name=name,
        label=profession["label"],
        email=_email(slug, rng),
        phone=re.sub("#", lambda _: str(rng.randint(0, 9)), phone),
        city=city,
        region=region,
        country=country,
        address=address,
        links=_links(slug, rng),
        summary=profession["summary"],
        jobs=_jobs(profession, language, rng),
        studies=_studies(profession, language, rng),
        skills=tuple(
            (group, tuple(rng.sample(items, len(items)))) for group, items in profession["skills"]
        ),
        languages=_languages(language, rng),
        certificates=tuple(
            (title, issuer, rng.randint(2012, 2025)) for title, issuer in profession["certificates"]
        ),
        projects=tuple((title, text, tuple(tech)) for title, text, tech in profession["projects"]),
        interests=tuple(rng.sample(words(language)["interests"], 3)),
        referee=_referee(language, rng),
    )


def _slug(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ı", "i"))
    return re.findall(
        "[a-z]+", plain.encode("ascii", "ignore").decode().casefold().replace("dr. ", "")
    )


def _email(slug: Sequence[str], rng: random.Random) -> str:
    first, last = slug[0], slug[-1]
    local = rng.choice(
        [
            f"{first}.{last}",
            f"{first[0]}{last}",
            f"{first}{rng.randint(1, 99)}",
            f"hello.{last}",
            f"{last}_{first}",
        ]
    )
    return f"{local}@{rng.choice(['example.com', 'example.org', 'mail.example.com'])}"


def _links(slug: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    handle = rng.choice(
        [
            f"{slug[0]}-{slug[-1]}",
            f"{slug[0]}{slug[-1]}",
            f"{slug[0][0]}{slug[-1]}{rng.randint(1, 99)}",
        ]
    )
    known = [
        f"linkedin.com/in/{handle}",
        f"github.com/{handle}",
        f"{slug[-1]}.dev",
        f"www.{slug[0]}{slug[-1]}.com",
        f"behance.net/{handle}",
    ]
    return tuple(rng.sample(known, rng.choice([0, 1, 1, 2, 2, 3])))


def _jobs(profession: dict[str, Any], language: str, rng: random.Random) -> tuple[Job, ...]:
    """Draw three to five jobs, newest first; sometimes two in a row at one employer."""
    employers = _read("employers.toml")[language]
    titles = profession["titles"][: rng.randint(3, 4)]
    companies = rng.sample(employers["companies"], len(titles))
    cities = [rng.choice(employers["cities"]) for _ in titles]
    if rng.random() < 0.25:
        companies[1], cities[1] = companies[0], cities[0]
    jobs, end = [], None if rng.random() < 0.7 else (NOW[0], rng.randint(1, 9))
    for place, title in enumerate(titles):
        start = _back(end or NOW, rng.randint(9, 60))
        mine = tuple(
            rng.sample(profession["bullets"], min(len(profession["bullets"]), rng.randint(2, 5)))
        )
        jobs.append(Job(companies[place], title, cities[place], start, end, mine))
        end = _back(start, rng.choice([1, 1, 2, 5]))
    return tuple(jobs)


def _back(month: Month, months: int) -> Month:
    count = month[0] * 12 + month[1] - 1 - months
    return count // 12, count % 12 + 1


def _studies(profession: dict[str, Any], language: str, rng: random.Random) -> tuple[Study, ...]:
    employers = _read("employers.toml")[language]
    schools = rng.sample(employers["schools"], len(profession["degrees"]))
    studies, end = [], (rng.randint(2008, 2014), rng.choice([6, 7, 9]))
    for school, (degree, area) in zip(schools, profession["degrees"], strict=True):
        start = (end[0] - rng.randint(2, 4), rng.choice([9, 10]))
        studies.append(Study(school, degree, area, rng.choice(employers["cities"]), start, end))
        end = (start[0], rng.choice([6, 7]))
    return tuple(studies)


def _languages(language: str, rng: random.Random) -> tuple[tuple[str, str], ...]:
    known = words(language)
    first, *others = known["languages"]
    chosen = [first, *rng.sample(others, rng.randint(1, 2))]
    return tuple(
        (name, known["fluency"][0] if not place else rng.choice(known["fluency"][1:]))
        for place, name in enumerate(chosen)
    )


def _referee(language: str, rng: random.Random) -> tuple[str, str, str, str]:
    names = [name for other, name in people() if other == language]
    name = rng.choice(names)
    company = rng.choice(_read("employers.toml")[language]["companies"])
    return name, company, f"{_slug(name)[-1]}@example.net", f"+44 20 7946 0{rng.randint(100, 999)}"
