"""Whether the dates of a career are there and fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from api.parsing.checks.findings import CheckFinding, Severity, Subject

_LONGEST_GAP = 6
_SHORTEST_OVERLAP = 3


@dataclass(frozen=True, slots=True)
class _Stay:
    """A job or a course of study, from one month to another, counted since year 0."""

    pointer: str
    name: str
    first: int
    last: int
    exact: bool


def check_dates(subject: Subject) -> Iterator[CheckFinding]:
    """Yield undated, reversed and future entries, gaps, overlaps and unusual order."""
    yield from _single(subject)
    jobs = _stays(subject.jobs, "/work", subject.today)
    yield from _overlaps(subject, jobs)
    yield from _gaps(subject, jobs)
    yield from _order(subject, jobs)


def _single(subject: Subject) -> Iterator[CheckFinding]:
    now = f"{subject.today.year}-{subject.today.month:02d}"
    for place, job in enumerate(subject.jobs):
        pointer, start, end = f"/work/{place}", job.get("startDate"), job.get("endDate")
        if not start:
            title = f"{_named(job)} has no dates"
            detail = "Give month and year of start and end; undated jobs count for nothing."
            yield subject.find("undated_job", Severity.WARNING, title, detail, pointer)
        elif start > now:
            title = f"{_named(job)} starts in the future"
            detail = f"It is said to start in {start}."
            yield subject.find(
                "future_start", Severity.WARNING, title, detail, f"{pointer}/startDate"
            )
        if start and end and end < start[: len(end)]:
            title = f"{_named(job)} ends before it starts"
            detail = f"It is said to run from {start} to {end}."
            yield subject.find(
                "reversed_dates", Severity.ERROR, title, detail, f"{pointer}/endDate"
            )


def _stays(entries: Sequence[Mapping[str, Any]], root: str, today: date) -> list[_Stay]:
    stays = []
    for place, entry in enumerate(entries):
        start, end = entry.get("startDate"), entry.get("endDate")
        if not start or (end and end < start[: len(end)]):
            continue
        last = _month(end, 12) if end else today.year * 12 + today.month
        exact = "-" in start and (end is None or "-" in end)
        stays.append(_Stay(f"{root}/{place}", _named(entry), _month(start, 1), last, exact))
    return stays


def _month(iso: str, unknown: int) -> int:
    year, _, month = iso.partition("-")
    return int(year) * 12 + (int(month) if month else unknown)


def _overlaps(subject: Subject, jobs: Sequence[_Stay]) -> Iterator[CheckFinding]:
    ordered = sorted((job for job in jobs if job.exact), key=lambda job: job.first)
    for earlier, later in pairwise(ordered):
        shared = min(earlier.last, later.last) - later.first + 1
        if shared >= _SHORTEST_OVERLAP:
            title = f"{earlier.name} and {later.name} overlap"
            detail = f"They share {shared} months; say so if one was part-time, or check the dates."
            yield subject.find("overlapping_jobs", Severity.HINT, title, detail, later.pointer)


def _gaps(subject: Subject, jobs: Sequence[_Stay]) -> Iterator[CheckFinding]:
    """Yield times between jobs that no job, study or voluntary work covers."""
    others = [
        *_stays(subject.sections.get("education", []), "/education", subject.today),
        *_stays(subject.sections.get("volunteer", []), "/volunteer", subject.today),
    ]
    if not jobs:
        return
    begin = min(job.first for job in jobs)
    reached = begin
    for stay in sorted([*jobs, *others], key=lambda stay: stay.first):
        empty = stay.first - reached - 1
        if stay.first > begin and empty >= _LONGEST_GAP:
            title = f"{empty} months are not accounted for before {stay.name}"
            detail = f"Nothing is said of {_said(reached + 1)} to {_said(stay.first - 1)}."
            yield subject.find("gap", Severity.HINT, title, detail, stay.pointer)
        reached = max(reached, stay.last)


def _order(subject: Subject, jobs: Sequence[_Stay]) -> Iterator[CheckFinding]:
    if len(jobs) > 1 and all(one.last < other.last for one, other in pairwise(jobs)):
        title = "The oldest job stands first"
        detail = "Readers expect the newest job first and may judge by the first one they see."
        yield subject.find("oldest_first", Severity.WARNING, title, detail, jobs[0].pointer)


def _said(month: int) -> str:
    year, number = divmod(month - 1, 12)
    return f"{year}-{number + 1:02d}"


def _named(entry: Mapping[str, Any]) -> str:
    for key in ("name", "institution", "organization", "position", "studyType"):
        if entry.get(key):
            return f"“{entry[key]}”"
    return "An entry"
