"""The record of what left."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from rest_framework.test import APIClient

from api.llm.budget import Sent
from api.models import EgressRecord
from api.services import egress

PATH = "/api/egress"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _sent(minute: int) -> Sent:
    at = NOON + timedelta(minutes=minute)
    return Sent(
        "openai", "api.example.com", "any", "0" * 64, 1234, at, 700, 90, 1.236, Decimal("0.000355")
    )


def _record(user_id: str, *sent: Sent, answered: bool = True) -> uuid.UUID:
    subject_id = uuid.uuid4()
    egress.record(
        user_id=user_id,
        purpose="suggestion",
        subject_id=subject_id,
        sent=sent,
        answered=answered,
    )
    return subject_id


def test_the_caller_sees_what_left_newest_first(client: APIClient, user_id: str) -> None:
    subject_id = _record(user_id, _sent(0), _sent(1))
    _record("somebody-else", _sent(2))

    body = client.get(PATH).json()

    assert [row["sent_at"] for row in body["results"]] == [
        "2026-11-20T12:01:00Z",
        "2026-11-20T12:00:00Z",
    ]
    assert body["results"][0] == {
        "id": body["results"][0]["id"],
        "purpose": "suggestion",
        "subject_id": str(subject_id),
        "provider": "openai",
        "host": "api.example.com",
        "model": "any",
        "sha256": "0" * 64,
        "size": 1234,
        "input_tokens": 700,
        "output_tokens": 90,
        "latency_ms": 1236,
        "cost": "0.00035500",
        "outcome": "answered",
        "sent_at": "2026-11-20T12:01:00Z",
    }


def test_what_nobody_counted_is_null(client: APIClient, user_id: str) -> None:
    _record(user_id, Sent("openai", "api.example.com", "any", "0" * 64, 1234, NOON))

    row = client.get(PATH).json()["results"][0]

    unknown = ("input_tokens", "output_tokens", "latency_ms", "cost")
    assert [row[name] for name in unknown] == [None] * 4


def test_of_several_calls_only_the_last_can_have_been_answered(user_id: str, db: None) -> None:
    _record(user_id, _sent(0), _sent(1))
    _record(user_id, _sent(2), answered=False)

    outcomes = EgressRecord.objects.order_by("sent_at").values_list("outcome", flat=True)
    assert list(outcomes) == ["failed", "answered", "failed"]


def test_a_list_takes_the_same_few_statements_for_any_page(
    client: APIClient, user_id: str, django_assert_max_num_queries: Any
) -> None:
    _record(user_id, *[_sent(n) for n in range(30)])

    with django_assert_max_num_queries(3):
        page = client.get(PATH, {"page_size": 10}).json()

    following = client.get(page["next"]).json()
    assert len(page["results"]) == len(following["results"]) == 10
    assert page["results"][-1]["sent_at"] > following["results"][0]["sent_at"]


def test_an_anonymous_caller_is_asked_to_log_in(anonymous: APIClient) -> None:
    assert anonymous.get(PATH).status_code == 401


def test_a_page_size_out_of_bounds_is_capped(client: APIClient, user_id: str) -> None:
    _record(user_id, *[_sent(n) for n in range(101)])

    assert len(client.get(PATH, {"page_size": 1000}).json()["results"]) == 100
