"""Synthetic people's résumés as they are after reading, and the worker that reads."""

from __future__ import annotations

import io
from typing import Any

from api.models import ParsedResume, ParseStatus, Resume, ResumeVersion, User
from api.services import incoming, indexing, resumes
from servicekit.jobs import runner
from servicekit.jobs.models import Job

PARSER = "tests"


def read_everything() -> None:
    """Run all waiting jobs as a worker would."""
    for job in Job.objects.filter(status="queued").order_by("created_at"):
        runner.run_by_id(job.pk)


def sections_of(
    *,
    name: str = "Ada Example",
    email: str = "ada@example.com",
    phone: str = "+4930901820",
    place: tuple[str, str] = ("Berlin", "DE"),
    jobs: tuple[tuple[str, str, str, str], ...] = (
        ("Software Developer", "Example Works GmbH", "2016-05", "2020-04"),
    ),
    highlight: str = "Moved twelve warehouses to a new ledger",
    degree: str = "BSc",
    skills: str = "Python, Django, PostgreSQL",
    languages: str = "English: fluent, German: native",
) -> dict[str, Any]:
    """Return the sections of a résumé; `jobs` are title, company, start and end ("" for now)."""
    return {
        "basics": {
            "name": name,
            "email": email,
            "phone": phone,
            "location": {"city": place[0], "countryCode": place[1]},
        },
        "work": [_job(*job, highlight) for job in jobs],
        "education": [
            {
                "institution": "Sample University",
                "studyType": degree,
                "area": "Logistics",
                "startDate": "2012",
                "endDate": "2015",
            }
        ],
        "skills": [{"keywords": skills.split(", ")}],
        "languages": [
            dict(zip(("language", "fluency"), spoken.split(": "), strict=True))
            for spoken in languages.split(", ")
        ],
    }


def _job(title: str, company: str, start: str, end: str, highlight: str) -> dict[str, Any]:
    job = {"position": title, "name": company, "startDate": start, "endDate": end}
    return {**{key: value for key, value in job.items() if value}, "highlights": [highlight]}


def keep(user: User, file_name: str = "cv.txt", **person: Any) -> Resume:
    """Store a résumé as if it had been read just now."""
    data = f"{person.get('name', 'Ada Example')} {file_name}".encode()
    upload = incoming.inspect(stream=io.BytesIO(data), size=len(data), file_name=file_name)
    resume = resumes.create(user_id=str(user.pk), upload=upload)
    assert resume.latest_version is not None
    read_as(resume.latest_version, sections_of(**person))
    return resume


def read_as(version: ResumeVersion, sections: dict[str, Any], leftover: str = "") -> ParsedResume:
    """Write what a parser would have read from a version."""
    Job.objects.filter(subject_id=str(version.pk)).delete()
    parsed, _ = ParsedResume.objects.update_or_create(
        version=version,
        defaults={"raw_text": leftover, "sections": sections, "parser_version": PARSER},
    )
    ResumeVersion.objects.filter(pk=version.pk).update(parse_status=ParseStatus.COMPLETED)
    indexing.refresh(resume=version.resume)
    return parsed
