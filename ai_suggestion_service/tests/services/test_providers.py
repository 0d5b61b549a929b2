"""From a model's row to its provider."""

from __future__ import annotations

from typing import Any

import pytest

from api.models import AIModel
from api.services import ai_models, providers
from api.services.ai_models import NoModel, UnknownModel
from e2e.fakes.llm_server import LlmServer

pytestmark = pytest.mark.usefixtures("tables")


def test_a_model_is_usable_with_any_of_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    model = AIModel(provider="openai", key_names=["FIRST_API_KEY", "SECOND_API_KEY"])
    without = providers.is_usable(model)
    monkeypatch.setenv("SECOND_API_KEY", "secret")

    assert (without, providers.is_usable(model)) == (False, True)


def test_a_model_of_a_provider_that_is_not_set_up_is_not_usable() -> None:
    assert not providers.is_usable(AIModel(provider="nobody"))


def test_a_rows_own_address_and_name_are_used(
    llm: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = AIModel(provider="openai", model_name="own-model", base_url="http://127.0.0.1:9/v1")

    provider = providers.provider_for(model)

    assert (provider.model, provider.outside) == ("own-model", True)
    assert provider is providers.provider_for(model)


def test_a_changed_key_gives_another_provider(
    llm: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = AIModel.objects.get(provider="openai")
    before = providers.provider_for(model)
    monkeypatch.setenv("OPENAI_API_KEY", "k2")

    assert providers.provider_for(model) is not before


def test_a_model_is_chosen_by_name_or_id(llm: LlmServer) -> None:
    model = AIModel.objects.get(provider="offline")

    assert ai_models.choose(" offline analyser ") == model
    assert ai_models.choose(str(model.pk)) == model


def test_the_default_is_the_usable_model_with_the_lowest_priority(llm: LlmServer) -> None:
    assert ai_models.choose().provider == "openai"
    AIModel.objects.filter(provider="offline").update(priority=1)
    ai_models.forget()

    assert ai_models.choose().provider == "offline"


def test_a_model_without_a_key_cannot_be_chosen() -> None:
    with pytest.raises(UnknownModel):
        ai_models.choose("OpenAI")


def test_without_any_model_nothing_can_be_asked() -> None:
    AIModel.objects.update(is_active=False)
    ai_models.forget()

    with pytest.raises(NoModel):
        ai_models.choose()


def test_changes_by_staff_show_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    ai_models.choose()
    AIModel.objects.update(is_active=False)
    monkeypatch.setattr(ai_models, "FRESH_SECONDS", -1.0)

    with pytest.raises(NoModel):
        ai_models.choose()


def test_providers_are_named_in_settings(settings: Any) -> None:
    assert set(settings.LLM_PROVIDERS) >= {"offline", "openai"}
