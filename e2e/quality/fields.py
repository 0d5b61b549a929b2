"""Strict comparison of a parsed résumé with the truth, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.fuzz import ratio

_ALIKE = 90.0
Resume = dict[str, Any]
Test = Callable[[str, str], bool]


@dataclass
class Counts:
    """How many values were right, found and there."""

    right: int = 0
    found: int = 0
    there: int = 0

    def add(self, other: Counts) -> None:
        self.right += other.right
        self.found += other.found
        self.there += other.there

    @property
    def f1(self) -> float:
        """Return F1; 1 where there was nothing to find and nothing was found."""
        if not self.found and not self.there:
            return 1.0
        return 2 * self.right / (self.found + self.there)


@dataclass
class Comparison:
    """The counts of one field, with the values that differ."""

    counts: Counts
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def _alike(one: str, other: str) -> bool:
    return ratio(_plain(one), _plain(other)) >= _ALIKE


def _equal(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _same_digits(one: str, other: str) -> bool:
    digits = [re.sub(r"\D", "", value.replace("(0)", "")) for value in (one, other)]
    return digits[0] == digits[1]


def _same_address(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", url.casefold()).rstrip("/")


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _basics(key: str) -> Callable[[Resume], list[str]]:
    def read(resume: Resume) -> list[str]:
        value = resume.get("basics", {}).get(key)
        return [value] if value else []

    return read


def _each(section: str, key: str) -> Callable[[Resume], list[str]]:
    return lambda resume: [entry[key] for entry in resume.get(section, []) if entry.get(key)]


def _links(resume: Resume) -> list[str]:
    basics = resume.get("basics", {})
    if "links" in basics:
        return list(basics["links"])
    urls = [profile.get("url", "") for profile in basics.get("profiles", [])]
    return [url for url in [*urls, basics.get("url", "")] if url]


def _degrees(resume: Resume) -> list[str]:
    entries = resume.get("education", [])
    joined = (f"{entry.get('studyType', '')} {entry.get('area', '')}".strip() for entry in entries)
    return [text for text in joined if text]


def _places(resume: Resume) -> list[str]:
    home = resume.get("basics", {}).get("location", {}).get("city")
    return ([home] if home else []) + _each("work", "location")(resume)


def _dates(key: str) -> Callable[[Resume], list[str]]:
    def read(resume: Resume) -> list[str]:
        return [
            f"{section} {entry[key]}"
            for section in ("work", "education")
            for entry in resume.get(section, [])
            if entry.get(key)
        ]

    return read


def _skills(resume: Resume) -> list[str]:
    return [word for group in resume.get("skills", []) for word in group.get("keywords", [])]


def _languages(resume: Resume) -> list[str]:
    entries = resume.get("languages", [])
    return [f"{entry.get('language', '')} {entry.get('fluency', '')}".strip() for entry in entries]


def _highlights(resume: Resume) -> list[str]:
    return [text for job in resume.get("work", []) for text in job.get("highlights", [])]


FIELDS: dict[str, tuple[Callable[[Resume], list[str]], Test]] = {
    "name": (_basics("name"), _equal),
    "e-mail": (_basics("email"), _equal),
    "phone": (_basics("phone"), _same_digits),
    "links": (_links, _same_address),
    "company": (_each("work", "name"), _alike),
    "title": (_each("work", "position"), _alike),
    "institution": (_each("education", "institution"), _alike),
    "degree": (_degrees, _alike),
    "location": (_places, _alike),
    "skills": (_skills, _alike),
    "start": (_dates("startDate"), _equal),
    "end": (_dates("endDate"), _equal),
    "languages": (_languages, _alike),
    "summary": (_basics("summary"), _alike),
    "highlights": (_highlights, _alike),
    "certificates": (_each("certificates", "name"), _alike),
    "projects": (_each("projects", "name"), _alike),
}


def compare(truth: Resume, found: Resume) -> dict[str, Comparison]:
    """Compare all fields; each true value is matched at most once."""
    return {name: _compare(read(truth), read(found), test) for name, (read, test) in FIELDS.items()}


def _compare(there: list[str], found: list[str], test: Test) -> Comparison:
    rest, missed = list(found), []
    for value in there:
        match = next((other for other in rest if test(value, other)), None)
        if match is None:
            missed.append(value)
        else:
            rest.remove(match)
    return Comparison(Counts(len(there) - len(missed), len(found), len(there)), missed, rest)


def whole_jobs(truth: Resume, found: Resume) -> list[float]:
    """Tell of each true job whether one found job has all of it: who, what, when and the text."""
    jobs = found.get("work", [])
    return [float(any(_same_job(job, other) for other in jobs)) for job in truth.get("work", [])]


def _same_job(job: Resume, other: Resume) -> bool:
    if any(job.get(key, "") != other.get(key, "") for key in ("startDate", "endDate")):
        return False
    if not all(_alike(job[key], other.get(key, "")) for key in ("name", "position")):
        return False
    return _alike(_told(job), _told(other))


def _told(job: Resume) -> str:
    parts: Iterable[str] = [job.get("summary", ""), *job.get("highlights", [])]
    return " ".join(part for part in parts if part)
