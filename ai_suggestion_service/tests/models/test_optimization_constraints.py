"""What the tables of optimisations and versions admit and refuse."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import Error
from django.utils import timezone

from api.models import Optimization, OptimizedVersion

pytestmark = pytest.mark.usefixtures("tables")

RESUME = uuid.UUID(int=1)


def optimization(**fields: Any) -> Optimization:
    made: Optimization = Optimization.objects.create(
        user_id="u",
        resume_id=RESUME,
        resume_version_id=uuid.uuid4(),
        resume_number=1,
        strategy="concise",
        model_name="m",
        provider="p",
        **fields,
    )
    return made


def version(of: Optimization, **fields: Any) -> OptimizedVersion:
    given = {"number": 1, "accepted_sha256": "a", **fields}
    return OptimizedVersion.objects.create(
        user_id="u",
        optimization=of,
        resume_id=RESUME,
        resume_version_id=uuid.uuid4(),
        resume_number=1,
        **given,
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"slot": 0},
        {"slot": 1, "status": "processing", "input": {}},
        {"status": "completed", "score_before": 0, "score_after": 100},
        {"status": "failed", "error_code": "cancelled"},
    ],
)
def test_an_optimisation_in_a_state_that_makes_sense_is_kept(fields: dict[str, Any]) -> None:
    assert Optimization.objects.get(pk=optimization(**fields).pk)


@pytest.mark.parametrize(
    "fields",
    [
        {"slot": 0, "status": "completed"},
        {"slot": 0, "status": "failed", "error_code": "cancelled"},
        {"status": "completed", "score_before": -1},
        {"status": "completed", "score_after": 100.5},
        {"status": "completed", "input": {}},
        {"status": "failed"},
    ],
)
def test_a_state_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Error), transaction.atomic():
        optimization(**fields)


def test_a_slot_is_taken_once_by_a_user_and_may_be_empty_often() -> None:
    optimization(slot=0)
    optimization(slot=None)
    optimization(slot=None)

    with pytest.raises(Error), transaction.atomic():
        optimization(slot=0)


def test_a_set_of_changes_makes_one_version() -> None:
    made = optimization()
    version(made)

    with pytest.raises(Error), transaction.atomic():
        version(made, number=2)


def test_a_number_is_given_once_for_a_resume() -> None:
    made = optimization()
    version(made)
    version(made, number=2, accepted_sha256="b")

    with pytest.raises(Error), transaction.atomic():
        version(made, number=2, accepted_sha256="c")


@pytest.mark.parametrize(
    "fields",
    [
        {"score": 0, "base_score": 100},
        {"saved_file_id": uuid.uuid4(), "saved_number": 2},
        {"saved_file_id": uuid.uuid4(), "saved_number": 2, "saved_at": timezone.now()},
    ],
)
def test_a_version_that_makes_sense_is_kept(fields: dict[str, Any]) -> None:
    assert OptimizedVersion.objects.get(pk=version(optimization(), **fields).pk)


@pytest.mark.parametrize(
    "fields",
    [
        {"score": 101},
        {"base_score": -0.1},
        {"saved_file_id": uuid.uuid4()},
        {"saved_number": 2},
        {"saved_at": timezone.now()},
    ],
)
def test_a_version_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Error), transaction.atomic():
        version(optimization(), **fields)
