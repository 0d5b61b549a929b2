"""How one document words a life: dates, headings, separators, order; and the truth that follows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from e2e.quality.corpus.content import Job, Month, Person, Study, words

_MONTHLY = ("short", "long", "slash", "dot", "iso", "two_digit")


@dataclass(frozen=True)
class Choices:
    """What a document's writer settled on."""

    dates: str
    monthly: bool
    dash: str
    studies_single: bool
    degree: str
    prose: bool
    headings_upper: bool
    contact_labels: bool
    level_shown: bool
    reference: str
    tail: tuple[str, ...]
    education_first: bool
    contact_mark: str
    entry_mark: str
    link_as: str


def draw(rng: random.Random) -> Choices:
    """Draw the choices of one document."""
    tail = ["skills", "languages", "certificates", "projects", "interests"]
    rng.shuffle(tail)
    return Choices(
        dates=rng.choice([*_MONTHLY[:4] * 3, "iso", "two_digit"]),
        monthly=rng.random() < 0.8,
        dash=rng.choice([" – ", " – ", " - ", "–", " to ", " — "]),
        studies_single=rng.random() < 0.35,
        degree=rng.choice(["in", "comma", "space", "dash"]),
        prose=rng.random() < 0.15,
        headings_upper=rng.random() < 0.4,
        contact_labels=rng.random() < 0.3,
        level_shown=rng.random() < 0.85,
        reference=rng.choice(["", "", "", "request", "person"]),
        tail=tuple(tail),
        education_first=rng.random() < 0.25,
        contact_mark=rng.choice([" | ", " • ", " · ", "  ", ", "]),
        entry_mark=rng.choice([" – ", " | ", ", ", " — ", " · "]),
        link_as=rng.choice(["text", "text", "text", "target"]),
    )


class Wording:
    """Words one person's résumé by one set of choices."""

    def __init__(self, person: Person, choices: Choices, rng: random.Random) -> None:
        self.person, self.choices = person, choices
        self._words = words(person.language)
        self._headings = {
            kind: rng.choice(forms) for kind, forms in self._words["headings"].items()
        }
        self._present = rng.choice(self._words["present"])
        self._to = f" {self._words['to']} " if choices.dash == " to " else choices.dash

    def view(self) -> dict[str, Any]:
        """Return everything that a design prints, worded."""
        person = self.person
        return {
            "language": person.language,
            "name": person.name,
            "label": person.label,
            "contact_words": {kind: self._words[kind] for kind in ("email", "phone", "address")},
            "contacts": self._contacts(),
            "summary": person.summary,
            "headings": self._headings,
            "order": self._order(),
            "work": [self._job(job) for job in person.jobs],
            "education": [self._study(study) for study in person.studies],
            "skills": [
                {"name": name, "keywords": list(keywords)} for name, keywords in person.skills
            ],
            "languages": [
                {"language": name, "fluency": level if self.choices.level_shown else ""}
                for name, level in person.languages
            ],
            "certificates": [
                {"name": name, "issuer": issuer, "date": str(year)}
                for name, issuer, year in person.certificates
            ],
            "projects": [
                {"name": name, "description": text, "keywords": list(tech)}
                for name, text, tech in person.projects
            ],
            "interests": list(person.interests),
            "references": self._references(),
            "marks": {"contact": self.choices.contact_mark, "entry": self.choices.entry_mark},
            "upper": self.choices.headings_upper,
            "tech": self._words["tech"],
        }

    def truth(self) -> dict[str, Any]:
        """Return the résumé that a reader of the document should find, in JSON Resume's shape."""
        person = self.person
        view = self.view()
        return {
            "basics": {
                "name": person.name,
                "label": person.label,
                "email": person.email,
                "phone": person.phone,
                "location": {"city": person.city, "countryCode": person.country},
                "links": list(person.links),
                "summary": person.summary,
            },
            "work": [self._true_job(job) for job in person.jobs],
            "education": [self._true_study(study) for study in person.studies],
            "skills": [
                {"name": name, "keywords": list(keywords)} for name, keywords in person.skills
            ],
            "languages": view["languages"],
            "certificates": view["certificates"],
            "projects": view["projects"],
        }

    def _order(self) -> list[str]:
        main = ["education", "work"] if self.choices.education_first else ["work", "education"]
        kinds = [
            "summary",
            *main,
            *self.choices.tail,
            *(["references"] if self.choices.reference else []),
        ]
        return [kind for kind in kinds if kind != "projects" or self.person.projects]

    def _contacts(self) -> list[dict[str, str]]:
        person, labels = self.person, self._words
        parts = [
            ("email", person.email, f"mailto:{person.email}"),
            ("phone", person.phone, ""),
            ("address", person.address, ""),
        ]
        contacts = [
            {
                "kind": kind,
                "value": text,
                "text": f"{labels[kind]}: {text}" if self.choices.contact_labels else text,
                "url": url,
            }
            for kind, text, url in parts
        ]
        return contacts + [self._link(link) for link in person.links]

    def _link(self, link: str) -> dict[str, str]:
        shown = link
        if self.choices.link_as == "target":
            shown = (
                "LinkedIn" if "linkedin" in link else "GitHub" if "github" in link else "Portfolio"
            )
        return {"kind": "link", "value": link, "text": shown, "url": f"https://{link}"}

    def _references(self) -> list[str]:
        if self.choices.reference == "request":
            return [self._words["request"]]
        return list(self.person.referee) if self.choices.reference == "person" else []

    def _job(self, job: Job) -> dict[str, Any]:
        prose = self.choices.prose
        return {
            "company": job.company,
            "position": job.position,
            "location": job.location,
            "dates": self.range(job.start, job.end),
            "start": self.date(job.start),
            "end": self.date(job.end) if job.end else self._present,
            "summary": " ".join(_sentence(text) for text in job.bullets) if prose else "",
            "highlights": [] if prose else list(job.bullets),
        }

    def _true_job(self, job: Job) -> dict[str, Any]:
        view = self._job(job)
        truth = {
            "name": job.company,
            "position": job.position,
            "location": job.location,
            "startDate": self._iso(job.start),
            "highlights": view["highlights"],
            "summary": view["summary"],
        }
        return truth | ({"endDate": self._iso(job.end)} if job.end else {})

    def _study(self, study: Study) -> dict[str, Any]:
        years = f"{study.start[0]}{self._to}{study.end[0]}"
        return {
            "institution": study.institution,
            "degree": self._degree(study),
            "location": study.location,
            "dates": str(study.end[0]) if self.choices.studies_single else years,
        }

    def _true_study(self, study: Study) -> dict[str, Any]:
        truth = {
            "institution": study.institution,
            "studyType": study.degree,
            "area": study.area,
            "endDate": str(study.end[0]),
        }
        return truth if self.choices.studies_single else truth | {"startDate": str(study.start[0])}

    def _degree(self, study: Study) -> str:
        if not study.area:
            return study.degree
        joint = {"in": f" {self._words['in']} ", "comma": ", ", "space": " ", "dash": " – "}
        return study.degree + joint[self.choices.degree] + study.area

    def range(self, start: Month, end: Month | None) -> str:
        """Word a span of time."""
        if end and not self.choices.monthly and start[0] == end[0]:
            return str(start[0])
        return self.date(start) + self._to + (self.date(end) if end else self._present)

    def date(self, month: Month) -> str:
        """Word a month, or its year only."""
        year, number = month
        if not self.choices.monthly:
            return str(year)
        styles: dict[str, str] = {
            "short": f"{self._words['short'][number - 1]} {year}",
            "long": f"{self._words['months'][number - 1]} {year}",
            "slash": f"{number:02d}/{year}",
            "dot": f"{number:02d}.{year}",
            "iso": f"{year}-{number:02d}",
            "two_digit": f"{number:02d}/{year % 100:02d}",
        }
        return styles[self.choices.dates]

    def _iso(self, month: Month) -> str:
        return f"{month[0]}-{month[1]:02d}" if self.choices.monthly else str(month[0])


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def grouped(jobs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group the worded jobs that follow each other at one employer."""
    groups: list[dict[str, Any]] = []
    for job in jobs:
        if groups and groups[-1]["company"] == job["company"]:
            groups[-1]["roles"].append(job)
        else:
            groups.append({"company": job["company"], "location": job["location"], "roles": [job]})
    return groups
