"""What the tables of résumés and versions admit and refuse."""

from __future__ import annotations

from typing import Any

from api.models import Resume, ResumeVersion
from tests.models.refusals import refused


def _version(resume: Resume, **fields: Any) -> ResumeVersion:
    given = {"number": 1, "file_size": 1, "storage_key": "k", "file_name": "cv.pdf"}
    return ResumeVersion.objects.create(resume=resume, user_id="u", **{**given, **fields})


def _resume(**fields: Any) -> Resume:
    return Resume.objects.create(**{"user_id": "u", "name": "cv", **fields})


def test_a_resume_has_a_name(db: None) -> None:
    _resume(name="a")

    assert refused(lambda: _resume(name=""))


def test_a_number_is_given_once_a_resume(db: None) -> None:
    resume = _resume()
    _version(resume, number=1)
    _version(resume, number=2)
    _version(_resume(), number=1)

    assert refused(lambda: _version(resume, number=2))


def test_a_version_has_bytes(db: None) -> None:
    resume = _resume()
    _version(resume, file_size=1)

    assert refused(lambda: _version(resume, number=2, file_size=0))


def test_a_label_sticks_once_to_a_resume(db: None) -> None:
    resume, other = _resume(), _resume()
    resume.label_rows.create(label="draft")
    other.label_rows.create(label="draft")

    assert refused(lambda: resume.label_rows.create(label="draft"))
