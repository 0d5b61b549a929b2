"""What a job asks for, read from its description as rows that can be judged one by one."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from api.matching.field_words import skills_asked
from api.matching.job_headings import Part
from api.matching.job_lines import JobLine, job_lines
from api.matching.kinds import Kind, is_telling, kind_of, years_asked
from api.matching.limits import MAX_REQUIREMENTS
from api.matching.metadata import title_of
from api.matching.orders import orders_in_job, without
from api.matching.sanitising import sanitise
from api.matching.splitting import clauses_of, is_choice, items_of
from api.matching.wording import (
    asks_for_something,
    bare_of_wishes,
    is_boilerplate,
    is_duty,
    is_nice,
    is_trait,
    tells_of_experience,
)

_ENOUGH = 3


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


def read_requirements(job_text: str, *, title: str = "") -> list[Requirement]:
    """Read what a job asks for, musts first as they stand, at most MAX_REQUIREMENTS of them."""
    return list(read_job(job_text, title=title).requirements)


def read_job(job_text: str, *, title: str = "") -> JobReading:
    """Read what a job asks for; beyond the cap nothing is lost, only set apart.

    The title is a requirement too, to have done such work; it is read from the text's first line
    when it is not given. What commands whoever reads the description is no requirement.
    """
    clean = sanitise(job_text)
    clean = without(clean, orders_in_job(clean))
    heading = title_of(clean)
    lines = [line for line in job_lines(clean) if not _is_title(line, heading)]
    named = _title_row(title or heading)
    found: dict[str, Requirement] = {}
    for requirement in [*named, *_read(lines)]:
        found.setdefault(requirement.id, requirement)
    ordered = sorted(found.values(), key=lambda row: row.importance is Importance.NICE)
    return JobReading(tuple(ordered[:MAX_REQUIREMENTS]), tuple(ordered[MAX_REQUIREMENTS:]))


def _is_title(line: JobLine, heading: str) -> bool:
    return bool(heading) and line.part is Part.OPENING and line.text.strip().startswith(heading)


def _title_row(title: str) -> list[Requirement]:
    text = title.strip()
    if not is_telling(text):
        return []
    return [Requirement(requirement_id(text), text, Importance.MUST, Kind.EXPERIENCE)]


def _read(lines: list[JobLine]) -> list[Requirement]:
    """Read the lines that ask; all that say anything where hardly one asks outright."""
    asked = [line for line in lines if _counts(line)]
    if len(asked) < _ENOUGH:
        told = [line for line in lines if not _is_noise(line) and is_telling(line.text)]
        asked = [line for line in lines if line in asked or line in told]
    has_demands = any(line.part is Part.REQUIREMENTS for line in asked)
    return [row for line in asked for row in _rows(line, has_demands=has_demands)]


def _counts(line: JobLine) -> bool:
    if _is_noise(line):
        return False
    if line.part in (Part.OPENING, Part.COMPANY):
        asks = asks_for_something(line.text) or is_nice(line.text)
        return asks and is_telling(line.text)
    return is_telling(line.text) or is_trait(line.text) or tells_of_experience(line.text)


def _is_noise(line: JobLine) -> bool:
    return line.part in (Part.BENEFITS, Part.PROCESS) or is_boilerplate(line.text)


def _rows(line: JobLine, *, has_demands: bool) -> Iterator[Requirement]:
    duty = line.part is Part.RESPONSIBILITIES or is_duty(line.text)
    wished = line.part is Part.NICE or (duty and has_demands)
    for clause in [line.text] if duty else clauses_of(line.text):
        importance = Importance.NICE if wished or is_nice(clause) else Importance.MUST
        bare = bare_of_wishes(clause)
        for item in [bare] if duty else items_of(bare):
            text = item.strip().rstrip(".;,:")
            if text:
                yield _row(text, importance, duty=duty)


def _row(text: str, importance: Importance, *, duty: bool) -> Requirement:
    hits = skills_asked(text)
    kind = Kind.OTHER if is_trait(text) and not duty else kind_of(text, duty=duty)
    return Requirement(
        id=requirement_id(text),
        text=text,
        importance=importance,
        kind=kind,
        skills=tuple(dict.fromkeys(hit.skill.name for hit in hits)),
        any_of=is_choice(text, hits),
        years=None if duty else years_asked(text),
        assessable=kind is Kind.EXPERIENCE or (not is_trait(text) and is_telling(text)),
    )
