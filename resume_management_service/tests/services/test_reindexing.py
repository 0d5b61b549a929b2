"""Indexing all résumés anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from api.models import ResumeSkill, ResumeWord, Skill, User
from api.services import reindexing, skills
from servicekit.jobs.models import Job
from tests.people import keep, read_everything


def _names(user: User) -> set[str]:
    return set(
        ResumeSkill.objects.filter(user_id=str(user.pk)).values_list("skill__name", flat=True)
    )


def test_resumes_that_are_here_learn_new_skills(user: User) -> None:
    keep(user, highlight="Taught wickerwork to beginners")
    skills.curate(Skill(name="Basket Weaving", aliases=["wickerwork"]))
    before = _names(user)

    reindexing.request()
    read_everything()

    assert _names(user) - before == {"Basket Weaving"}


def test_all_are_indexed_in_chunks(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        keep(user, f"{number}.txt", email=f"{number}@example.org", phone="")
    ResumeWord.objects.all().delete()
    monkeypatch.setattr(reindexing, "CHUNK", 2)

    reindexing.request()
    for _ in range(3):
        read_everything()

    assert ResumeWord.objects.values("resume_id").distinct().count() == 5
    results = Job.objects.order_by("created_at").values_list("result", flat=True)
    assert list(results) == [{"indexed": 2}, {"indexed": 2}, {"indexed": 1}]


def test_asking_twice_is_done_once(db: None, capsys: Any) -> None:
    call_command("index_resumes")
    call_command("index_resumes")

    assert Job.objects.count() == 1
    assert str(Job.objects.get().pk) in capsys.readouterr().out
