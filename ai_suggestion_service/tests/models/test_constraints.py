"""What the tables admit and refuse."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import Error

from api.models import AIModel, DailyUse, JobDescription, Suggestion, SuggestionFeedback

pytestmark = pytest.mark.usefixtures("tables")


def _suggestion(**fields: Any) -> Suggestion:
    return Suggestion.objects.create(
        user_id="u",
        resume_id=uuid.uuid4(),
        resume_version_id=uuid.uuid4(),
        model_name="m",
        provider="p",
        **fields,
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "queued", "input": {"job_text": "t"}},
        {"status": "completed", "score": 0},
        {"status": "completed", "score": 100},
        {"status": "completed", "score": None},
        {"status": "failed", "error_code": "provider_timeout"},
    ],
)
def test_a_suggestion_in_a_state_that_makes_sense_is_kept(fields: dict[str, Any]) -> None:
    assert Suggestion.objects.get(pk=_suggestion(**fields).pk)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "failed", "error_code": "provider_timeout", "score": 50},
        {"status": "queued", "score": 50},
        {"status": "completed", "score": 101},
        {"status": "completed", "score": -1},
        {"status": "failed", "error_code": ""},
        {"status": "completed", "error_code": "provider_timeout"},
        {"status": "completed", "input": {"job_text": "t"}},
        {"status": "failed", "error_code": "x", "input": {"job_text": "t"}},
    ],
)
def test_a_state_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Error), transaction.atomic():
        _suggestion(**fields)


def test_a_job_description_has_text() -> None:
    JobDescription.objects.create(user_id="u", text="t", sha256="0" * 64)

    with pytest.raises(Error), transaction.atomic():
        JobDescription.objects.create(user_id="u", text="", sha256="0" * 64)


def test_two_models_cannot_have_one_name() -> None:
    AIModel.objects.create(display_name="Local", provider="openai")

    with pytest.raises(IntegrityError), transaction.atomic():
        AIModel.objects.create(display_name="Local", provider="openai")


def test_a_model_has_a_name() -> None:
    with pytest.raises(Error), transaction.atomic():
        AIModel.objects.create(display_name="", provider="openai")


@pytest.mark.parametrize("address", ["ftp://host/v1", "host", "http://user@host/", "http:///v1"])
def test_a_models_address_is_a_web_address(address: str) -> None:
    with pytest.raises(ValidationError):
        AIModel(display_name="x", provider="openai", base_url=address).full_clean()


def test_a_day_is_counted_once_for_a_user_and_model() -> None:
    model = AIModel.objects.get(provider="offline")
    day = date(2026, 11, 20)
    DailyUse.objects.create(user_id="u", model=model, day=day)
    DailyUse.objects.create(user_id="v", model=model, day=day)

    with pytest.raises(IntegrityError), transaction.atomic():
        DailyUse.objects.create(user_id="u", model=model, day=day)


def test_a_suggestion_is_rated_once() -> None:
    suggestion = _suggestion()
    SuggestionFeedback.objects.create(suggestion=suggestion, is_helpful=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        SuggestionFeedback.objects.create(suggestion=suggestion, is_helpful=False)
