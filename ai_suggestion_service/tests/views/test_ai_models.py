"""The models that may be chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rest_framework.test import APIClient

from api.models import AIModel, DailyUse
from api.services import ai_models
from e2e.fakes.llm_server import LlmServer
from tests.conftest import logged_in

PATH = "/api/ai/models"


def _rows(client: APIClient) -> list[dict[str, Any]]:
    response = client.get(PATH)
    assert response.status_code == 200
    return list(response.json()["results"])


def test_anybody_sees_what_can_be_used_without_a_key(anonymous: APIClient) -> None:
    rows = _rows(anonymous)

    assert [row["display_name"] for row in rows] == ["Offline analyser"]
    assert rows[0]["is_default"] is True
    assert rows[0]["login_required"] is False
    assert (rows[0]["daily_limit"], rows[0]["remaining_today"]) == (None, None)
    assert rows[0]["description"]


def test_with_a_key_the_language_model_is_the_default(anonymous: APIClient, llm: LlmServer) -> None:
    rows = _rows(anonymous)

    assert [(row["display_name"], row["is_default"]) for row in rows] == [
        ("OpenAI", True),
        ("Offline analyser", False),
    ]
    assert "k1" not in str(rows)


def test_a_model_that_is_switched_off_is_not_offered(anonymous: APIClient, llm: LlmServer) -> None:
    AIModel.objects.filter(provider="openai").update(is_active=False)
    ai_models.forget()

    assert [row["provider"] for row in _rows(anonymous)] == ["offline"]


def test_a_caller_sees_what_is_left_today(
    client: APIClient, stranger: APIClient, user_id: str
) -> None:
    model = AIModel.objects.get(provider="offline")
    AIModel.objects.update(daily_limit=5)
    ai_models.forget()
    today = datetime.now(UTC).date()
    DailyUse.objects.create(user_id=user_id, model=model, day=today, count=3)

    assert _rows(client)[0]["remaining_today"] == 2
    assert _rows(stranger)[0]["remaining_today"] == 5


def test_a_bad_token_is_refused_where_none_is_needed(client: APIClient, user_id: str) -> None:
    expired = logged_in(user_id, exp=1)

    assert expired.get(PATH).status_code == 401


def test_the_list_takes_few_statements(
    client: APIClient, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        _rows(client)
