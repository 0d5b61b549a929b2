"""What a job asks for, read from its description as rows that can be judged one by one."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from api.matching.job_headings import Part
from api.matching.job_lines import JobLine, job_lines
from api.matching.kinds import Kind, kind_of, years_asked
from api.matching.limits import MAX_REQUIREMENTS
from api.matching.wording import asks_for_something, is_boilerplate, is_nice, is_trait


class Importance(StrEnum):
    """How much a job insists."""

    MUST = "must"
    NICE = "nice"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a job asks for.

    `skills` holds canonical skill names; any one of them satisfies the row when `any_of` is set.
    `years` is the least number of years asked for. `assessable` is False for what no résumé can
    be blamed for leaving out (traits, willingness, work permits).
    """

    id: str
    text: str
    importance: Importance
    kind: Kind
    skills: tuple[str, ...] = ()
    any_of: bool = False
    years: float | None = None
    assessable: bool = True


@dataclass(frozen=True, slots=True)
class JobReading:
    """The requirements of a job; `left_out` are those beyond MAX_REQUIREMENTS, in full."""

    requirements: tuple[Requirement, ...]
    left_out: tuple[Requirement, ...] = ()


def requirement_id(text: str) -> str:
    """Name a requirement by its words: same words, same id, whatever the case and spacing."""
    words = " ".join(re.findall(r"[\w+#.]+", text.casefold()))
    return "r" + hashlib.sha256(words.encode()).hexdigest()[:10]


def read_requirements(job_text: str) -> list[Requirement]:
    """Read what a job asks for, musts first as they stand, at most MAX_REQUIREMENTS of them."""
    return list(read_job(job_text).requirements)


def read_job(job_text: str) -> JobReading:
    """Read what a job asks for; beyond the cap nothing is lost, only set apart."""
    found: dict[str, Requirement] = {}
    for requirement in _read(job_lines(job_text)):
        found.setdefault(requirement.id, requirement)
    ordered = sorted(found.values(), key=lambda row: row.importance is Importance.NICE)
    return JobReading(tuple(ordered[:MAX_REQUIREMENTS]), tuple(ordered[MAX_REQUIREMENTS:]))


def _read(lines: Iterable[JobLine]) -> Iterator[Requirement]:
    for line in lines:
        if _counts(line):
            yield _requirement(line)


def _counts(line: JobLine) -> bool:
    if line.part in (Part.BENEFITS, Part.PROCESS) or is_boilerplate(line.text):
        return False
    if line.part in (Part.OPENING, Part.COMPANY):
        return asks_for_something(line.text)
    return True


def _requirement(line: JobLine) -> Requirement:
    text = line.text.strip().rstrip(".;,")
    nice = line.part is Part.NICE or is_nice(text)
    kind = kind_of(text, duty=line.part is Part.RESPONSIBILITIES)
    return Requirement(
        id=requirement_id(text),
        text=text,
        importance=Importance.NICE if nice else Importance.MUST,
        kind=kind,
        years=years_asked(text),
        assessable=not is_trait(text),
    )
