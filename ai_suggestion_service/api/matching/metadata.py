"""What a job description says of the job besides its requirements."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from api.matching.job_headings import part_of_heading
from api.matching.orders import orders_in_job, without
from api.matching.pay import Salary, find_salary
from api.matching.sentences import sentences
from api.matching.words import groups, phrases

_LEVELS = ("intern", "executive", "lead", "senior", "mid", "junior")
_TYPES = ("intern", "contract", "part_time", "full_time", "permanent")
_PLACES = ("hybrid", "remote", "onsite")
_PROPER = r"(?<![\w&.'-])[A-Z][\w&.'-]{0,40}(?:[ ][A-Z&][\w&.'-]{0,40}){0,3}(?![\w&'-])"
_HIRING = (
    rf"(?:^|[.!?]\s+|\n)(?:At|Join|Bei)\s+({_PROPER})(?=,|\s+we|\s+you|\s+as|\s*!)",
    rf"({_PROPER})\s+(?:is|are)\s+(?:looking|seeking|hiring|recruiting|searching)",
    rf"({_PROPER})\s+(?:sucht|recherche|recrute|busca|cerca|procura|zoekt)\b",
    rf"\bAbout\s+({_PROPER})\s*(?:\n|$)",
)
_BASED = re.compile(r"\bbased in\s+([A-Z][\w'’-]+(?:[ ,]+[A-Z][\w'’-]+){0,3})")
_NO_COMPANY = frozenset({"we", "our", "us", "you", "the", "this", "company", "client", "it", "who"})
_GENDERS = re.compile(
    r"\s*[(\[]\s*(?:[mwfdhx]\s*[/|,]\s*)+[mwfdhx]\s*[)\]]|\s*\((?:all genders?|gn)\)", re.I
)
_LONGEST_TITLE = 90
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class JobMetadata:
    """Facts of a job as far as its description states them.

    `seniority` is intern, junior, mid, senior, lead or executive; `employment_type` intern,
    contract, part_time, full_time or permanent; `workplace` remote, hybrid or onsite.
    """

    title: str | None = None
    company: str | None = None
    location: str | None = None
    seniority: str | None = None
    salary: Salary | None = None
    employment_type: str | None = None
    workplace: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the facts as plain JSON."""
        return asdict(self)


def read_metadata(text: str, *, title: str = "", company: str = "") -> JobMetadata:
    """Read the facts of a job; a title or company that is known already is kept.

    Sentences that command the reader state no fact.
    """
    text = without(text, orders_in_job(text))
    named = title.strip() or title_of(text)
    return JobMetadata(
        title=named or None,
        company=company.strip() or _labelled(text, "company_label") or _company(text),
        location=_labelled(text, "location_label") or _based(text),
        seniority=_first(named, _LEVELS),
        salary=find_salary(text),
        employment_type=_first(text, _TYPES),
        workplace=_first(text, _PLACES),
    )


def title_of(text: str) -> str:
    """Read the job's title from its label or the first line; empty when neither names one."""
    return _labelled(text, "title_label") or _first_line(text)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: phrases(entries) for name, entries in groups("metadata").items()}


def _first(text: str, names: tuple[str, ...]) -> str | None:
    return next((name for name in names if _patterns()[name].search(text)), None)


def _labelled(text: str, group: str) -> str | None:
    label = _patterns()[group].pattern
    found = re.search(
        rf"(?:^|[.;|])\W*{label}\s*[:–]\s*(?P<value>[^\n|;]{{2,80}}?)(?=\.\s|[\n|;]|$)",
        text,
        re.IGNORECASE | re.MULTILINE,
    )
    return found["value"].strip(" *_.;,") or None if found else None


def _first_line(text: str) -> str:
    """Read the first line as a title, without "wanted" and the like; empty when it is prose."""
    line = next((line.strip(" #*_") for line in text.splitlines() if line.strip()), "")
    line = _GENDERS.sub("", sentences(line)[0].rstrip(".!") if line else "")
    bare = _bare_title(re.split(r"\s+[–—|@]\s+|\s+-\s+|\s+at\s+(?=[A-Z])", line)[0])
    is_title = len(bare) <= _LONGEST_TITLE and len(bare.split()) <= _MOST_WORDS and ":" not in line
    is_prose = line.endswith("?") or bool(_patterns()["prose"].search(bare))
    return bare if is_title and not is_prose and not part_of_heading(bare) else ""


def _bare_title(line: str) -> str:
    start = _patterns()["seeking"].match(line)
    bare = line[start.end() :] if start else line
    end = re.search(rf"\s*(?:{_patterns()['sought'].pattern})\s*$", bare, re.IGNORECASE)
    return (bare[: end.start()] if end else bare).strip(" ,")


def _company(text: str) -> str | None:
    for pattern in _HIRING:
        found = re.search(pattern, text)
        if found:
            name = found.group(1).strip()
            if name.split()[0].casefold() not in _NO_COMPANY:
                return name
    return None


def _based(text: str) -> str | None:
    found = _BASED.search(text)
    return found.group(1).strip() if found else None
