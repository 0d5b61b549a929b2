"""Whose résumé it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from api.models import Candidate, CandidateSkill, ParsedResume, Resume, User
from api.services import indexing, recruiting_records, resumes
from api.services.candidate_duplicates import possible_duplicates
from api.services.candidate_merging import merge
from tests.people import keep, read_as, sections_of

NEVER = ("Clerk", "Elsewhere Ltd", "2010-01", "2011-01")


@pytest.mark.parametrize(
    ("second", "people"),
    [
        ({}, 1),
        ({"email": "ADA@Example.com", "name": "A. E.", "phone": "", "jobs": (NEVER,)}, 1),
        ({"email": "new@example.org", "phone": "+49 (30) 901820"}, 1),
        ({"email": "", "phone": "030 901820", "jobs": (NEVER,)}, 1),
        ({"email": "bea@example.org", "name": "Bea Sample"}, 2),
        ({"email": "", "phone": ""}, 1),
        ({"email": "", "phone": "", "name": "Dr. Example, Ada"}, 1),
        ({"email": "", "phone": "", "jobs": (NEVER,)}, 2),
        ({"email": "new@example.org", "phone": ""}, 2),
        ({"email": "new@example.org", "phone": "+4940123456", "name": "Bea Sample"}, 2),
    ],
    ids=[
        "everything equal",
        "e-mail",
        "phone and name",
        "phone as written at home",
        "phone, another name",
        "name and employer",
        "name turned around and employer",
        "name alone",
        "name and employer, another e-mail",
        "nothing equal",
    ],
)
def test_people_are_known_by_email_then_phone_then_name_and_employer(
    user: User, second: dict[str, Any], people: int
) -> None:
    keep(user, "first.txt")
    keep(user, "second.txt", **second)

    assert Candidate.objects.filter(merged_into=None).count() == people
    assert Resume.objects.exclude(candidate=None).count() == 2


def test_others_candidates_are_not_felt(user: User, other_user: User) -> None:
    keep(user)
    keep(other_user)

    assert Candidate.objects.count() == 2


def test_another_address_of_a_known_person_leads_to_them(user: User) -> None:
    keep(user, "first.txt")
    keep(user, "second.txt", email="new@example.org")

    third = keep(user, "third.txt", email="new@example.org", phone="", jobs=(NEVER,))

    candidate = Candidate.objects.get(merged_into=None)
    assert third.candidate_id is None  # the row was read before it was indexed
    assert candidate.resumes.count() == 3
    assert candidate.email == "ada@example.com"


def test_the_newest_resume_tells_and_older_ones_fill_gaps(user: User) -> None:
    keep(user, "first.txt", place=("Berlin", "DE"))
    old = Resume.objects.get()
    keep(user, "second.txt", phone="", place=("Lyon", "FR"))

    read_as(old.latest_version, sections_of(place=("Oslo", "NO")))  # type: ignore[arg-type]

    candidate = Candidate.objects.get()
    assert (candidate.city, candidate.phone_number) == ("Lyon", "+4930901820")


def test_an_only_resume_that_changes_changes_its_person(user: User) -> None:
    resume = keep(user)
    assert resume.latest_version is not None

    read_as(
        resume.latest_version, sections_of(name="Bea Sample", email="bea@example.org", phone="")
    )

    candidate = Candidate.objects.get()
    assert (candidate.full_name, candidate.email) == ("Bea Sample", "bea@example.org")
    assert candidate.phone_number == ""


def test_a_resume_that_turns_out_to_be_anothers_moves(user: User) -> None:
    keep(user, "first.txt")
    wrong = keep(user, "second.txt", name="Bea Sample", email="bea@example.org", phone="")
    assert wrong.latest_version is not None

    read_as(wrong.latest_version, sections_of())

    assert Candidate.objects.get().resumes.count() == 2


def test_a_purged_resume_takes_its_candidate_along(user: User, settings: Any) -> None:
    resume = keep(user)
    resumes.delete(resume=resume)
    settings.RETENTION_DAYS = -1

    resumes.purge_deleted()

    assert not Candidate.objects.exists()


def test_an_older_version_does_not_overwrite_a_newer(user: User) -> None:
    resume = keep(user)
    first = resume.latest_version
    assert first is not None
    second = first.__class__.objects.create(
        resume=resume,
        user_id=resume.user_id,
        number=2,
        storage_key="k",
        file_name="b",
        file_size=1,
        file_type="text/plain",
        sha256="0",
    )
    read_as(second, sections_of(name="Ada Newer"))

    read_as(first, sections_of(name="Ada Older"))

    assert Candidate.objects.get().full_name == "Ada Newer"


@pytest.mark.parametrize(
    ("second", "codes"),
    [
        ({"name": "Bea Sample"}, ["same_phone", "same_employer"]),
        ({"phone": ""}, ["same_name", "same_employer"]),
        ({"phone": "", "jobs": (NEVER,)}, ["same_name"]),
        ({"phone": "", "name": "Ada Exampel"}, ["same_employer"]),
        ({"phone": "", "name": "Bea Sample"}, []),
    ],
)
def test_possible_duplicates_have_reasons(
    user: User, second: dict[str, Any], codes: list[str]
) -> None:
    first = keep(user, "first.txt")
    keep(user, "second.txt", email="new@example.org", **second)
    first.refresh_from_db()
    assert first.candidate is not None

    found = possible_duplicates(first.candidate)

    assert [reason.code for twin in found for reason in twin.reasons] == codes


def test_merging_what_was_merged_elsewhere_follows_it(user: User) -> None:
    for number in range(3):
        keep(user, f"{number}.txt", email=f"{number}@example.org", phone="")
    one, two, three = Candidate.objects.order_by("created_at")
    merge(candidate=one, other=two)
    two.refresh_from_db()

    kept = merge(candidate=three, other=two)

    assert kept.pk == three.pk
    assert set(Candidate.objects.filter(merged_into=three)) == {one, two}
    assert three.resumes.count() == 3


@pytest.mark.django_db(transaction=True)
def test_jobs_that_meet_the_same_person_at_once_make_one_candidate() -> None:
    user = User.objects.create_user("ada@example.com", "correct horse battery")
    kept = [
        keep(user, f"{number}.txt", email=f"{number}@example.org", phone="") for number in range(8)
    ]
    ParsedResume.objects.update(sections=sections_of())

    def index(resume: Resume) -> None:
        try:
            indexing.refresh(resume=Resume.objects.get(pk=resume.pk))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(index, kept))

    candidate = Candidate.objects.get()
    assert (candidate.email, candidate.resume_count) == ("ada@example.com", 8)
    assert CandidateSkill.objects.get(candidate=candidate, skill__name="Django").resume_count == 8


def test_an_account_can_be_exported_and_removed(user: User, other_user: User) -> None:
    keep(user, skills="Python, Secret Craft")
    keep(other_user)

    exported = recruiting_records.records(user_id=str(user.pk))
    Resume.objects.filter(user_id=str(user.pk)).delete()
    removed = recruiting_records.remove(user_id=str(user.pk))

    assert [row["full_name"] for row in exported["candidates.json"]] == ["Ada Example"]
    assert [row["name"] for row in exported["own_skills.json"]] == ["Secret Craft"]
    assert exported["work_experience.json"][0]["company"] == "Example Works GmbH"
    assert removed == {"candidates": 1, "batches": 0, "own_skills": 1}
    assert [row.user_id for row in Candidate.objects.all()] == [str(other_user.pk)]
