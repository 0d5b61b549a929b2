"""What the tables of candidates, skills and batches admit and refuse."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from api.models import (
    BatchEntry,
    BatchUpload,
    Candidate,
    CandidateLanguage,
    Education,
    Resume,
    Skill,
    WorkExperience,
)
from tests.models.refusals import refused


def _candidate(**fields: Any) -> Candidate:
    return Candidate.objects.create(**{"user_id": "u", **fields})


def _resume() -> Resume:
    return Resume.objects.create(user_id="u", name="cv")


def test_an_address_belongs_to_one_candidate_of_an_owner(db: None) -> None:
    _candidate(email_key="k")
    _candidate(email_key="k", user_id="v")
    _candidate(email_key=None)
    _candidate(email_key=None)

    assert refused(lambda: _candidate(email_key="k"))


def test_nobody_is_merged_into_themselves(db: None) -> None:
    kept, absorbed = _candidate(), _candidate()
    Candidate.objects.filter(pk=absorbed.pk).update(merged_into=kept)

    assert refused(lambda: Candidate.objects.filter(pk=kept.pk).update(merged_into=kept))


def test_who_was_merged_has_no_resume(db: None) -> None:
    kept = _candidate(resume_count=1)
    _candidate(merged_into=kept, resume_count=0)

    assert refused(lambda: _candidate(merged_into=kept, resume_count=1))


@pytest.mark.parametrize("model", [WorkExperience, Education])
def test_a_resumes_entries_have_places_of_their_own(db: None, model: Any) -> None:
    resume, candidate = _resume(), _candidate()

    def create(place: int) -> Any:
        return model.objects.create(resume=resume, candidate=candidate, position=place)

    create(0)
    create(1)
    assert refused(lambda: create(1))


def test_a_language_is_listed_once_a_resume(db: None) -> None:
    resume, candidate = _resume(), _candidate()

    def create(key: str) -> Any:
        return CandidateLanguage.objects.create(
            resume=resume, candidate=candidate, position=0, language="x", language_key=key
        )

    create("a")
    create("b")
    assert refused(lambda: create("b"))


def test_a_skill_has_a_name_and_the_staffs_are_everybodys(db: None) -> None:
    Skill.objects.create(id=1, name="Weaving", is_curated=True)
    Skill.objects.create(id=2, name="Weaving", owner_id="u")

    assert refused(lambda: Skill.objects.create(id=3, name=""))
    assert refused(lambda: Skill.objects.create(id=3, name="x", owner_id="u", is_curated=True))


def test_an_entry_of_a_batch_has_a_job_or_an_error(db: None) -> None:
    batch = BatchUpload.objects.create(user_id="u")

    def create(position: int, **fields: Any) -> Any:
        return BatchEntry.objects.create(batch=batch, position=position, **fields)

    create(0, job_id=uuid.uuid4())
    create(1, error_code="empty_file")
    assert refused(lambda: create(1, job_id=uuid.uuid4()))
    assert refused(lambda: create(2))
    assert refused(lambda: create(2, job_id=uuid.uuid4(), error_code="empty_file"))
