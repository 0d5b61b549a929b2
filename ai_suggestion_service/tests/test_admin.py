"""The staff's page of models."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from api.llm.errors import ProviderError
from api.llm.keys import fingerprint_of
from api.models import AIModel
from api.services import providers
from e2e.fakes.llm_server import LlmServer
from tests.services.test_providers import ask

pytestmark = pytest.mark.usefixtures("tables")
LIST = "/admin/api/aimodel/"


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff", "staff@example.com", "pw"))
    return client


def _page(model: AIModel) -> str:
    return f"{LIST}{model.pk}/change/"


def _form(model: AIModel, **changes: object) -> dict[str, object]:
    return {
        "display_name": model.display_name,
        "provider": model.provider,
        "key_names": '["OPENAI_API_KEY"]',
        "priority": 5,
        "credits_per_use": 1,
        **changes,
    }


def test_the_list_tells_which_models_are_set_up(staff: Client, llm: LlmServer) -> None:
    page = staff.get(LIST).content.decode()

    assert page.count("not set up") == 4
    assert page.count("ready") == 2


def test_the_page_of_a_model_shows_its_keys_by_fingerprint(
    staff: Client, llm: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "gone-4711,busy-4712,good-4713")
    llm.state.keys = {"gone-4711": "revoked", "busy-4712": "rate_limit"}
    llm.state.retry_after = 120
    model = AIModel.objects.get(provider="openai")
    ask(model)

    page = staff.get(_page(model)).content.decode()

    assert f"{fingerprint_of('gone-4711')}: refused by the provider" in page
    assert f"{fingerprint_of('busy-4712')}: rate-limited for 1" in page
    assert f"{fingerprint_of('good-4713')}: in use" in page
    assert "-471" not in page


def test_a_provider_that_is_spared_shows_as_such(staff: Client, llm: LlmServer) -> None:
    model = AIModel.objects.get(provider="openai")
    llm.state.modes = ["failing"]
    for _ in range(2):
        with pytest.raises(ProviderError):
            ask(model)

    assert "does not answer" in staff.get(LIST).content.decode()
    assert providers.standing(model).spared_for > 0


def test_prices_and_a_fallback_can_be_set(staff: Client) -> None:
    model = AIModel.objects.get(provider="openai")
    offline = AIModel.objects.get(provider="offline")
    form = _form(model, fallback=offline.pk, input_price="0.25", output_price="2")

    answer = staff.post(_page(model), form)

    model.refresh_from_db()
    assert answer.status_code == 302
    assert (model.fallback, float(model.input_price or 0)) == (offline, 0.25)


def test_fallbacks_that_go_round_in_a_circle_are_refused(staff: Client) -> None:
    model = AIModel.objects.get(provider="openai")
    offline = AIModel.objects.get(provider="offline")
    AIModel.objects.filter(pk=offline.pk).update(fallback=model)

    answer = staff.post(_page(model), _form(model, fallback=offline.pk))

    assert answer.status_code == 200
    assert "round in a circle" in answer.content.decode()


def test_a_negative_price_is_refused(staff: Client) -> None:
    model = AIModel.objects.get(provider="openai")

    answer = staff.post(_page(model), _form(model, input_price="-1"))

    assert answer.status_code == 200
    assert not AIModel.objects.filter(input_price__lt=0).exists()
