"""What the tests of exports share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.models import Optimization, OptimizedVersion
from api.services import exports
from servicekit.storage import file_store
from tests.fakes import FakeResumeService

PATH = "/api/exports"
JOB = "Backend developer\nRequirements\n- Python and Django\n- Docker\n"
SECTIONS: dict[str, Any] = {
    "basics": {"name": "Ann Example", "email": "ann@example.com"},
    "work": [
        {
            "name": "Example Ltd",
            "position": "Backend developer",
            "startDate": "2019",
            "endDate": "2024",
            "highlights": [
                "Built web services with Python and Django for 40 shops.",
                "Wrote SQL reports on PostgreSQL and kept them fast.",
            ],
        }
    ],
    "skills": [{"name": "Python"}, {"name": "Docker"}],
}
FORMATS = ("pdf", "docx", "text", "json")

Export = Callable[..., Any]


def make_version(
    resumes: FakeResumeService, user_id: str, sections: dict[str, Any] = SECTIONS
) -> OptimizedVersion:
    """Keep a version with these sections of a résumé with `SECTIONS`."""
    resume_id = resumes.add(user_id, sections=SECTIONS)
    base = {
        "user_id": user_id,
        "resume_id": resume_id,
        "resume_version_id": resumes.document(user_id, resume_id)["version_id"],
        "resume_number": 1,
    }
    optimization = Optimization.objects.create(
        **base, model_name="m", provider="p", status="completed", strategy="s", base_sha256="0"
    )
    return OptimizedVersion.objects.create(
        **base, optimization=optimization, number=1, accepted_sha256="0", sections=sections
    )


def bytes_of(response: Any) -> bytes:
    """Return the body of a download and close its file."""
    data = b"".join(response.streaming_content)
    response.close()
    return data


def stored_keys() -> list[str]:
    """Return the keys of the exports in storage."""
    return [stored.key for stored in file_store().walk(exports.PREFIX)]
