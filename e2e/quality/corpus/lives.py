"""Whole invented lives, written out, for the designs that nobody tunes on."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from e2e.quality.corpus.content import Job, Month, Person, Study

_DATA = Path(__file__).parent / "data"


@cache
def lives() -> tuple[Person, ...]:
    """Return the lives that are written out in letters which every PDF reader's own fonts have."""
    plain = tomllib.loads((_DATA / "lives.toml").read_text(encoding="utf-8"))
    everybody = (_person(one) for one in plain["life"])
    return tuple(one for one in everybody if _is_western(repr(one)))


def _is_western(text: str) -> bool:
    return text.encode("cp1252", "ignore").decode("cp1252") == text


@cache
def _unusual() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_DATA / "unusual_headings.toml").read_text(encoding="utf-8"))


def unusual_headings(language: str, share: float, rng: random.Random) -> dict[str, str]:
    """Draw headings that a person made up, for about `share` of the sections."""
    return {
        kind: rng.choice(forms)
        for kind, forms in _unusual()[language].items()
        if rng.random() < share
    }


def _person(plain: dict[str, Any]) -> Person:
    email, phone, city, region, country, address = plain["contact"]
    return Person(
        language=plain["language"],
        name=plain["name"],
        label=plain["label"],
        email=email,
        phone=phone,
        city=city,
        region=region,
        country=country,
        address=address,
        links=tuple(plain["links"]),
        summary=plain["summary"],
        jobs=tuple(_job(*job) for job in plain["jobs"]),
        studies=tuple(_study(*study) for study in plain["studies"]),
        skills=tuple((group, tuple(words)) for group, words in plain["skills"]),
        languages=tuple((name, level) for name, level in plain["languages"]),
        certificates=tuple((name, issuer, year) for name, issuer, year in plain["certificates"]),
        projects=tuple((name, text, tuple(tech)) for name, text, tech in plain["projects"]),
        interests=tuple(plain["interests"]),
        referee=(
            "Dr. Robin Castellan",
            "Orchard Lane Partners",
            "castellan@example.net",
            "555-0199",
        ),
    )


def _job(company: str, position: str, place: str, start: str, end: str, bullets: list[str]) -> Job:
    return Job(
        company, position, place, _month(start), _month(end) if end else None, tuple(bullets)
    )


def _study(school: str, degree: str, area: str, place: str, start: str, end: str) -> Study:
    return Study(school, degree, area, place, _month(start), _month(end))


def _month(text: str) -> Month:
    year, _, month = text.partition("-")
    return int(year), int(month)
