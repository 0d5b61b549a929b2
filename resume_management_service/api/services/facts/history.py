"""Jobs and studies with their times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from api.models import DegreeLevel, Education, WorkExperience
from api.services import lookup_keys
from api.services.facts.plain import objects, strings, text
from lexicon.dates import DateRange, PartialDate, find_dates, months_between, total_months
from lexicon.degrees import find_degrees

LONGEST_LIST = 200
_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-\d{2})?\Z")


def read_work(sections: dict[str, Any], evidence: dict[str, Any]) -> list[WorkExperience]:
    """Return the jobs, without résumé and candidate."""
    return [
        WorkExperience(
            position=position,
            company=text(job.get("name")),
            company_key=lookup_keys.company_key(text(job.get("name"))),
            title=text(job.get("position")),
            location=text(job.get("location")),
            summary="\n".join(strings([job.get("summary"), job.get("highlights")])),
            **_period(job, evidence, f"/work/{position}"),
        )
        for position, job in enumerate(objects(sections.get("work"))[:LONGEST_LIST])
    ]


def read_education(sections: dict[str, Any], evidence: dict[str, Any]) -> list[Education]:
    """Return the studies, without résumé and candidate."""
    return [
        Education(
            position=position,
            institution=text(study.get("institution")),
            degree=text(study.get("studyType")),
            area=text(study.get("area")),
            level=_level(text(study.get("studyType")), text(study.get("area"))),
            **_period(study, evidence, f"/education/{position}"),
        )
        for position, study in enumerate(objects(sections.get("education"))[:LONGEST_LIST])
    ]


def experience_of(work: Iterable[WorkExperience], today: date) -> tuple[int, int | None]:
    """Return the months worked before, and the month (from year 0) since which work goes on.

    Overlaps count once. What goes on is kept as its beginning, so that it grows by itself.
    """
    ranges = [found for found in map(_range, work) if found]
    now = PartialDate(today.year, today.month)
    going_on = [span.start for span in ranges if span.current and span.start]
    begun = [start for start in going_on if start <= now]
    total = total_months(ranges, today)
    if not begun:
        return total, None
    length = max(months_between(start, now) for start in begun)
    return total - length, month_number(today) - length + 1


def month_number(day: date) -> int:
    """Return a day's month, counted from year 0."""
    return day.year * 12 + day.month - 1


def _period(entry: dict[str, Any], evidence: dict[str, Any], pointer: str) -> dict[str, Any]:
    start, end = _iso(entry.get("startDate")), _iso(entry.get("endDate"))
    return {
        "start": start,
        "end": end,
        "start_written": _written(start, entry, evidence, f"{pointer}/startDate"),
        "end_written": _written(end, entry, evidence, f"{pointer}/endDate"),
        "is_current": bool(start) and not entry.get("endDate"),
    }


def _iso(value: Any) -> str:
    found = _ISO.match(value) if isinstance(value, str) else None
    return "-".join(filter(None, found.groups())) if found else ""


def _written(iso: str, entry: dict[str, Any], evidence: dict[str, Any], pointer: str) -> str:
    """Return what the résumé has; the value itself where nothing of it stands in the text."""
    raw = text((evidence.get(pointer) or {}).get("raw"))
    dates = [found.raw for found in find_dates(raw) if iso in (found.date.iso, found.last.iso)]
    return (dates or [raw or text(entry.get(pointer.rpartition("/")[2]))])[0][:40]


def _range(job: WorkExperience) -> DateRange | None:
    start, end = _partial(job.start), _partial(job.end)
    if start is None or (end is None and not job.is_current):
        return None
    return DateRange(start, end, job.is_current, 0, 0, "")


def _partial(iso: str) -> PartialDate | None:
    if not iso:
        return None
    year, _, month = iso.partition("-")
    return PartialDate(int(year), int(month) if month else None)


def _level(degree: str, area: str) -> DegreeLevel:
    found = find_degrees(degree) or find_degrees(f"{degree} {area}")
    return DegreeLevel(max((named.level.value for named in found), default=0))
